"""Recognises headings by their wording, in the languages in which CVs are written here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jobscout.cv.heading_names import NAMES

if TYPE_CHECKING:
    from jobscout.cv.lines import Section

MAX_WORDS: Final = 7
_MAX_LENGTH: Final = 60
_MAX_LETTERS: Final = 12
"""Longest heading in a script without spaces."""

_BLANKS: Final = re.compile(r"\s+")


def _listed(names: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", names)
    return frozenset(_BLANKS.sub(" ", name).strip() for name in plain.split("|"))


_KNOWN: Final[dict[str, Section]] = {
    name.casefold(): section for section, names in NAMES.items() for name in _listed(names)
}

_CLOSED: Final = {name.replace(" ", ""): section for name, section in _KNOWN.items()}
"""For letter-spaced headings without wider gaps between the words."""

_QUALIFIED: Final = re.compile(
    r"(?:(?:professional|work|working|relevant|other|additional|key|core|technical|academic|my|main"
    r"|selected|research|teaching|leadership|industry|personal|recent|past"
    r"|previous|current|further|general|special|software|development|engineering|career|computer|it"
    r"|employment|military|freelance|consulting|internship|on campus|campus|community|foreign|top"
    r"|digital|areas of|business|data|summary of|notable|practical|soft|hard|interpersonal|language"
    r"|programming|tools?|technology|technologies|major|primary|secondary|favou?rite|featured|extra"
    r"|and|&) )+?(?P<noun>.+)"
)
_JOINED: Final = re.compile(
    r"\s*(?:&|/|,|\+|\||·|•|\band\b|\bund\b|\bet\b|\by\b|\be\b|与|與|和|及)\s*"
)
_SPACED: Final = re.compile(r"(?:\S ){3,}\S")
_EDGES: Final = re.compile(r"^[\W\d_]+|[\W_]+$")

_CONTINUED_WORDS: Final = (
    r"cont(?:inued|inues|inuation|['.]?d)?\.?|in progress|ongoing|selected|selection|excerpt"
    r"|extract|recent|most recent|overview|fortsetzung|forts\.?|auszug|auswahl|auszugsweise|laufend"
    r"|suite|extraits?|sélection|en cours|continuación|cont\.?|selección|extracto|segue|seguito"
    r"|continua|continuação|vervolg|selectie|ciąg dalszy|cd\.?|c\.d\.|wybrane|продолжение|избранное"
    r"|forts|fortsat|fortsättning|urval|devam|devamı|续|續|续前|接上页|続き|つづき|抜粋|계속"
)
_CONTINUED: Final = re.compile(
    rf"(?P<name>.{{2,}}?)(?:\s*[(\[（]\s*(?:{_CONTINUED_WORDS})\s*[)\]）]?"
    rf"|\s*[,:;–—-]\s*(?:{_CONTINUED_WORDS})|\s+(?:continued|contd|cont['.]d|fortsetzung))"
)
"""A name with the note that it goes on from the page before, or is not complete."""

_AROUND: Final = re.compile(
    r"(?:(?:brief |short )?(?:summary|details?|record|history|overview) of (?:my )?(?P<of>.+)"
    r"|(?P<before>.+?) (?:details?|summary|overview|records?|history|background|highlights"
    r"|timeline|at a glance|in brief|section|information|im überblick|en bref))"
)
"""Words that say how a section is told, around its name."""

_LAST_NAMES: Final[dict[Section, str]] = {
    "experience": """experience|experiences|employment|internship|internships|placements
        |rotations|practicum|practicums|career|appointments|positions|assignments|erfahrung
        |erfahrungen|berufserfahrung|werdegang|tätigkeiten|stationen|praktika|ervaring|werkervaring
        |erfarenhet|erfarenheter|erfaring|erhvervserfaring|arbejdserfaring|arbeidserfaring
        |arbetslivserfarenhet|kokemus|deneyim|deneyimi|deneyimler|tecrübe|tecrübesi|zkušenosti
        |skúsenosti|praxe|tapasztalat|опыт|εμπειρία|अनुभव|досвід""",
    "education": """education|training|trainings|schooling|qualifications|studies|coursework
        |ausbildung|weiterbildung|weiterbildungen|fortbildungen|opleiding|opleidingen|utbildning
        |uddannelse|utdanning|koulutus|eğitim|eğitimi|vzdělání|vzdelanie|образование|освіта""",
    "skills": """skills|competencies|competences|expertise|abilities|proficiencies|strengths
        |capabilities|knowledge|software|tools|skillset|kenntnisse|fähigkeiten|kompetenzen
        |fertigkeiten|vaardigheden|competenties|färdigheter|kompetenser|kompetencer|kompetanse
        |taidot|osaaminen|beceriler|becerileri|yetkinlikler|dovednosti|znalosti|навыки|компетенции
        |умения|навички""",
    "certifications": """certifications|certificates|licenses|licences|licensure|registrations
        |accreditations|credentials|zertifikate|zertifizierungen|nachweise|certificaten|kurser""",
    "languages": "languages|fremdsprachen|sprachkenntnisse",
    "projects": "projects|projekte|projecten",
    "other": """references|publications|memberships|affiliations|awards|interests|activities
        |referenzen|publikationen|mitgliedschaften""",
}
_FIRST_NAMES: Final[dict[Section, str]] = {
    "experience": """expérience|expériences|experiencia|experiencias|esperienza|esperienze
        |experiência|experiências|experiență|doświadczenie|опыт|досвід|parcours|trayectoria
        |pengalaman|kinh nghiệm|ประสบการณ์|الخبرة|الخبرات|ניסיון|stages|prácticas|tirocini""",
    "education": """formation|formations|formación|formazione|formação|études|estudios|studi
        |wykształcenie|образование|pendidikan|diplômes|titulación|educación|istruzione""",
    "skills": """compétences|competencias|competenze|competências|habilidades|conocimientos
        |conhecimentos|conoscenze|capacità|umiejętności|навыки|savoir-faire|aptitudes|keterampilan
        |keahlian|kỹ năng|ทักษะ|المهارات|מיומנויות|כישורים|competențe|abilități|logiciels""",
    "certifications": """certificats|certificaciones|certificazioni|certificações|certyfikaty
        |uprawnienia|habilitations""",
    "languages": "langues|idiomas|lingue|línguas|języki|bahasa",
    "projects": "projets|proyectos|progetti|projetos|projekty|проекты",
    "other": "références|referencias|referenze|referências",
}
_LAST_LETTERS: Final[dict[Section, str]] = {
    "experience": """经历|經歷|经验|經驗|履历|履歷|経歴|経験|職歴|歴任|职历|경력|경험|이력""",
    "education": "学历|學歷|学歴|教育背景|教育经历|教育經歷|培训经历|培训|학력|교육",
    "skills": "技能|能力|スキル|特长|专长|技术栈|知識・技術|技術力|기술|스킬|역량|보유능력",
    "certifications": "证书|證書|資格|资格|免許|资质|执照|執照|자격증|자격|면허",
    "languages": "语言能力|語言能力|語学|語学力|外语能力|외국어",
    "projects": "项目|项目经历|項目|作品|プロジェクト|프로젝트",
}


def _by_name(names: dict[Section, str]) -> dict[str, Section]:
    return {name: section for section, listed in names.items() for name in _listed(listed)}


_LAST: Final = _by_name(_LAST_NAMES)
_FIRST: Final = _by_name(_FIRST_NAMES)
_ENDS: Final = sorted(_by_name(_LAST_LETTERS).items(), key=lambda end: -len(end[0]))
_COMPOUND: Final[tuple[tuple[str, Section], ...]] = (
    ("projekterfahrung", "projects"),
    ("erfahrungen", "experience"),
    ("erfahrung", "experience"),
    ("tätigkeiten", "experience"),
    ("praktika", "experience"),
    ("stationen", "experience"),
    ("sprachkenntnisse", "languages"),
    ("kenntnisse", "skills"),
    ("kompetenzen", "skills"),
    ("fähigkeiten", "skills"),
    ("fertigkeiten", "skills"),
    ("ausbildung", "education"),
    ("ausbildungen", "education"),
    ("weiterbildungen", "education"),
    ("fortbildungen", "education"),
    ("zertifikate", "certifications"),
    ("erfarenhet", "experience"),
    ("erfaring", "experience"),
    ("ervaring", "experience"),
    ("kokemus", "experience"),
    ("utbildning", "education"),
    ("uddannelse", "education"),
    ("koulutus", "education"),
)
"""Ends of words that are written together with what they qualify."""

_TOPICS: Final = _listed(
    """user|customer|customers|client|candidate|employee|employees|guest|developer|member|buyer
    |student|patient|shopper|consumer|passenger|digital|brand|physical|special|health|childhood
    |early childhood|adult|inclusive|sex|staff|team|weight|strength|user training|model|machine"""
)
"""Words whose experience, education or training is a topic."""

_MEASURES: Final = _listed(
    """years'|year|years|yrs|year's|months|month|weeks|week|days|jahre|ans|años|anni|anos|lat|лет
    |extensive|solid|strong|proven|hands-on|deep|broad|some|no|any|gained|vast|rich|excellent|good
    |great|wide|minimum|required|prior|first-hand|umfangreiche|fundierte|gute|langjährige|mehrjährige
    |sehr|erste|solide|solides|bonne|bonnes|amplia|buena|buenas|многолетний|большой|keine|ohne"""
)
"""Words that measure or praise: they say how much, not of which kind."""

_SENTENCE: Final = _listed(
    """a|an|the|with|for|from|by|at|as|is|are|was|were|has|have|had|i|we|you|our|your|their|this|that
    |use|used|using|gained|built|improved|improving|developed|provided|managed|led|ran|many|more|most
    |ein|eine|der|die|das|mit|für|bei|ich|wir|unsere|un|une|le|la|les|avec|pour|j'ai|nos|con|para|una
    |el|los|las|mis|nuestra|com|meu|minha|uma|z|ze|для|с|и|я|di cui|per|by|ve|ile"""
)
"""Words of sentences; a heading has none before or after its name."""

_BINDING: Final = _listed("in|en|de|of|des|du|di|da|do|dos|das|w|na|в|dans|del|della|nella|nei|im")
_VOLUNTEER: Final = re.compile(r"volunteer|voluntary|ehrenamt|bénévol|voluntari|волонт|志愿|ボラン")
_MAX_QUALIFIERS: Final = 4
_SPACELESS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(4096)
def heading_of(text: str, *, qualified: bool = True) -> Section | None:
    """The section that a line introduces, judged by its wording; None if it is no heading.

    Ignores capitals, letter-spacing, numbers, bullets and colons around the words.

    Args:
        qualified: whether any words around a name may qualify it ("Clinical experience"). Such
            words stand in lists and sentences, too.
    """
    if len(text) > 2 * _MAX_LENGTH:
        return None
    words = folded(text)
    if not words or len(words) > _MAX_LENGTH or words.count(" ") >= MAX_WORDS:
        return None
    if (known := _meaning(words) or _first_of(words)) is not None:
        return known
    if (continued := _CONTINUED.fullmatch(_inner(text))) is not None:
        words = folded(continued["name"])
        if (known := _meaning(words) or _first_of(words)) is not None:
            return known
    if not qualified or any(map(str.isdigit, text)):
        return None
    return _qualified(words)


def folded(text: str) -> str:
    """*text* in lower case, without letter-spacing and without anything around its words."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    plain = _EDGES.sub("", plain)
    if _SPACED.fullmatch(plain.replace("  ", " ").strip()) or _is_spaced(plain):
        plain = _closed(plain)
    return _BLANKS.sub(" ", plain).strip().casefold()


