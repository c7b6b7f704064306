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
    r"|eligible)|\bfreshers? (?:are |can |may )?(?:also )?(?:welcome|apply|encouraged"
    r"|preferred|eligible)"
    r"|\bopen to (?:fresh|recent|new) grad"
    r"|keine (?:vor|berufs)?(?:kenntnisse und )?erfahrung(?:en)? (?:\w+ ){0,2}(?:erforderlich"
    r"|nötig|notwendig|vorausgesetzt|benötigt)|(?:berufs|vor)erfahrung(?:en)? (?:ist |sind "
    r"|wird )?(?:nicht|keine) (?:zwingend )?(?:erforderlich|nötig|notwendig|vorausgesetzt"
    r"|voraussetzung)|auch ohne (?:berufs|vor)?erfahrung"
    r"|débutants? (?:\w+ )?(?:est |sont )?(?:accepté|bienvenu)|débutant\(?e?\)? accepté"
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
    r"|未経験(?:者)?(?:でも|ok|可|歓迎|大歓迎|の方)|経験不問|無経験|经验不限|無經驗|无需经验"
    r"|无经验要求|不限经验|應屆|应届(?:毕业)?生(?:可|亦可"
    r"|优先|均可)|신입 ?(?:가능|환영|지원 ?가능)|경력 ?(?:무관|불문)|경험 ?(?:무관|없어도)"
    r"|لا (?:يشترط|تشترط|يتطلب|تتطلب) (?:وجود )?(?:ال)?خبرة|بدون خبرة|tanpa pengalaman"
    r"|fresh graduate dipersilakan|không (?:cần|yêu cầu) kinh nghiệm|ไม่จำเป็นต้องมีประสบการณ์"
    r"|ไม่ต้องมีประสบการณ์|bila uzoefu|ללא ניסיון|אין צורך בניסיון"
)
_NEEDED: Final = (
    *("experien", "grad", "fresher", "erfahrung", "esperienza", "ervaring", "erfarenhet"),
    *("erfaring", "praxe", "deneyim", "pengalaman", "uzoefu"),
)
"""One of these is in each statement that has only ASCII letters."""
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
        sentence = low[first:last]
        if sentence.isascii() and not any(map(sentence.__contains__, _NEEDED)):
            continue
        match = _NONE_NEEDED.search(low, first, last)
        if match and not _REFUSED.search(low, first, last):
            return sentences.around(whole, match.start(), match.end())
    return None
