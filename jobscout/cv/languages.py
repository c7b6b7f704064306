"""The languages that a person claims to speak, and how well; no programming languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.model import SpokenLanguage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobscout.cv.lines import Placed

_ROWS: Final = """
en english englisch anglais inglés ingles inglese inglês engels angielski английский 英语 英文
   英語 영어
de german deutsch allemand alemán aleman tedesco alemão duits niemiecki немецкий 德语 德文
   ドイツ語 독일어
fr french französisch francais français francés frances francese francês frans francuski
   французский 法语 法文 フランス語 프랑스어
es spanish spanisch espagnol español espanol castellano castilian spagnolo espanhol spaans
   hiszpański испанский 西班牙语 スペイン語 스페인어
it italian italienisch italien italiano italiaans włoski итальянский 意大利语 イタリア語
pt portuguese portugiesisch portugais portugués português portugues portoghese portugees
   portugalski португальский 葡萄牙语
nl dutch niederländisch néerlandais neerlandés holandés olandese nederlands holandês
   нидерландский 荷兰语
zh chinese chinesisch chinois chino cinese chinês mandarin cantonese kantonesisch 中文 汉语
   普通话 粤语 中国語 중국어 китайский
ja japanese japanisch japonais japonés giapponese japonês japans 日语 日文 日本語 일본어
   японский
