"""Tags, labels and lines that say where the work is done, for ``rules.workplaces``.

Regular expressions over one sentence in the form of ``spelling.fold``.
"""

from __future__ import annotations

import re
from typing import Final

from jobscout.rules.spelling import fold

TAG: Final = re.compile(
    r"#(?:li-?)?(?:(remote|remotework|remotejobs?|workfromanywhere|workfromhome)"
    r"|(hybrid)|(on-?site|inoffice|office))\b"
)
LABEL: Final = re.compile(
    fold(
        r"^[^\w#]{0,4}(?:(?:job |work |role |office |working )?locations?|work ?place(?: type)?"
        r"|(?:work|working|job) (?:model|arrangement|mode|style|set-?up|type|policy|schedule)"
        r"|location type|place of work|where|based|remote(?: status| work(?:ing)?)?|arbeitsort"
        r"|standort"
        r"|einsatzort|dienstort|arbeitsmodell|arbeitsweise|arbeitsform|lieu(?: de travail)?"
        r"|localisation|mode de travail|modelo de traba(?:jo|lho)|formato|ubicación"
        r"|lugar(?: de trabajo)?"
        r"|modalidad(?: de trabajo)?|modalidade(?: de trabalho)?|local(?: de trabalho)?|sede"
        r"(?: di lavoro)?|modalità(?: di lavoro)?|luogo di lavoro|lokalizacja|tryb pracy"
        r"|miejsce pracy|locatie|werkplek|standplaats|arbetsplats|plats|arbeidssted|arbejdssted"
        r"|çalışma şekli|формат работы|место работы|формат роботи|télétravail|teletrabajo"
        r"|勤務地|勤務形態|勤務場所|働き方|工作地点|工作方式|근무지|근무 ?형태)"
        r" ?(?:[:=|]| [-]) ?(.{1,80})"
    )
)
MARKS: Final = (":", "=", "|", "-")
"""One of them is behind each label."""
YES: Final = re.compile(
    r"(?:yes|ok|full|fully|100|true|ja|oui|si)\b|work (?:from anywhere|from home"
    r"|remotely)\b(?!.*\d)"
)
NO: Final = re.compile(r"(?:no|not|none|n/a|possible|options?|optional|nein|non|partial\w*)\b|\d")
ANY_LABEL: Final = re.compile(
    r"^[^\w#]{0,4}(?!.{0,40}\b(?:interview|onboarding|training|meeting|event|experience|support"
    r"|benefit|perk|option|skill|tool|note|bonus|team|customer|client|system|environment|training"
    r"|kunden|vorteile|avantages|beneficios|vantagens)\w{0,2}\b.{0,40}:)"
    r"[^\W\d][\w/()' &-]{1,40}: ?((?:100 ?% |fully |full |permanent )?(?:remote|hybrid|on-?site"
    r"|on site|in[- ]office|in[- ]person|office[- ]based|home[- ]based|wfh|wfo|telecommut\w+"
    r"|telework|work(?:ing)? from (?:home|office)|home ?office|vor ort|teletravail|hybride"
    r"|presentiel|presencial|remot[oa]|teletrabajo|hibrid[oa]|ibrid[oa]|in presenza|da remoto"
    r"|stacjonarn\w+|zdaln\w+|hybrydow\w+|op kantoor|thuis))(?= ?(?:$|[,(/;|.]| - ))"
)
"""A label of any kind whose whole value, or the first part of it, is a place of work."""
NEVER: Final = re.compile(r"(?:no|none|nein|non|never|not (?:possible|available|eligible))\W*")
OWN_HOME: Final = re.compile(
    r"(?:your |own |the employee'?s )?(?:own )?home(?: address)?|zu hause|domicile\W*"
)
CELL: Final = re.compile(
    r"\| ?(?:100 ?% )?(remote|hybrid|on-?site|vor ort|in-person)(?: ?\([^|]{1,60})? ?(?:\||$)"
)
LINE: Final = re.compile(
    r"^[^\w#]{0,4}(?:(?P<kind>(?:100 ?% |fully |full |completely )?(?:remote|hybrid|on-?site"
    r"|home[- ]based|in-office|(?:us|usa|uk|eu|emea|latam|apac|canada|europe|india|germany|global)"
    r" remote)(?: (?:job|role|position|ok))?"
    r"(?: or (?:remote|hybrid|on-?site))?)(?!-(?:first|friendly))(?: ?(?:[(,|/:;]|(?<= )-| in "
    r"| from "
    r"| within | at ).{0,120})?"
    r"|.{2,40}?(?: ?[(,|/-] ?)(?P<last>remote|hybrid|on-?site)\)?)[.!]?$"
)
