"""Which language a short text is in, by the little words that every sentence has."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

MIN_HITS: Final = 2
MIN_SHARE: Final = 0.12
"""Of all words; names and lists of products have fewer."""
LEAD: Final = 1.5
"""How many times more hits than the next language the found one has."""

_WORDS: Final = {
    "en": "the of and to in for with you your we our is are be this that will or from at as on work"
    " experience years must not all have required per",
    "de": "der die das und zu in für mit wir dich sie ihr du ist sind ein eine einen im am von auf"
    " bei nach oder als wird werden erfahrung unser unsere jahre",
    "fr": "le la les et de des du un une pour avec nous vous est sont dans sur au aux en par ou"
    " votre notre ans expérience qui poste",
    "es": "el la los las y de del un una para con en por que se es tu su nuestro al como años"
    " experiencia buscamos trabajo",
    "pt": "o a os as e de do da dos um uma para com em no na por que se é você seu nossa ao como"
    " anos experiência vaga trabalho",
    "it": "il lo la i gli le e di del della un una per con in che si è tu nostra al come anni"
    " esperienza lavoro nel sono",
    "nl": "de het een en van voor met je jij wij ons onze is zijn in op bij als of naar jaar"
    " ervaring werk wordt uit",
    "sv": "och att en ett det som för med du vi är på av till i hos eller din vår års erfarenhet",
    "da": "og at en et det som for med du vi er på af til i hos eller din vores års erfaring",
    "no": "og å en et det som for med du vi er på av til i hos eller din vår års erfaring",
    "pl": "i w z na do się dla jest lub oraz od po za nie lat doświadczenia pracy praca oferujemy",
    "cs": "a v z na do se pro je nebo od po za ne let praxe práce nabízíme požadujeme jako",
    "fi": "ja on ei tai sekä että olet sinulla meillä työ vuoden kokemus kanssa sinun",
    "tr": "ve bir için ile olan en az yıl deneyim iş çalışma olarak veya bu bizim"
    " arıyoruz ekibimize ekibimiz ekibimizde",
    "ru": "и в на с для не по от мы к за или что как вы наш нашу нашей лет опыт ищем работы",
    "uk": "і в на з для не по від ми та або у що як ви наш нашу нашого нашої років досвід шукаємо",
    "bg": "и в на с за да от ни се или е са си който търсим нашия нашата опит години",
    "el": "και το η ο των την τη του για σε με της στην στο από να μας",
    "he": "של את עם על או לא אנחנו שלנו אנו",
    "ar": "من في على عن إلى أن مع أو ذي",
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_LANGUAGES: Final[dict[str, tuple[str, ...]]] = {}
for _language, _listed in _WORDS.items():
    for _each in _listed.split():
        _LANGUAGES[_each] = (*_LANGUAGES.get(_each, ()), _language)


def language(text: str) -> str | None:
    """The language whose little words *text* has most of; None if no language leads clearly."""
    found = _WORD.findall(text.lower())
    hits = Counter(code for word in found for code in _LANGUAGES.get(word, ()))
    first, second = ([*hits.most_common(2), ("", 0), ("", 0)])[:2]
    is_clear = first[1] >= MIN_HITS and first[1] >= LEAD * second[1]
    return first[0] if is_clear and first[1] >= MIN_SHARE * len(found) else None
