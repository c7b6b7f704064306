"""Numbers of years as texts write them: in digits, in words and in ranges."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = (
    (
        1,
        (
            "one a an ein eine einem einer eines un une uno una um uma een en ett et jeden jedno"
            " jednego bir satu mmoja один одного"
        ),
    ),
    (
        2,
        (
            "two zwei zwo deux dos dois duas due twee två to dwa dwóch dwu dvou dva два двух двох"
            " kahden iki dua doi mbili miwili 两 二"
        ),
    ),
    (
        3,
        (
            "three drei trois tres três tre drie tri tří trzy trzech три трех трёх трьох kolmen üç"
            " tiga trei tatu mitatu 三"
        ),
    ),
    (
        4,
        (
            "four vier quatre cuatro quatro quattro fyra fire cztery czterech cztero čtyř четыре"
            " четырех neljän dört empat patru nne minne 四"
        ),
    ),
    (
        5,
        (
            "five fünf cinq cinco cinque vijf fem pięć pięciu pięcio pěti пять пяти viiden beş lima"
            " cinci tano mitano 五"
        ),
    ),
    (6, "six sechs seis sei zes sex seks sześć sześciu шесть шести kuuden altı enam sita 六"),
    (7, "seven sieben sept siete sete sette zeven sju syv siedem siedmiu yedi tujuh saba 七"),
    (8, "eight acht huit ocho oito otto åtta otte åtte osiem ośmiu sekiz delapan nane minane 八"),
    (9, "nine neun neuf nueve nove negen nio tisa 九"),
    (
        10,
        (
            "ten zehn dix diez dez dieci tien tio ti dziesięć dziesięciu десять десяти kymmenen on"
            " sepuluh kumi 十"
        ),
    ),
    (12, "twelve zwölf douze doce doze dodici twaalf tolv"),
    (15, "fifteen fünfzehn quinze quince quindici vijftien femton"),
    (20, "twenty zwanzig vingt veinte vinte venti twintig"),
)
NUMBERS: Final = {word: value for value, words in _NUMBERS for word in words.split()}
"""Number words. "a" and "on" count only where a unit follows at once."""

DECADES: Final = "decade"
MONTHS: Final = re.compile(r"\W?(?:month|monat|mois|meses|個月|个月|ヶ月|か月|개월)")

_WORD: Final = "|".join(
    sorted((re.escape(w) for w in NUMBERS if w.isascii() or len(w) > 1), key=len, reverse=True)
)
HAN_NUMBERS: Final = frozenset("一二两三四五六七八九十")
_HAN: Final = f"[{''.join(sorted(HAN_NUMBERS))}]"
_N: Final = rf"(?:\d{{1,2}}(?:[.,]\d)?(?![\d.,]*\d)|(?<!\w)(?:{_WORD})(?!\w)|{_HAN})"
_PLUS: Final = (
    r"(?:\s?\++|[\s-]?plus\b|\s?(?:or|and) (?:more|above|over|up)\b|\s?oder mehr\b|\s?o más\b"
    r"|\s?ou (?:plus|mais)\b"
    r"|\s?o più\b|\s?eller mer\b|\s?of meer\b)"
)
_TO: Final = (
    r"(?:\s?[-–—−‐‑~～〜/]\s?|\s?(?:to|bis|à|a|y|e|til|till|tot|do|bis zu|hingga|sampai|đến|から|至"
    r"|到|до|or|oder|ou|o|and|und|et)\s)"
)
NUMBER_BEFORE: Final = re.compile(
    rf"(?<![a-zß-ÿ\d.,$€£])(?P<low>{_N})(?:\s?\(\s?{_N}\s?\+?\))?(?P<plus_low>{_PLUS})?"
    rf"(?:\s?\(\s?{_N}\s?\+?\))?(?:{_TO}(?P<high>{_N})(?P<plus_high>{_PLUS})?(?:\s?\(\s?{_N}\s?\+?\))?)?"
    r"[\s-]{0,2}(?:full |consecutive |solid |good |pełne |volle |vollen |volledige )?$"
)
_LAST_WORDS: Final = (
    "plus more above over up mehr más mais più mer meer full consecutive solid good pełne volle"
    " vollen volledige"
)
LAST_WORDS: Final = frozenset([*NUMBERS, *_LAST_WORDS.split()])
"""One of these is the last word of what ``NUMBER_BEFORE`` matches, if it ends in a word."""
NUMBER_AFTER: Final = re.compile(
    rf"\s?(?P<low>{_N})(?P<plus_low>\+)?(?:{_TO}(?P<high>{_N})(?P<plus_high>\+)?)?"
)
"""For Swahili, which names the unit first."""
