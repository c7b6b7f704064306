"""Words that statements of years of experience are made of, in the languages of postings."""

from __future__ import annotations

import re
from typing import Final

PLUS_AFTER: Final = re.compile(
    r"\w*['’]?s?\s?(?:\+|plus\b|or (?:more|above|longer|greater)|and (?:above|over|more)"
    r"|oder (?:mehr|länger)|o más|ou (?:plus|mais)"
    r"|et plus|o più|eller mer|of meer|以上|이상|及以上|over\b)"
)

EXPERIENCE: Final = re.compile(
    r"experien|expérien|experiên|experienț|exp\b(?<!\wexp)|erfahr|berufspraxis|praxiserfahr"
    r"|esperien"
    r"|ervaring|atuação|atuando|erfaren|erfaring|kokemu"
    r"|doświadcz|praxe|praxis|praxí|praxi\b|skúsenost|zkušenost|tapasztal|gyakorlat|deneyim"
    r"|tecrübe|опыт|досвід|стаж"
    r"|εμπειρ|προϋπηρ|経験|经验|經驗|实务|実務|경력|경험|خبر|pengalaman|kinh nghiệm|ประสบการณ์"
    r"|uzoefu|ניסיון"
    r"|अनुभव|pqe\b(?<!\wpqe)|yoe\b(?<!\wyoe)|track record|background in|expertise|under (?:their"
    r"|your) belt"
    r"|similar (?:role|position|job|capacity|post)\b"
    r"|comparable (?:role|position|job|capacity|post)\b"
)
ABOUT: Final = re.compile(r"\b(?:about|around|roughly|circa)\s\Z")
MINIMUM: Final = re.compile(
    r"minim|min\b(?<!\wmin)|at least|no less than|not less than|more than|over\b(?<!\wover)"
    r"|mindestens|mind\b(?<!\wmind)"
    r"|wenigstens|ab\b"
    r"|au moins|al menos|por lo menos|como mínimo|mínim|pelo menos|almeno|minimaal|tenminste"
    r"|ten minste|minst"
    r"|mindst|vähintään|co najmniej|alespoň|aspoň|legalább|minimum|en az|не менее|от\b|від\b"
    r"|τουλάχιστον"
    r"|至少|以上|이상|لا تقل|ít nhất|không dưới|อย่างน้อย|angalau|לפחות|requir|must|need|typically"
    r"|approximately"
)
LISTED: Final = re.compile(r"\s*(?:[•*·▪●]|[–—-]\s|\d[.)])\s*")
OPENING: Final = re.compile(
    r"\s*(?:[•*·▪●○✓✔➢►–—-]\s*)?(?:[\w/&' ]{2,30}:\s*)?(?:(?:you(?:['’](?:ll|ve))?"
    r"|(?:the )?(?:ideal |right |successful )?(?:candidates?|applicants?))\s)?"
    r"(?:(?:we(?:['’]d| would) (?:like|love) to see|we (?:expect|require|ask for"
    r"|look for)|we(?:['’]re| are) (?:looking|hoping) for)\s)?"
    r"(?:(?:must|should|will|ideally)\s)?(?:(?:have|has|bring|possess|are equipped with"
    r"|offer|requires?)\s)?(?:(?:du|sie) (?:hast|haben|bringst|bringen|verfügst über"
    r"|verfügen über) (?:bereits )?)?(?:(?:spent|got|gained|worked)\s)?(?:(?:a|an|the|with"
    r"|about|around|roughly|circa)\s)*"
    r"(?:minimum|min\.?|at least,?|typically|approximately|approx\.?|proven|more than|over"
    r"|mindestens|mind\.|wenigstens"
    r"|au moins|minimum de|al menos|mínimo|mínimo de|pelo menos|almeno|minimaal|minst|mindst"
    r"|vähintään|min)?"
    r"(?:\s(?:of|either|de|von))?[\s:]*\Z"
)
DOING: Final = re.compile(
    r"\w*['’]?s?\+?,?\s(?:or (?:more|longer) )?"
    r"(?:lang )?(?:of|in|within|across|with|as|at|im|in der|in einer|als|mit|en"
    r"|dans|sur"
    r"|como|com|na|no|nel|come|w|jako|som|i|\w+ing|hands|full|professional)\b"
)

