"""What rules look for first in the text of a posting, in lower case.

A rule reads only the sentences that have one of its cues, and one pass over a text finds those of
all rules, see ``texts``.
"""

from __future__ import annotations

from typing import Final

_YEARS: Final = (
    "year|yrs| yr|yoe|decade|jahr|jährig|jarig|årig| ans| an d'| an d’| an minimum|année|años|año"
    "| anos| ano| anni| anno|jaar| års|vuode|"
    " lat| lata|letni| roky| roku| let|letá|rokov| év|éves| ani|yıl| лет|год|рок|χρόν|έτη|ετών|"
    " år|年|년|سنوات|سنة|سنين|tahun| năm|ปี|miaka|mwaka|שנ|साल|वर्ष|month|monat| mois|meses|"
    "個月|个月|"
    "ヶ月|か月|개월"
)
_NO_EXPERIENCE: Final = (
    "no experience| no |\nno |no-experience|without |zero exp|not required|not necessary|"
    "not needed|not essential|unnecessary|graduates|fresher|n't req|n’t req|n't need|n’t need|"
    "not a pre|not a must|not need |not require |not mand|not expected|isn't|isn’t|newly qualified"
    "|newly-qualified|nqt|school leaver| ects |\nects |ects are wel|ects wel|"
    "keine |kein muss|ohne |nicht erforderlich|berufsanfänger|berufseinsteiger|"
    "débutant|nicht notwendig|nicht zwingend|sans exp|aucune exp|expérience non|pas d|pas besoin"
    "|sin exp|"
    "no se |no es nec|experiencia no|não |sem exp| sem |\nsem | sin |\nsin |nessuna|esperienza"
    "|geen |zonder |niet |ingen |inget krav|"
    "без |не требуется|не обязат|bez |nie |není|"
    "utan |uden |uten |si lazima|starters|未経験|問いません|問わ"
    "|不問|無経験|无经验|经验不限|無經驗|"
    "无需经验|不限经验|應屆|应届|신입|"
    "무관|불문|없어도|لا |بدون|tanpa |fresh graduate|không |ไม่|bila uzoefu|ללא|אין צורך|deneyim"
)
_VISAS: Final = (
    "h1b|h-1b|"
    "visa|sponsor|visum|visado|visto|work permit|arbeitserlaubnis|parrain|patrocin|ビザ|签证|"
    "簽證|비자|виз|wiz"
)
_WORKPLACES: Final = (
    "remot|brid|on-site|onsite|on site|on\N{NON-BREAKING HYPHEN}site|office|in person|in-person|"
    "home|tele|anywhere|#li-|vor ort|site-based|site based|wfh|wfo|wherever|virtual|"
    "days per week|days a week|days/week|fully distributed"
)
_WORKPLACES_ABROAD: Final = (
    "bryd|télétrav|smart work|büro|présentiel|presencia|zdaln|stacjonarn|uzaktan|удал|дистанц|"
    "гибрид|віддален|リモート|在宅|出社|远程|居家|混合办公|재택|하이브리드|ハイブリッド|"
    "thuis|distans|hemifrån|hjemme|в офисе|ortsunabhängig|mobiles arbeiten|mobilem arbeiten|"
    "mobil arb|mobil zu|überall|cualquier|qualquer|qualsiasi|partout|sur site|vanuit huis"
    "|op locatie|"
    "mobile arbeit|mobiler arbeit|zu hause|zuhause|präsenz|casa|distance|distancia|oficina|"
    "escritório|presenza|in sede|ufficio|kantoor|kontor|på plats|biurze|z domu|bureau|"
    "nyumbani|ofis|офис|到岗|坐班|在家|遠端|遠距|出勤|원격|출근|사무실|テレワーク"
)

YEARS, NO_EXPERIENCE, VISAS, WORKPLACES, WORKPLACES_ABROAD, DIGITS = range(6)
"""YEARS: units of years and months; short ones are bounded by a space on the left. WORKPLACES: one
is in every sentence that says where the work is done; the second list is for texts that are not
English."""

WORDS: Final = (
    *(tuple(words.split("|")) for words in (_YEARS, _NO_EXPERIENCE, _VISAS, _WORKPLACES)),
    tuple(_WORKPLACES_ABROAD.split("|")),
    tuple("0123456789"),
)
"""By the number of their kind."""
