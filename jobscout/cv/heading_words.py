"""Words around the names of sections: names that others qualify, and words that make a sentence."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobscout.cv.lines import Section

_BLANKS: Final = re.compile(r"\s+")


def listed(names: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", names)
    return frozenset(_BLANKS.sub(" ", name).strip() for name in plain.split("|"))


CONTINUED_WORDS: Final = (
    r"cont(?:inued|inues|inuation|['.]?d)?\.?|in progress|ongoing|selected|selection|excerpt"
    r"|extract|relevant|(?:non-)?clinical|full[- ]?time|part[- ]?time|paid|unpaid|vollzeit"
    r"|teilzeit|recent|most recent|overview|fortsetzung|forts\.?|auszug|auswahl|auszugsweise"
    r"|laufend"
    r"|suite|extraits?|sélection|en cours|continuación|cont\.?|selección|extracto|segue|seguito"
    r"|continua|continuação|vervolg|selectie|ciąg dalszy|cd\.?|c\.d\.|wybrane|продолжение|избранное"
    r"|forts|fortsat|fortsättning|urval|devam|devamı|续|續|续前|接上页|続き|つづき|抜粋|계속"
)
LAST_NAMES: Final[dict[Section, str]] = {
    "experience": """experience|experiences|employment|internship|internships|placements
        |externship|externships|residency|fellowships|praxis|berufspraxis
        |rotations|practicum|practicums|career|appointments|positions|assignments|erfahrung
        |erfahrungen|berufserfahrung|werdegang|tätigkeiten|stationen|praktika|ervaring|werkervaring
        |erfarenhet|erfarenheter|erfaring|erhvervserfaring|arbejdserfaring|arbeidserfaring
        |arbetslivserfarenhet|kokemus|deneyim|deneyimi|deneyimler|tecrübe|tecrübesi|zkušenosti
        |skúsenosti|praxe|tapasztalat|опыт|εμπειρία|अनुभव|досвід""",
    "education": """education|training|trainings|schooling|qualifications|qualification|studies
    |coursework
        |ausbildung|weiterbildung|weiterbildungen|fortbildungen|opleiding|opleidingen|utbildning
        |uddannelse|utdanning|koulutus|eğitim|eğitimi|vzdělání|vzdelanie|образование|освіта""",
    "skills": """skills|competencies|competences|expertise|abilities|proficiencies|strengths
        |capabilities|knowledge|software|tools|techniques|procedures|skillset|kenntnisse
        |fähigkeiten|kompetenzen
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
FIRST_NAMES: Final[dict[Section, str]] = {
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
LAST_LETTERS: Final[dict[Section, str]] = {
    "experience": """经历|經歷|经验|經驗|履历|履歷|経歴|経験|職歴|歴任|职历|경력|경험|이력""",
    "education": "学历|學歷|学歴|教育背景|教育经历|教育經歷|培训经历|培训|학력|교육",
    "skills": "技能|能力|スキル|特长|专长|技术栈|知識・技術|技術力|기술|스킬|역량|보유능력",
    "certifications": "证书|證書|資格|资格|免許|资质|执照|執照|자격증|자격|면허",
    "languages": "语言能力|語言能力|語学|語学力|外语能力|외국어",
    "projects": "项目|项目经历|項目|作品|プロジェクト|프로젝트",
}


COMPOUND: Final[tuple[tuple[str, Section], ...]] = (
    ("projekterfahrung", "projects"),
    ("erfahrungen", "experience"),
    ("erfahrung", "experience"),
    ("berufspraxis", "experience"),
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

TOPICS: Final = listed(
    """user|customer|customers|client|candidate|employee|employees|guest|developer|member|buyer
    |student|patient|shopper|consumer|passenger|digital|brand|physical|special|health|childhood
    |shopping|dining|viewing|gaming|learning
    |early childhood|adult|inclusive|sex|staff|team|weight|strength|user training|model|machine"""
)
"""Words whose experience, education or training is a topic."""

MEASURES: Final = listed(
    """years'|year|years|yrs|year's|months|month|weeks|week|days|jahre|ans|años|anni|anos|lat|лет
    |extensive|solid|strong|proven|hands-on|deep|broad|new|some|no|any|gained|vast|rich|excellent
    |good
    |great|wide|minimum|required|prior|first-hand|umfangreiche|fundierte|gute|langjährige
    |mehrjährige
    |sehr|erste|solide|solides|bonne|bonnes|amplia|buena|buenas|многолетний|большой|keine|ohne"""
)
"""Words that measure or praise: they say how much, not of which kind."""

SENTENCE: Final = listed(
    """a|an|the|to|with|for|from|by|at|as|is|are|was|were|has|have|had|i|we|you|our|your|their|this
    |that
    |use|used|using|gained|built|improved|improving|developed|provided|managed|led|ran|many|more
    |most
    |ein|eine|der|die|das|mit|für|bei|ich|wir|unsere|un|une|le|la|les|avec|pour|j'ai|nos|con|para
    |una
    |el|los|las|mis|nuestra|com|meu|minha|uma|z|ze|для|с|и|я|di cui|per|by|ve|ile"""
)
"""Words of sentences; a heading has none before or after its name."""

DONE: Final = re.compile(
    r"(?!selected|related|advanced|speciali[sz]ed|continued|featured|paid|applied|acquired|combined"
    r"|extended|licensed|skilled)\w{2,}ed"
)
"""A verb of the past, with which a sentence about what one did begins."""

BINDING: Final = listed("in|en|de|of|des|du|di|da|do|dos|das|w|na|в|dans|del|della|nella|nei|im")