PREFERRED_BEFORE: Final = re.compile(
    r"would be (?:an? )?(?:nice|great|good|plus|advantage|ideal|beneficial|bonus)|nice[ -]to[ -]ha"
    r"|prefer|bonus|advantage|desirabl|ideally|idealerweise|idealmente"
    r"|good to have|great to have|wünschenswert|von vorteil"
    r"|idéalement|de préférence|souhait|deseable|preferible|desejável|preferibil|gradit"
    r"|meriterande|mile widzian|желательно"
)
PREFERRED_AFTER: Final = re.compile(
    r"nice[ -]to[ -]ha|preferred|is an? (?:\w+ )?bonus"
    r"|an? (?:big |huge |strong |definite )?plus\b"
    r"|advantage|desirabl|desired|good to have|great to have|would be (?:nice|great)"
    r"|wünschenswert|von vorteil|souhaité|un plus\b"
    r"|deseable|se valora|desejável|diferencia|preferibil|gradit|un plus|meriterande"
    r"|mile widzian|atutem|желательно|будет плюсом"
    r"|歓迎|尚可|優遇|优先|優先|우대|أفضل|أولوية|lebih disukai|diutamakan|ưu tiên"
)
PREFERRED_ASIDE: Final = re.compile(
    r"[^.;,(]{0,60}\((?:strongly |highly )?(?:preferred|desired|desirable|optional"
    r"|nice[ -]to[ -]have|an? (?:plus|advantage|bonus))\b"
)
PREFERRED_FIRST: Final = re.compile(
    r"\W*(?:ideally|preferably|idealerweise|idéalement|idealmente|de préférence)\b"
)
"""At the beginning of a sentence, before its comma."""
IF: Final = re.compile(
    r"\b(?:if you(?:['’]ve)?(?: already)?(?: have| got| bring)?|wenn du)\b[^,]{0,40}\Z"
)
"""Before years that a sentence asks about, rather than asks for."""
SKILL: Final = re.compile(
    r"\s*(?:[•*·▪●○✓✔➢►–—-]\s*)?(?!.*\b(?:contract|duration|length|term|period"
    r"|age|vest\w*|warranty|senior|junior|mid\w*|entry|level|lease"
    r"|commitment|tenure|program\w*|degree|bachelor\w*|master\w*|diploma|studies|plan)\b)"
    r"[\w+#./&' -]{1,40}(?: ?[:(]| [–—-]) ?\Z"
)
"""A skill before its years: "• Java: 5+ years", "• SQL (3-5 years)"."""
ENDED: Final = re.compile(r"\w*['’]?s?\s*(?:[,.;)\n]|\Z)")
HEADING_WANTED: Final = re.compile(
    r"nice[ -]to[ -]ha|preferred|bonus|desirabl|desired\b(?<!\wdesired)|good to have|great to have"
    r"|it would be (?:nice|great)|stand out|extra credit|a plus\b(?<!\wa plus)"
    r"|a big plus\b(?<!\wa big plus)|a definite plus\b(?<!\wa definite plus)"
    r"|pluses\b(?<!\wpluses)|plus points|plus$(?<!.plus)|plus:$(?<!.plus:)|ideal(?:ly|erweise)?\b"
    r"|wünschenswert|von vorteil|souhait|deseable|valorable|desejável|diferencia|gradit"
    r"|meriterande|mile widziane|будет плюсом|歓迎|尚可|加分|优先|우대|advantag"
)