ko korean koreanisch coréen coreano 韩语 韓国語 한국어 корейский
ru russian russisch russe ruso russo rosyjski русский 俄语 ロシア語
ar arabic arabisch arabe árabe arabo العربية عربي 阿拉伯语 арабский
hi hindi हिन्दी हिंदी
ur urdu اردو
bn bengali bangla বাংলা
pa punjabi panjabi
ta tamil தமிழ்
te telugu
ml malayalam
kn kannada
mr marathi
gu gujarati
ne nepali
si sinhala sinhalese
tr turkish türkisch turc turco türkçe
pl polish polnisch polonais polaco polacco polski polnisch польский
cs czech tschechisch tchèque checo čeština
sk slovak slowakisch slovaque slovenčina
sl slovenian slovene slowenisch slovenščina
hr croatian kroatisch croate hrvatski
sr serbian serbisch serbe srpski
bs bosnian bosnisch
mk macedonian mazedonisch
bg bulgarian bulgarisch bulgare български
ro romanian rumänisch roumain rumano română
hu hungarian ungarisch hongrois húngaro magyar
el greek griechisch grec griego ελληνικά
uk ukrainian ukrainisch ukrainien ucraniano українська украинский
be belarusian
sv swedish schwedisch suédois sueco svenska
no norwegian norwegisch norvégien noruego norsk bokmål
da danish dänisch danois danés dansk
fi finnish finnisch finnois finlandés suomi
is icelandic isländisch
et estonian estnisch eesti
lv latvian lettisch latviešu
lt lithuanian litauisch lietuvių
sq albanian albanisch shqip
hy armenian armenisch
ka georgian georgisch
az azerbaijani
kk kazakh
uz uzbek
fa persian farsi persisch persan persa فارسی
ps pashto
ku kurdish kurdisch
he hebrew hebräisch hébreu hebreo עברית
vi vietnamese vietnamesisch vietnamien vietnamita
th thai thailändisch ไทย
id indonesian indonesisch indonésien
ms malay malaiisch
tl tagalog filipino
sw swahili kiswahili suaheli
am amharic
so somali
yo yoruba
ig igbo
ha hausa
zu zulu
xh xhosa
af afrikaans
ca catalan katalanisch català catalán
eu basque baskisch euskera euskara
gl galician galego gallego
ga irish gaeilge
cy welsh
lb luxembourgish luxemburgisch lëtzebuergesch
mt maltese
la latin latein
eo esperanto
my burmese
km khmer
lo lao
mn mongolian
"""

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    code: tuple(names)
    for code, *names in map(str.split, _ROWS.replace("\n   ", " ").splitlines()[1:])
}
"""Names by ISO 639-1 code: English first, then others, in lower case. Only names that are not
ordinary words in the languages in which CVs are written."""

_CODES: Final = {name: code for code, names in _NAMES.items() for name in names}
_ENGLISH: Final = {code: names[0] for code, names in _NAMES.items()}

_LATIN: Final = sorted((name for name in _CODES if name.isascii() or name[0] < "\u2e80"), key=len)
_EAST: Final = sorted((name for name in _CODES if name[0] >= "\u2e80"), key=len)
_NAME: Final = re.compile(
    rf"(?<![\w+#.@/-])(?:{'|'.join(map(re.escape, reversed(_LATIN)))})(?![\w@]|[.+#/-]\w)"
    rf"|{'|'.join(map(re.escape, reversed(_EAST)))}",
    re.IGNORECASE,
)

_LEVEL: Final = re.compile(
    r"(?<!\w)(?:"
    r"(?P<cefr>[ABC][12]\+?(?:\s?[-–/]\s?[ABC][12])?)(?!\w)"
    r"|(?P<words>"
    r"native or bilingual(?: proficiency)?|full professional(?: proficiency)?"
    r"|professional working(?: proficiency)?|limited working(?: proficiency)?"
    r"|elementary(?: proficiency)?|professional(?: proficiency)?|native(?: speaker| language)?"
    r"|mother tongue|bilingual|fluent|fluently|near-native|proficient|proficiency|advanced"
    r"|upper[- ]intermediate|pre-intermediate|intermediate|conversational|working knowledge"
    r"|business fluent|business level|basic(?: knowledge)?|basics|beginner|good|very good|excellent"
    r"|first language|second language|academic proficiency|technical"
    r"|muttersprache|muttersprachler(?:in)?|muttersprachlich|verhandlungssicher|fließend|fliessend"
    r"|sehr gut|gute kenntnisse|gut|grundkenntnisse|konversationssicher|fortgeschritten"
    r"|langue maternelle|maternelle|courant|bilingue|intermédiaire|notions|débutant|scolaire"
    r"|lu, écrit, parlé|professionnel|avancé"
    r"|nativo|nativa|lengua materna|materno|materna|fluido|fluida|avanzado|intermedio|básico"
    r"|alto|medio|bajo|madrelingua|fluente|buono|ottimo|nativo|avançado|intermediário"
    r"|moedertaal|vloeiend|goed|ojczysty|biegły|biegle|zaawansowany|średniozaawansowany|podstawowy"
    r"|родной|свободно|средний|базовый|продвинутый"
    r")(?!\w))"
    r"|(?P<east>母语|流利|熟练|精通|良好|一般|普通话|母語|ネイティブ|ビジネスレベル|日常会話|원어민|유창"
    r"|CET-?[46]|TEM-?[48])",
    re.IGNORECASE,
)

_SENTENCE: Final = re.compile(
    r"(?:\b(?:fluent|fluency|native|proficient|bilingual|conversational|speak(?:s|ing)?|spoken"
    r"|native speaker|working knowledge|command|fluently)\s+(?:(?:in|of|speaker of|knowledge of"
    r"|both|written|and|spoken|level|business|english)\s+)*"
    r"|\b(?:sprachen|sprachkenntnisse|langues|languages?|idiomas)\s*:\s*"
    r"|\b(?:fließend|fließendes|fliessend|verhandlungssicher(?:es)?|spreche)\s+"
    r"|\b(?:courant en|parle couramment|hablo)\s+)$",
    re.IGNORECASE,
)
_BEFORE: Final = 80
"""Characters before a name in which a sentence may say that it is spoken."""

_AFTER: Final = re.compile(
    r"\s*(?:[(:–—-]\s*)?(?:native speaker|native|fluent|mother tongue|muttersprache|fließend"
    r"|verhandlungssicher|[ABC][12]\b)",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(r"\s*(?:,|/|&|and|und|et|y|,\s*and)\s*")


def names_one(text: str) -> bool:
    return _NAME.search(text) is not None


def spoken(lines: Iterable[Placed]) -> tuple[SpokenLanguage, ...]:
    """Spoken languages in CV order, without duplicates, with the first stated level."""
    found: dict[str, str | None] = {}
    last: str | None = None
    for line, section, is_heading in lines:
        if section == "languages":
            if is_heading and not names_one(line.text):
                last = None
                continue
            pairs = list(_listed(line.text))
            if not pairs and last is not None and found[last] is None:
                found[last] = _level(line.text)
        else:
            pairs = list(_spoken(line.text))
            last = None
        for code, level in pairs:
            found[code] = found.get(code) or level
            last = code if section == "languages" else None
    return tuple(
        SpokenLanguage(code=code, name=_ENGLISH[code].capitalize(), level=level)
        for code, level in found.items()
    )


def _listed(text: str) -> Iterator[tuple[str, str | None]]:
    """Each language in a line of the languages section, with the level next to it.

    A level follows the name ("German: B2"), or precedes all names ("Fluent in Spanish").
    """
    hits = list(_NAME.finditer(text))
    before = _level(text[: hits[0].start()]) if hits else None
    for n, hit in enumerate(hits):
        end = hits[n + 1].start() if n + 1 < len(hits) else len(text)
        yield _CODES[hit[0].casefold()], _level(text[hit.end() : end]) or before


def _spoken(text: str) -> Iterator[tuple[str, str | None]]:
    """Languages that a sentence says are spoken."""
    reached = -1
    level = None
    for hit in _NAME.finditer(text):
        said = _SENTENCE.search(text[max(0, hit.start() - _BEFORE) : hit.start()])
        joined = reached >= 0 and _NEXT.fullmatch(text, reached, hit.start())
        after = _AFTER.match(text, hit.end())
        if said:
            level = _level(said[0])
        if said or joined or after:
            reached = hit.end()
            yield _CODES[hit[0].casefold()], (_level(after[0]) if after else None) or level
        else:
            reached = -1


def _level(text: str) -> str | None:
    found = _LEVEL.search(text)
    if found is None:
        return None
    return found["cefr"].upper() if found["cefr"] else found[0].casefold()
