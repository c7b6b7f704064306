"""Whether a posting says that no experience is needed."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from jobscout.rules import sentences, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobscout.rules.texts import Span

MAX_HITS: Final = 200

_NONE_NEEDED: Final = re.compile(
    r"\b(?:no|without|zero) (?:(?:prior|previous|work|working|professional|relevant|industry"
    r"|job|formal|specific|sales|teaching|driving|cleaning|care|warehouse|retail"
    r"|customer service|hospitality|programming|coding|technical"
    r"|office)[ /]?(?:or )?){0,3}experience(?: at all)?(?:,? (?:is|are|was))? ?(?:required"
    r"|necessary|needed|needed\b|essential|expected|\?|[–-] ?no problem|\(?we (?:will )?train)"
    r"|\bexperience (?:is )?(?:not|un)[ -]?(?:required|necessary|needed|essential)"
    r"|\b(?:fresh|recent|new) graduates? (?:(?:and \w+ )?(?:are"
    r"|is) )?(?:also )?(?:very )?(?:welcome|encouraged|can apply|may apply|invited|considered"
    r"|eligible)|\bfreshers?\b[^.;]{0,24}\bcan (?:also )?apply\b|\bfreshers? (?:are |can "
    r"|may )?(?:also )?(?:welcome|apply|encouraged"
    r"|preferred|eligible)"
    r"|^\W*graduates (?:are )?(?:welcome|encouraged)"
    r"|\bopen to (?:fresh|recent|new) grad"
    r"|keine (?:vor|berufs)?(?:kenntnisse und )?erfahrung(?:en)? (?:\w+ ){0,2}(?:erforderlich"
    r"|nötig|notwendig|vorausgesetzt|benötigt)|(?:berufs|vor)erfahrung(?:en)? (?:ist |sind "
    r"|wird )?(?:nicht|keine) (?:zwingend )?(?:erforderlich|nötig|notwendig|vorausgesetzt"
    r"|voraussetzung)|auch ohne (?:berufs|vor)?erfahrung"
    r"|débutante?s? {1,4}(?:\w+ )?(?:est |sont )?(?:accepté|bienvenu)|débutant\(?e?\)? accepté"
    r"|sans expérience (?:acceptée?|requise)|aucune expérience (?:\w+ ){0,2}(?:requise|exigée"
    r"|nécessaire|n['’]est)|expérience non (?:requise|exigée)|pas d['’]expérience (?:requise"
    r"|nécessaire)"
    r"|no se (?:requiere|necesita|precisa) (?:de )?experiencia|sin experiencia (?:previa"
    r"|necesaria|requerida)|no es necesaria (?:la )?experiencia|experiencia no (?:necesaria"
    r"|requerida)"
    r"|não (?:é (?:necessári[ao]|preciso)|exige(?:mos)?|precisa|requer)(?: ter"
    r"| de)? experiência|sem experiência|experiência não (?:é )?(?:necessária|exigida"
    r"|obrigatória)"
    r"|nessuna esperienza (?:\w+ )?(?:richiesta|necessaria)|(?:non"
    r"|anche senza) (?:è )?(?:richiesta |necessaria )?esperienza|anche prima esperienza"
    r"|(?:geen|zonder) (?:werk)?ervaring (?:is )?(?:vereist|nodig|noodzakelijk)"
    r"|ervaring (?:is )?niet (?:vereist|nodig)|ingen (?:tidigare )?erfarenhet (?:krävs|behövs)"
    r"|ingen erfaring (?:kræves|nødvendig|kreves)"
    r"|без опыта|опыт (?:работы )?не (?:требуется|обязателен|нужен)|можно без опыта"
    r"|без досвіду|doświadczenie nie jest (?:wymagane|konieczne)|bez doświadczenia|bez praxe"
    r"|praxe není|deneyim (?:şartı )?(?:aranmamaktadır|gerekmez|şart değil)|deneyimsiz"
    r"|経験(?:は|を)?問(?:いません|わない|わず)|未経験(?:者)?(?:でも|ok|可|歓迎|大歓迎|の方)|経験不問|無経験|经验不限|無經驗|无需经验"
    r"|无经验要求|不限经验|應屆|应届(?:毕业)?生(?:可|亦可"
    r"|优先|均可)|신입 ?(?:가능|환영|지원 ?가능)|경력 ?(?:무관|불문)|경험 ?(?:무관|없어도)"
    r"|لا (?:يشترط|تشترط|يتطلب|تتطلب) (?:وجود )?(?:ال)?خبرة|بدون خبرة|tanpa pengalaman"
    r"|fresh graduate dipersilakan|không (?:cần|yêu cầu) kinh nghiệm|ไม่จำเป็นต้องมีประสบการณ์"
    r"|ไม่ต้องมีประสบการณ์|bila uzoefu|ללא ניסיון|אין צורך בניסיון"
)
_REFUSING: Final = (
    # not, needed, experience
    (
        r"no|not|isn['’]t|aren['’]t|don['’]t|doesn['’]t|without",
        (
            "required?|necessary|needed|need|essential|expected|mandatory|compulsory|a prerequisite"
            "|a must"
        ),
        "experience",
    ),
    (
        r"kein\w*|nicht|ohne",
        "muss|erforderlich|nötig|notwendig|vorausgesetzt|voraussetzung|benötigt|zwingend",
        r"\w*erfahrung\w*|\w*kenntnisse",
    ),
    (
        "pas|aucune|non|sans",
        "besoin|requise?|exigée?|nécessaire|obligatoire|demandée?|indispensable",
        r"(?:d['’]|l['’])?expérience",
    ),
    (
        "no|sin|ninguna",
        r"requier\w+|requerid\w|necesari\w|necesit\w+|exig\w+|imprescindible|obligatori\w",
        "experiencia",
    ),
    (
        "não|nenhuma|sem",
        r"exig\w+|necess\w+|precis\w+|requer\w*|obrigatóri\w",
        "experiência",
    ),
    (
        "non|nessuna|senza",
        r"richiest\w|necessari\w|obbligatori\w|indispensabile|serve|richiediamo",
        "esperienza",
    ),
    ("geen|niet|zonder", "vereiste?|nodig|noodzakelijk|verplicht", r"\w*ervaring"),
    (
        "ingen|inget|inte|ikke",
        r"krävs|krav|behövs|nödvändig\w*|kræves|nødvendig\w*|kreves|påkrevd",
        r"\w*erfarenhet|\w*erfaring",
    ),
    ("nie|brak|bez", r"wymag\w+|koniecz\w+|potrzeb\w+|obowiązkow\w+", r"doświadczeni\w+"),
    ("не|без|нет", r"требу\w+|нуж\w+|обязател\w+|необходим\w*", r"опыт\w*"),
    ("není|ne|bez", r"nutn\w+|vyžad\w+|podmínk\w+|potřeb\w+", r"praxe|zkušenost\w*"),
    ("ei|ilman", r"vaadi\w*|edellyt\w+|tarvita", r"\w*kokemu\w+"),
    ("si|hakuna|bila", r"lazima|muhimu|una\w*hitajika", "uzoefu"),
)
_WORDS_BETWEEN: Final = r"(?: [^\W\d][\w'’/-]*){0,4}? "


def _refused(no: str, needed: str, experience: str) -> re.Pattern[str]:
    """Not, needed and experience, in the orders that languages put them in."""
    return re.compile(
        rf"\b(?:(?:{no}){_WORDS_BETWEEN}(?:(?:{needed}){_WORDS_BETWEEN}(?:{experience})"
        rf"|(?:{experience}){_WORDS_BETWEEN}(?:{needed}))"
        rf"|(?:{experience}){_WORDS_BETWEEN}(?:{no}){_WORDS_BETWEEN}(?:{needed}))\b"
    )


_WELCOME: Final = (
    r"(?:are |is |will be |sind |sont |zijn |är )?(?:also |very |both |auch |herzlich |ebenfalls "
    r"|gerne |van harte )?"
    r"(?:welcome|encouraged|considered|can apply|may apply|eligible|accepted|invited|willkommen"
    r"|bienvenu\w*|acceptée?s?|bienvenid\w+|welkom|välkom\w+)"
)
_ACCEPTED: Final = (
    (
        (
            *("qualified", "nqt", "ect", "leaver", "early", "anfänger", "einsteiger", "diplômés"),
            *("starters", "afgestudeerd", "examinera", "recién"),
        ),
        (
            r"\b(?:newly[- ]qualified(?: [a-z]+){0,2}|nqts?|ects?|early[- ]career teachers?"
            r"|school[- ]leavers?|berufsanfänger\S*|berufseinsteiger\S*|jeunes diplômés|starters"
            r"|pas afgestudeerd\w*|ny(?:ut)?examinerade?|recién (?:egresad|graduad|titulad)[oa]s"
            rf")(?: (?:and|or|und|et) (?:[a-z]+ ){{1,3}}?)? ?{_WELCOME}"
        ),
    ),
    (
        ("grad", "qualified", "nqt", "ect"),
        (
            r"\b(?:welcom\w+|consider\w*|accept\w*|open to)"
            r" (?:applications from )?(?:[a-z]+ ){0,3}?"
            r"(?:new|recent|fresh|newly[- ]qualified|nqt|ect)s?(?: graduates?| grads?\b|[^a-z])"
        ),
    ),
    (
        (
            *("erfahrung", "experiencia", "experiência", "ervaring", "erfarenhet", "erfaring"),
            *("esperienza", "expérience", "doświadczenia", "опыта"),
        ),
        (
            r"\b(?:ohne|sin|sem|zonder|utan|uden|uten|senza|sans|bez|без)"
            r" (?:vorherige )?\S*(?:erfahrung"
            r"|experiencia|experiência|ervaring|erfarenhet|erfaring|esperienza|expérience|doświadczenia"
            rf"|опыта)\S*(?: {_WELCOME}"
            r"|[,:!?–-]* ?(?:nous|on|te|wir|ti) (?:vous )?(?:form|lernen|arbeiten)\w+)"
        ),
    ),
    (
        ("experience?", "experience ?", ": fresher", ": none", ": nil", "- fresher", ": not req"),
        (
            r"\bexperience(?: required| level| needed)?"
            r" ?[:–-] ?(?:freshers?|none|nil|not required)\b"
            r"|\b(?:no|without|zero|little or no) (?:[a-z-]+ ){0,3}experience ?\?"
        ),
    ),
    (
        ("with no ", "without", "little or no"),
        (
            r"\b(?:suitable for|open to|welcom\w+|consider\w*|accept\w*"
            r"|applications from)\b[^.;]{0,50}?\b(?:with no"
            r"|without(?: any)?|with little or no) (?:[a-z-]+ ){0,3}experience\b"
        ),
    ),
)
"""Who has none may apply: one of the words in each such sentence, and the pattern."""
_NEEDED: Final = (
    *(
        "qualified",
        "nqt",
        "ects",
        "leaver",
        "berufseinsteig",
        "starters",
        "examinerad",
        "afgestudeerd",
        "kenntnisse",
    ),
    *("experien", "grad", "fresher", "erfahrung", "esperienza", "ervaring", "erfarenhet"),
    *("erfaring", "praxe", "deneyim", "pengalaman", "uzoefu"),
)
"""One of these is in each statement that has only ASCII letters."""
_STEMS: Final = (
    *(
        ("experience",),
        ("erfahrung", "kenntnisse"),
        ("expérience",),
        ("experiencia",),
        ("experiência",),
    ),
    *(("esperienza",), ("ervaring",), ("erfar",), ("doświadczeni",), ("опыт",)),
    *(("praxe", "zkušenost"), ("kokemu",), ("uzoefu",)),
)
"""For each of ``_REFUSING``, one of these is in each sentence that it finds."""
_RULES: Final = (
    (("",), _NONE_NEEDED),
    *zip(_STEMS, (_refused(*words) for words in _REFUSING), strict=True),
    *((needed, re.compile(pattern)) for needed, pattern in _ACCEPTED),
)
_REFUSED: Final = re.compile(r"not (?:accept|consider)|n['’]t (?:accept|consider)|unfortunately")


def find(whole: str, low: str, cues: Iterable[Span]) -> str | None:
    """The sentence that says so: "No experience required", "Fresh graduates are welcome".

    Args:
        whole: the text.
        low: the same in lower case, of the same length.
        cues: where words stand that such a sentence has.
    """
    for at, end in islice(texts.apart(cues), MAX_HITS):
        first, last = sentences.bounds(whole, at, end)
        sentence = low[first:last].replace("(e)s", "s   ").replace("(e)", "e  ")
        if sentence.isascii() and not any(map(sentence.__contains__, _NEEDED)):
            continue
        match = _search(sentence)
        if match and not _REFUSED.search(low, first, last):
            return sentences.around(whole, first + match.start(), first + match.end())
    return None


def _search(sentence: str) -> re.Match[str] | None:
    for needed, pattern in _RULES:
        if any(map(sentence.__contains__, needed)) and (found := pattern.search(sentence)):
            return found
    return None