def _inner(text: str) -> str:
    """*text* as ``folded`` sees it, with the bracket or full stop at its end."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    return _BLANKS.sub(" ", re.sub(r"^[\W\d_]+|[\s:]+$", "", plain)).casefold()


def _is_spaced(text: str) -> bool:
    parts = text.split()
    return len(parts) >= 4 and sum(len(part) == 1 for part in parts) >= 0.8 * len(parts)


def _closed(text: str) -> str:
    """Closes letter-spaced words: one space separates letters, several separate words."""
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}|\t", text))


def _meaning(words: str) -> Section | None:
    known = _KNOWN.get(words) or _CLOSED.get(words)
    if known is not None:
        return known
    if (told := _AROUND.fullmatch(words)) is not None:
        known = _meaning(told["of"] or told["before"])
        if known is not None:
            return known
    while (match := _QUALIFIED.fullmatch(words)) is not None:
        words = match["noun"]
        if (known := _KNOWN.get(words)) is not None:
            return known
    return None


def _first_of(words: str) -> Section | None:
    """The first of several joined names ("Skills & Interests"), if all of them are known."""
    parts = _JOINED.split(words)
    if len(parts) < 2:
        return None
    meant = [_meaning(part) for part in parts]
    if None in meant:
        return None
    return meant[0]


def _qualified(words: str) -> Section | None:
    """The section whose name is at the end or the beginning of *words*, with any qualifiers."""
    if _SPACELESS.search(words) and len(words.replace(" ", "")) <= _MAX_LETTERS:
        letters = words.replace(" ", "")
        return next((section for end, section in _ENDS if letters.endswith(end)), None)
    if (told := _AROUND.fullmatch(words)) is not None:
        return _qualified(told["of"] or told["before"])
    parts = [part for part in _JOINED.split(words) if part]
    meant = [_meaning(part) or _named(part) for part in parts]
    found = next((section for section in meant if section is not None), None)
    if found is None or (meant[-1] is None and words.split(maxsplit=1)[0] not in _FIRST):
        return None
    if any(set(part.split()) & _SENTENCE or part in _TOPICS for part in parts):
        return None
    return "other" if found == "experience" and _VOLUNTEER.search(words) else found


def _named(part: str) -> Section | None:
    """The section that one of joined parts names."""
    words = part.split()
    if not words or len(words) > _MAX_QUALIFIERS + 1 or set(words) & (_SENTENCE | _MEASURES):
        return None
    *before, last = words
    first, *after = words
    for name in (first, " ".join(words[:2])):
        if name in _FIRST and after:
            return _FIRST[name]
    if set(words) & _BINDING:
        return None
    found = _LAST.get(last) if before else None
    if found is None:
        found = next((section for end, section in _COMPOUND if last.endswith(end)), None)
    is_topic = found in {"experience", "education"} and " ".join(before) in _TOPICS
    return None if is_topic else found