NOT_BEFORE: Final = re.compile(
    r"(?:\b(?:lasts|duration(?: of)?|last|past|next|first|previous|coming|(?:the|most|in) recent"
    r"|every|each"
    r"|after|within|since|during|until|every other|ages?|aged|another|nearly the|for (?:the"
    r"|over|more than|nearly|almost|about|around)"
    r"|in (?:the|just|only|under|less than)|letzten|nächsten|ersten|innerhalb(?: von)?"
    r"|seit(?: über| mehr als| fast| rund)?|alle|nach|depuis|pendant|dernières|prochaines"
    r"|derniers|prochains|durante|desde hace|hace|últimos|próximos|nos últimos|há(?: mais de)?"
    r"|da oltre|ultimi|negli|sinds|afgelopen|al(?: meer dan)?|последние|в течение|成立|创立"
    r"|創業|設立"
    r"|過去|过去|近|最近|入社|勤続|連続|连续|合同|契約|지난|최근|입사|창립|in business for"
    r"|trusted for|vest\w* over)\b|成立"
    r"|创立|創業|設立|過去|过去|近|最近|入社|勤続|連続|连续|合同|契約|지난|최근|입사|창립)"
    r"[ :]?\Z"
)
FOR_BEFORE: Final = re.compile(
    r"(?<!looking )(?<!hoping )\b(?:for|für|pendant|por|durante|voor|i|su|per)\s\Z"
)
NOT_AFTER: Final = re.compile(
    r"[\w]{0,3}['’]?s?[\s-]{0,2}(?:old\b|olds?\b|of age|ago\b|sabbatical|pto\b|vacation|paid"
    r"|contract|degree|college|universit|diploma|bachelor|master|program|plan\b|warrant|vest"
    r"|term\b|lease|fixed|project\b"
    r"|strategic|roadmap|of (?:(?:post-?secondary |formal |full-time "
    r"|continuous )?(?:education|college|university|school|stud|training|apprentice)|age"
    r"|history|service|tenure|growth|success|innovation|business|existence|operation|heritage"
    r"|excellence|tradition|coursework|full-time|age\b)(?![^.;,]{0,40}experien)"
    r"|in (?:business|a row|operation|existence|the making|(?:the )?market)\b|from (?:now"
    r"|today|graduation)|later\b|strong\b|young\b|straight\b|anniversar|running\b|or older"
    r"|and older|and over\b|round\b|over[ -]year|end\b|alt\b|altr|ausbildung|studium|vertrag"
    r"|befrist|garantie"
    r"|d['’](?:études|anciennet|existence|âge)|de (?:antigüedad|contrato|garant|edad|idade"
    r"|historia|história|trayectoria de la)|di (?:età|storia|attività|contratto)|refers?\b"
    r"|after\b|before\b|[-–]jubil|firmen|unternehmen|in folge"
    r"|前|後|后|間の契約|契約|合同|制|度\b|度|月|历史|歴史|の歴史|末|初|休|卒|級|级|生|目|전"
    r"|후|계약|간 계약|대)"
)
COMPANY: Final = re.compile(
    r"\b(?:our|we|we['’]ve|we['’]re|company|firm|founded|established|wir|unser\w*|gegründet"
    r"|nous|notre|nos|fondée?"
    r"|nuestr\w+|somos|empresa|nossa|azienda|siamo|onze)\b"
)
_AND_MORE: Final = r"\s(?:(?:over|more than|nearly|almost|at least|an average of) )?\Z"
OTHERS: Final = re.compile(
    r"\b(?:learn(?:ing)? from|work(?:ing)? with|alongside|surrounded by|mentored by|led by"
    r"|founded by)"
    rf"\b[^;]{{0,80}}?\b(?:with|who have|who has|having){_AND_MORE}"
    r"|\b(?:co-?founders?|ceo|cto|cfo)\b"
)
STAFF: Final = re.compile(
    r"\b(?:engineers|colleagues|mentors?|team|founders?|experts?|people|leadership)\s"
    rf"(?:with|has|have|who have|brings?){_AND_MORE}"
)
PERSON: Final = re.compile(r"[\[(](?:co-?founder|ceo|cto|cfo)\b[^\])\n]{0,25}[\])]\n")
"""The line above a person's own history: "Anna Moe [CEO]"."""
TOGETHER: Final = re.compile(r"\w*['’]?s?\s(?:of\s)?(?:combined|collective|joint)\b")
SEEKING: Final = re.compile(
    r"look(?:ing)? for|seek|requir|need|want|hir(?:e|ing)|search|expect|prefer|candidate"
    r"|applicant|you\b(?<!\wyou)|you['’]|your\b|someone|ideal|must|minimum|at least|suchen|erwarten"
    r"|wünschen|mindestens|recherch|cherch|buscamos|procuramos|cerchiamo|zoek|have you"
    r"|vous (?:avez|justifiez|disposez|possédez)|tienes|cuentas con|você (?:tem|possui)"
    r"|je hebt|du har|har du|posiadasz|masz"
    r"|du bringst|sie bringen|du hast|sie haben|verfügst|verfügen"
)
VAGUE_PLENTY: Final = re.compile(
    r"(?:over|more than|nearly|almost|than|über|mehr als|fast|plus de|más de|mais de|oltre"
    r"|meer dan|ruim|för över|over a)\s?\Z"
)
INSTEAD_AFTER: Final = re.compile(r"[^.;]{0,60}(?:in lieu|substitut|instead of)")
INSTEAD_BEFORE: Final = re.compile(
    r"(?:degree|diploma|bachelor['’]?s?|education|certificat\w+|ged(?<!\wged)"
    r"|in lieu of [\w' ]{0,30}),? (?:and/)?or\s(?:(?!and|plus|with)[\w+-]+\s){0,4}\Z"
)
MONTHS_ON: Final = re.compile(r"\w*\s?(?:to|bis|[-–]|à|a)\s?\d+ (?:year|jahr|an|año)")
MONTHS_TO: Final = re.compile(r"\d+ (?:month|monate|mois|meses)\w* (?:to|bis|[-–]|à|a) \Z")
REQUIRED_AFTER: Final = re.compile(r"s?\s?\((?:required|minimum|min\.?)\)")
AT_MOST: Final = re.compile(
    r"\b(?:up to|(?:newly qualified|nq|entry[ -]level|graduates?|freshers?)(?: to| ?[-–])"
    r"|(?<!not )(?<!no )(?<!isn't )(?:less|fewer) than|no more than|not more than|max(?:imum"
    r"|\.)?(?: of)?|under|bis zu"
    r"|höchstens|(?<!nicht )weniger als|jusqu['’]à|(?<!pas )moins de|hasta"
    r"|(?<!no )(?<!não )menos de|até|fino a|tot|upp till|do"
    r"|до)\s?\Z"
)
MOST_ENDS: Final = frozenset(
    (
        *("to", "than", "max", "max.", "maximum", "of", "under", "zu", "höchstens", "als", "de"),
        *("jusqu'à", "jusqu’à", "hasta", "até", "a", "tot", "till", "do", "до", "-", "–"),
    )
)
"""One of these is the last word of what ``AT_MOST`` finds."""
HEADING_REQUIRED: Final = re.compile(r"\bneed|require|must|minimum|basic")
HEADING_NEEDS: Final = re.compile(
    r"require|must[ -]have|qualif(?!.*(?:prefer|desir))|you (?:have|bring|need)|essential|anforder"
    r"|voraussetz|requisit|exigenc|exigé|vereist|eisen|wymag|krav"
)
OF_WHAT: Final = re.compile(r"\w{0,3} (?!(?:of|contract|fixed|degree|college|old|in)\b)[^\W\d]")
"""After years: what they were spent with."""
HEADING: Final = re.compile(
    r"require|qualif|skill|you (?:have|bring|need|will)|you['’]ll|what|about|responsib|benefit"
    r"|offer|\bwhy|\bwho|\bhow|\byour|role|must|minimum|basic|perks|salary|compensation"
    r"|education|aufgaben|profil|\bwir\b|\bdas\b|dein|missions?|nous|requisitos|ofrecemos|応募資格"
    r"|必須|要件|任职|要求|职责|자격|업무"
)
WORKED: Final = re.compile(
    r"(?:\b(?:you|candidates?|applicants?)\b.{0,60}\b|^\W*(?:must |should )?(?:has|have|having) )"
    r"(?:work(?:ed|ing)|been|served|practi[sc]ed|managed|led|spent|taught|driven)\b"
    r"(?!.{0,60}\b(?:last|past|next|this company|our)\b).{0,60}\bfor (?:(?:at least|over"
    r"|more than|a minimum of|no less than|not less than|minimum|about|around) )?\Z"
)
WORKED_AFTER: Final = re.compile(
    r"[^.;]{0,80}\b(?:gearbeitet|tätig|gesammelt|worked|travaillé|trabajado|trabalhado|lavorato"
    r"|gewerkt|arbetat|arbejdet|jobbet|pracował\w*)\b"
)
"""The verb of who has worked for these years, in languages that put it last."""
WITH_THEM: Final = re.compile(
    r"\b(?:with|and|plus|having|must have|should have) (?:(?:at least|a minimum of|minimum|over"
    r"|more than) )?\Z"
)
SPENT: Final = re.compile(
    r"\w*['’]?s?\+?,? (?!operating\b|being\b|running\b)(?:\w+ing|as an?|in|within|at an?)\b"
)
"""After years: what was done in them."""
NEXT_CLAUSE: Final = re.compile(
    r", (?:(?:and|with|plus|und|et) )?(?:a |an )?(?:mindestens|mind\.|wenigstens|at least|minimum"
    r"|min\.?|must have|au moins|al menos|mínimo"
    r"|pelo menos|almeno|minimaal|minst)(?: of| de)? ?\Z"
)
"""What is asked for after what would be ideal."""
HAS: Final = re.compile(
    r"(?:\bhas|(?<!should )(?<!must )(?<!will )(?<!to )(?<!would )\bhave)\s(?:(?:over|more than"
    r"|nearly|almost)\s)?\Z"
)
WITH: Final = re.compile(r"\s*with\s(?:(?:over|more than|nearly|almost)\s)?\Z")
PRAISED: Final = re.compile(
    r"[^,.]{0,80}experience[^,.]{0,80}, (?:[^\s,]+ ){1,6}?(?:is|are|has|have|offers?|provides?"
    r"|helps?|delivers?|works?)\b"
)
WANTED_AFTER: Final = re.compile(
    r"\b(?:required|needed|necessary|preferred|desired|a must|mandatory|essential)\b"
)
CLOSED: Final = re.compile(r"s?\+?\)")
LABEL: Final = re.compile(
    r"(?:s?['’]? of (?:\w+ ){0,3}experience|\(?s?\)?)(?: \(?(?:required|needed|minimum"
    r"|preferred)\)?)?\)?\s?[:–-]\s"
)
"""After "year", with the number behind it: "Years of experience: 5", "Experience (years): 5"."""
ALTERNATIVE: Final = re.compile(r"\bor\b|\bou\b|\boder\b|\bo\b|/|\bwith a (?:master|phd|doctor)|;")
