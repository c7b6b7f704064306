"""How texts say plainly that a job is remote, hybrid or on site, for ``rules.workplaces``.

Regular expressions over one sentence in the form of ``spelling.fold``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from jobscout.model import Workplace

_ROLE: Final = (
    r"(?:role|position|job|opportunity|vacancy|internship|post|opening|contract|engagement"
    r"|traineeship|apprenticeship|assignment|placement|fellowship)s?"
)
OF_THE_JOB: Final = re.compile(
    rf"\b(?:(?!opportunit){_ROLE}|this opportunity|you|du|sie|poste|stelle|puesto|vaga)\b"
)
"""In a sentence about the job or the person, not about the company."""
_SO: Final = (
    r"(?:an?|100 ?%|fully|full|completely|entirely|totally|primarily|mainly|mostly|permanently"
    r"|currently|also|open|to|performed|done|worked|carried|out|based|located|available"
    r"|full[- ]time|part[- ]time|offered|as|flexible|either|designated|this|be|is|in|us|u\.s\."
    r"|uk|considered|remote-first|strictly|physically|both|or|and|the|eligible|for|only|working"
    r"|set|up|classified|long-term|contract|exclusively|candidates?|us-based|on|basis),? "
)
_REMOTE: Final = (
    r"(?:remote(?:ly)?|(?<!care )(?<!nursing )home[- ]?based|work[- ]from[- ]home|wfh"
    r"|telecommut\w+)"
)
_ONSITE: Final = r"(?:on-?site|on site|in-person|in person|in-office|office[- ]based)"
_NUMBER: Final = (
    r"(?:[1-4](?: ?(?:-|to|or) ?\d)?\+?|one|two|three|four|ein(?:en)?|zwei|drei|vier|un|deux|trois"
    r"|quatre|uno|dos|tres|cuatro|due|tre|quattro|twee|drie)"
)
_DAYS: Final = rf"{_NUMBER} (?:full |fixed |in-office |office |onsite |on-site |remote |feste )?"
_A_WEEK: Final = r"(?:,? ?(?:a|per|each|every|/|out of (?:5|five)|of the) ?(?:work(?:ing)? ?)?week)"
_NO_NAME: Final = (
    r"(?![ -](?:sens\w+|monitor\w*|support|patients?|customers?(?! success)|clients?|teams?"
    r"|sites?|locations?"
    r"|areas?|communit\w+|employees|workers|friendly|companies|culture|options?|control\w*|access"
    r"|infrastructure|and cross|tools?|villages?|offices?|environment|colleagues|staff|desktop)\b)"
)


class Statement(NamedTuple):
    """A way to say it. *needed*: one of each of these is in all sentences that *pattern* finds."""

    kind: Workplace
    needed: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]

    def search(self, plain: str) -> re.Match[str] | None:
        """The first place in a folded sentence that says it."""
        for words in self.needed:
            if not any(map(plain.__contains__, words)):
                return None
        return self.pattern.search(plain)


PLAIN: Final = (
    Statement(
        "onsite",
        (("remot", "home", "telecomm"), ("not", "no ", "neither", "kein")),
        re.compile(
            rf"\b{_ROLE}\b.{{0,30}} (?:is|are|be) (?:not|neither) (?:an? |currently |eligible for |"
            r"available for |open to |suitable for |offered |available )*(?:fully )?(?:remote"
            r"|a remote"
            r"|telecommut\w+|home)|\b(?:no|not a|not|kein|keine) (?:fully )?remote"
            r"(?: work(?:ing)?| position| role| job| option\w*| possib\w*)?(?: (?:available"
            r"|possible"
            r"|offered|allowed|moglich))?[.!,)]?$"
            r"|\b(?:remote) (?:work(?:ing)? |options? )?(?:is|are) not (?:available|possible"
            r"|an option|offered)"
        ),
    ),
    Statement(
        "onsite",
        (
            ("site", "person", "office", "presen", "prasenz", "офисе"),
            (
                *("onsite", "on-site", "on site", "in-person", "in person", "in-office"),
                *("office-based", "office based", "day", "must", "presen", "prasenz", "офисе"),
            ),
        ),
        re.compile(
            rf"\b{_ROLE}(?:'s)? .{{0,40}}?\b(?:is|are|will be|to be|be) (?:{_SO}){{0,7}}{_ONSITE}\b"
            r"(?! (?:visits?|events?|meetings?|interviews?))"
            rf"|\b(?:a|an|this|fully|100 ?%|as an) (?:{_SO}){{0,3}}{_ONSITE} {_ROLE}\b"
            rf"|\b(?:five|5|all five|all 5) (?:full )?days?{_A_WEEK}?,?(?: [a-z]+){{0,4}}? "
            rf"(?:in (?:the|our) (?:[a-z]+ ){{0,2}}?office|{_ONSITE}|in office)"
            rf"|\b(?:{_ONSITE}|in (?:the|our) (?:[a-z]+ ){{0,2}}?office),? ?\(?(?:five|5) days"
            rf"|\b(?:fully|100 ?%|full[- ]time) {_ONSITE}\b|\b{_ONSITE} full[- ]time\b"
            r"|\bmust (?:be able to |be willing to )?(?:work|be|report)(?: physically)? (?:on-?site"
            r"|in person|in[- ]office|(?:from|to|in|at) our (?:[a-z]+ ){1,3}office)"
            r"|\bable to work on-?site in\b|\b(?:poste|travail|100 ?%) (?:en |: )?presentiel\b"
            r"|\b(?:modalidad|modalidade|trabajo|trabalho|puesto|vaga|formato|regime)"
            r" (?:e |es |: |100 ?% )*presencial\b|\bprasenz vor ort|работа в офисе"
        ),
    ),
    Statement(
        "hybrid",
        (
            ("office", "hq", "site", "home", "remote", "wfh", "buro", "vor ort", "days"),
            ("day", "time", "once", "twice", "tag"),
        ),
        re.compile(
            rf"\b{_DAYS}days?(?:{_A_WEEK})?,?(?: (?:on-?site|working))?"
            r" ?(?:in|at|from|of) (?:the |our |an? |your |one of our )?(?:[a-z]+ ){0,3}?"
            r"(?:office|hq|headquarters|on-?site|home|remote work)\b(?! (?:allowance|budget))"
            rf"|\b{_DAYS}days?(?: (?:on-?site|in-office|in office|remote(?:ly)?|wfh|home ?office"
            rf"|from home))(?:{_A_WEEK}|[,.;)]|$| and )"
            r"|\b(?:one|two|three|four|[1-4]) (?:in-office|office|on-?site|remote|anchor) days?"
            rf"(?:{_A_WEEK})"
            r"|\b(?:office|on-?site|in-?person)\b[^.]{0,40}? (?:at least |a minimum of |minimum "
            r"|~ ?"
            rf"|around |about |up to )?(?:{_NUMBER})\+? (?:days? ?(?:a|per|each|every|/) ?week"
            r"|days/week|out of (?:5|five) days|times? (?:a|per) week)"
            r"|\b(?:in|from|at|come to|coming to|come into) (?:the |our )?(?:[a-z]+ )?office"
            r" (?:on |every )?(?:mon|tues|wednes"
            r"|thurs)days?\b(?! ?(?:to|through|-) ?friday)"
            rf"|\bwork(?:ing)? (?:from home|remotely) (?:for )?(?:up to )?{_NUMBER} days?{_A_WEEK}"
            r"|\boffice (?:at least |minimum |a minimum of )?(?:once|twice) (?:a|per) week"
            rf"|\b{_NUMBER} (?:feste |volle )?tage?n? (?:pro woche |die woche |in der woche )?"
            r"(?:im |in |mobil\w*)?(?:home ?office|home-office|remote|buro|vor ort)"
            rf"|\b{_NUMBER} tage?(?:/woche| pro woche| die woche) vor ort"
            r"|\b(?:home ?office|remote|im buro)[^.]{0,20} (?:[1-4]|zwei|drei) tage"
            r"(?:n?(?: (?:pro|in der|die) woche)?(?: (?:ist|sind))? moglich)?"
        ),
    ),
    Statement(
        "hybrid",
        (
            (
                *("brid", "bryd", "teletrav", "smart work", "dag"),
                *("混合", "하이브리드", "ハイブリッド", "出社", "週"),
            ),
        ),
        re.compile(
            rf"\b{_ROLE}(?:'s)? .{{0,40}}?\b(?:is|are|will be|be|offers?|follows?|has|operates?) "
            rf"(?:{_SO}){{0,7}}hybrid\b"
            rf"|\bhybrid(?:,? [a-z-]+)? {_ROLE}\b|\bhybrid (?:work(?:ing)? )?(?:model|schedule"
            r"|arrangement|environment|policy|set-?up|pattern|basis|capacity|workplace|workweek"
            r"|work week|format|mode|work ?style|workstyle|approach to work|way of working"
            r"|working approach)\b"
            r"|\bhybrid work(?:ing)?(?= ?(?:$|[,.;:()]|with |from |in |is ))"
            r"|\bhybrid(?:modell|es arbeit\w*|es modell|e arbeit\w*|-modell|es arbeitsmodell)"
            r"|\b(?:teletravail|mode|travail|rythme|modele) hybride|\bteletravail (?:partiel|:? ?\d"
            r"|a hauteur de|[a-z ]{0,15}\d jours?)|\b\d jours? de teletravail"
            r"|\b(?:modalidad|modelo|trabajo|esquema|formato|modalidade|trabalho|regime)"
            r" (?:de trabajo |de trabalho )?(?:es |: )?hibrid[oa]"
            r"|\bsmart working[^.]{0,25}\d giorni|\b\d giorni[^.]{0,30}smart working"
            rf"|\b(?:fully )?remote or hybrid(?: work(?:ing)?)?(?: options?)?\b{_NO_NAME}"
            rf"|\bhybrid or (?:fully )?remote\b{_NO_NAME}"
            rf"|\b{_NUMBER} dagen(?: (?:per|in de) week)? (?:thuis|op kantoor)"
            rf"|\b(?:distans\w*|hemifran|hjemmekontor|hjemmefra)[^.]{{0,20}} {_NUMBER}"
            r" dag(?:ar|er|e)\b"
            rf"|\b{_NUMBER} dag(?:ar|er|e)\b[^.]{{0,25}}(?:distans|hemifran|hjemme)"
            r"|\b(?:lavoro|modalita|modello) (?:di lavoro )?ibrid[oa]|\bhybride werken"
            r"|\bhybrydow\w+ (?:model|tryb)|\bhybrydowo\b|\b(?:praca|model"
            r"|tryb)(?: pracy)? hybrydow\w+"
            r"|гибридн\w+ (?:формат|график|режим)|ハイブリッド(?:勤務|ワーク)"
            r"|週\d日(?:以上)?(?:出社|リモート)"
            r"|混合办公|하이브리드 ?근무"
        ),
    ),
    Statement(
        "remote",
        (
            (
                *("remot", "home based", "home-based", "homebased", "from home", "from-home"),
                *("wfh", "telecomm", "can be based"),
            ),
        ),
        re.compile(
            rf"\b{_ROLE}\b(?:(?!\bif\b).){{0,50}}?\b(?:is|are|will be|can be|may be|be) "
            rf"(?:{_SO}){{0,7}}{_REMOTE}\b{_NO_NAME}"
            rf"|\b(?:a|an|this|as a|our|fully|100 ?%|permanent) (?:{_SO}){{0,4}}{_REMOTE}"
            rf"(?:[- ]only)?,? (?:[a-z-]+ ){{0,2}}?{_ROLE}\b"
            rf"|\b(?:100 ?%|fully|completely|entirely|full|komplett|vollstandig) {_REMOTE}\b"
            r"(?! (?:company|companies|process|interview|onboarding|and hybrid))"
            + _NO_NAME
            + r"|\bwe(?:'re| are) (?:an? )?(?:100 ?%|fully|all|completely|entirely)[- ]remote\b"
            r"|\b(?:work|working|works) (?:fully|completely|entirely|100 ?%|full[- ]time"
            r"|exclusively) "
            r"(?:remotely|from home)"
            r"|\b(?:you(?:'ll| will| can| may)|candidates? (?:can|may|will)"
            r"|employee will) (?:be able to |"
            r"be )?(?:work|working) (?:remotely|from home|from anywhere in|remote)\b"
            r"(?! (?:with|up|one|two|some|a few|for up|when|for \w+ (?:days|weeks)))"
            r"|(?<!care )(?<!nursing )\bhome[- ]based (?:in|position|role)\b"
            r"|\bwork[- ]from[- ]home arrangement"
            r"|\byou can be based anywhere\b|\bon an? remote(?:/home working)? basis"
            r"|^(?:can|may) be (?:done |based )?(?:fully )?remote\b"
            r"|\bhiring (?:fully )?remote(?:ly)?\b|\b(?:looking|searching) for (?:an? )?"
            rf"(?:[a-z-]+ ){{0,2}}?remote\b{_NO_NAME}"
        ),
    ),
    Statement(
        "remote",
        (("anywhere",),),
        re.compile(
            r"\b(?:work|working|live|living|based|located|candidates?|applicants?|people|talent"
            r"|performed"
            r"|reside|position|role|remote|remotely|hire|hiring|done) (?:[a-z]+ ){0,3}?"
            r"anywhere (?:in|within|across) (?:the |north |south |latin )?(?=\w)"
        ),
    ),
    Statement(
        "remote",
        (
            (
                *("remot", "home office", "home-office", "homeoffice", "teletrav", "teletrab"),
                *("zdaln", "удал", "uzaktan", "リモート", "在宅", "远程", "全国", "재택", "리모트"),
            ),
            (
                *("deutschlandweit", " ganz ", "remote-", "full remote", "full-remote", "komplett"),
                *("complet", "total", "integral", "100", "vollstandig", "ausschliesslich"),
                *("trabaj", "trabalh", "puesto", "vaga", "posicion", "empleo", "modalid", "lavoro"),
                *("formato", "regime", "zdaln", "удал", "uzaktan", "リモート", "在宅", "远程"),
                *("全国", "재택", "리모트"),
            ),
        ),
        re.compile(
            r"\b(?:komplett|vollstandig|100 ?%|ausschliesslich|deutschlandweit) (?:aus dem |im "
            r"|in )?"
            r"(?:home ?office|home-office)(?: moglich)?|\bdeutschlandweit remote\b"
            r"|\bremote aus ganz [a-z]+(?: moglich)?|\bremote(?:-arbeit|-stelle|-position|-job)\b"
            r"|\bhome ?office:? 100 ?%"
            r"|\b(?:teletravail|remote) (?:complet|total|integral|a 100|100 ?%)"
            r"|\b100 ?% (?:en )?teletravail"
            r"|\bfull[- ]remote\b|\b(?:100 ?%|totalmente|completamente|trabajo|trabalho|puesto|vaga"
            r"|posicion|empleo|modalidad|modalidade|formato|regime|lavoro)"
            r" (?:de |da |em |en |: |es |100 ?% )*(?:remot[oa]|home ?office|teletrabajo"
            r"|teletrabalho)\b"
            r"|\b(?:praca|tryb|pracy) (?:w 100 ?% |w pelni )?zdaln\w+|\b100 ?% zdaln\w+"
            r"|\bволностью удален\w+|полностью удален\w+|удаленн\w+ (?:работа|формат)"
            r"|работа удаленн\w+"
            r"|\buzaktan calisma|フルリモート|完全リモート|リモート勤務(?:可|です|となり)"
            r"|完全在宅|全国どこでも"
            r"|(?:全职|完全|长期)远程|远程(?:工作|办公|岗位)|전면 ?재택|100% ?재택|풀 ?리모트"
        ),
    ),
)

# These words beside a statement make it a possibility, a story or a benefit.
DOUBT_BEFORE: Final = re.compile(
    r"\b(?:if|unless|(?:advert|posting|description|listing)s? (?:says?|states?|specif\w+"
    r"|indicates?))\b[^.]*$|\b(?:experience[ds]?|previous(?:ly)?|prior|comfortable(?! being)"
    r"|occasional\w*|sometimes"
    r"|optional|option (?:to|of)|possib\w+|ability to thrive|worked|interviews?|onboarding"
    r"|some (?:roles|positions)|may be|may require|prefer\w*|let(?:s|ting)?|help(?:s|ing)?|enabl\w+"
    r"|allow(?:s|ing)? (?:people|users|customers|teams)|gelegentlich\w*|ab und zu|user\w*"
    r"|customers?|clients?|not|familiar with|enjoy(?= (?:working|remote))|history of|led|went"
    r"|became|has been|was|were"
    r"|since|lunch\w*|meals?|breakfasts?|manag(?:ed|ing) (?:an? )?)\b"
    r"[^.]{0,45}$"
)
DOUBT_AFTER: Final = re.compile(
    r"^[^.]{0,25}\b(?:options?|stipend|allowance|budget|is a plus|a plus|is possible|possible"
    r"|moglich|moglichkeit\w*|experience|per year|a year|pro jahr|per month|a month|pro monat"
    r"|a quarter|per quarter|interviews?|preferred|may be considered|teams|customers"
    r"|at times|(?:if|when|as) (?:needed|required)|after (?:the )?(?:probation|onboarding"
    r"|training)|occasionally|weeks)\b"
)
OPEN_AFTER: Final = re.compile(
    r"^[^.]{0,25}\b(?:(?:is |are )?(?:possible|moglich)|after (?:the )?(?:probation|onboarding"
    r"|training))\b"
)
"""No doubt where a part of the week is named, or all of it."""
AMOUNT: Final = re.compile(r"\d|\b(?:days?|fully|full|total|complet\w*|integral)\b")
