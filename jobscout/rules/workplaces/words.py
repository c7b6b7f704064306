"""The words for remote, hybrid and on-site work in fields and titles, for ``rules.workplaces``.

Regular expressions over ``spelling.fold``; words are separated by commas.
"""

from __future__ import annotations

import re
from typing import Final

from jobscout.rules.alternatives import grouped
from jobscout.rules.spelling import fold


def _any(words: str, unspaced: str) -> re.Pattern[str]:
    listed = grouped(fold(words).split(", "))
    return re.compile(rf"\b(?:{listed})(?!\w)|{fold(unspaced)}")


_PARTLY: Final = (
    "part(?:ly|ial|ially)?|teilweise|anteilig|deels|gedeeltelijk|delvist?|parzialmente|parcialmente"
    "|partiellement|częściowo|częściowa|částečně|osittain|kısmen|частично|частково"
)
_AWAY: Final = (
    "remot\\w*|home ?office|home ?working|work from home|wfh|télétravail|teletrabajo|teletrabalho"
    "|telelavoro|thuis\\w*|distans|zdaln\\w+|etätyö|uzaktan|hjemmekontor|hemarbete|hjemmearbejde|etänä|удал[её]нн?\\w+|віддален\\w+"
)

NOT_REMOTE: Final = re.compile(
    r"\b(?:non|not|no|kein|keine|nicht)[ -]+(?:a )?(?:fully )?(?:remote|telecommut\w+|wfh"
    r"|work[- ]from[- ]home|home ?working|home ?office)\b"
)
HYBRID: Final = _any(
    "hybrid(?<!non-hybrid), hybride[srnm]?, hybrides?, hybrid-\\w+, hybridmodell, híbrid[oa],"
    " ibrid[oa],"
    " hybrydow\\w+, hibrit, hybridi\\w*, hybridní, hybridarbeid, hybridarbete, hybridná,"
    f" (?:{_PARTLY}) (?:på |da |in |en |im |op )?(?:{_AWAY}),"
    f" (?:{_AWAY}) (?:partiel\\w*|parcial\\w*|parzial\\w*|{_PARTLY}),"
    " part-time remote, teilremote, office (?:or|and|/) (?:from )?home, home (?:or|and"
    "|/) office, гибридн\\w+, гібридн\\w+, υβριδικ\\w+,"
    " \\d ?(?:days?|tage?|jours?|días?) (?:remote|wfh|home ?office|télétravail|in[- ]office"
    "|on-?site)",
    "ハイブリッド|混合办公|하이브리드|リモート併用|一部リモート",
)
ONSITE: Final = _any(
    "on[ -]?site, wfo, work(?:ing)? from office, on[ -]premises?, in[ -]person, in[ -]?office,"
    " office[ -]+based, site[ -]based,"
    " on[ -]campus, vor ort,"
    " sur site,"
    " presencial, présentiel, en présentiel, in sede, in presenza, op locatie, op kantoor,"
    " på plats, på kontoret, på kontor, kontorsbaserad\\w*, kontorbasert, na místě,"
    " toimistolla,"
    " stacjonarn\\w+, na miejscu, ofisten, в офисе, в офісі, büro, sul posto",
    "出社|坐班|现场办公|出勤|사무실|상주",
)
OFFICE: Final = re.compile(
    r"\b(?<!home )(?<!home-)(?<!no )(?<!back )(?<!front )(?<!box )office\b(?! (?:manag|admin"
    r"|assist)\w*)"
)
OR_OFFICE: Final = re.compile(
    r"\b(?:or|and|und|oder|/|,|&) ?(?:[a-z]+ ){0,2}(?<!home )office\b(?! (?:manag|admin|assist)\w*)"
    r"|\boffice ?(?:or|and|und|oder|/|&) ?(?:\w+ )?remote\b"
)
REMOTE: Final = _any(
    "remote, remotely, telecommut\\w+, telework\\w*, work from home, working from home, wfh,"
    " home ?office, télétravail, (?:travail|emploi) à domicile, mobiles arbeiten, ortsunabhängig,"
    " lavoro da casa, trabajo en casa, hemarbete, work from anywhere,"
    " fully distributed, anywhere in,"
    " home[- ]?based, work at home, remot[oa]s?, a distancia, à distance, teletrabajo,"
    " teletrabalho,"
    " telelavoro, desde casa, em casa, thuiswerk\\w*, op afstand, distans, distansarbete,"
    " hjemmekontor, hjemmefra, fjernarbejde, etätyö, etänä, zdaln\\w+, na dálku, práce z domova,"
    " távmunka, telemuncă, uzaktan, evden çalışma, удал[её]нн?\\w+, дистанционн\\w+, віддален\\w+,"
    " дистанційн\\w+, τηλεργασία, làm việc từ xa, từ xa, עבודה מהבית, מרחוק, عن بعد,"
    " full smart working, 100% smart working",
    "リモート|在宅勤務|在宅ワーク|テレワーク|远程|遠端|遠程|居家办公|在家办公|재택|원격 ?근무"
    "|리모트",
)
ALONE: Final = re.compile(
    r"(?:^|[|(,;] ?)virtual(?: (?:position|role|job|work|opportunity))?(?= ?(?:$|[|),;(]))"
    r"|(?:^|[|(,;] ?)(?:virtual (?:us|usa|united states|uk|canada|india|emea|nationwide)"
    r"|(?:us|usa|united states|uk|canada|india|emea|nationwide) virtual)(?= ?(?:$|[|),;(]))"
    r"|(?:^|[|(,;/] ?)(?:(?:fully )?distributed(?: team)?|anywhere|fully)"
    r"(?= ?(?:$|[|),;/]))"
)
ANY: Final = re.compile("|".join(one.pattern for one in (HYBRID, ONSITE, REMOTE, ALONE)))
"""``NOT_REMOTE`` has one of them in it."""

# A profession or a technology that has the word in its name.
NAMES: Final = re.compile(
    r"\bremotely[ -](?:operated|piloted|controlled)|\b(?:azure|aws|exchange|vmware|linux) hybrid\b"
    r"|\bremote[ -](?:deposits?|capture|systems?|equipment|triage|io"
    r"|sens\w+|monitor\w*|control\w*|diagnos\w+"
    r"|access|support|patients?|desktops?"
    r"|operations? (?:cent\w+|facility)|sites?|vehicles?|hands|workers?|workforce|areas?|health"
    r"|proctor\w*|learning|teaching|education|imaging|guidance|handling|weapons?|terminals?|starter"
    r"|camps?|facilit\w+|infrastructure|towers?|audits?|cardiac|telemetry|inspections?|pilots?"
    r"|pilotage|labs?|indigenous|communit\w+|nurs\w+ station|procedure)\b"
    r"|\b(?:head|director|vp|manager|lead) of remote\b"
    r"|\b(?:remote|hybrid) work (?:lead|manager|specialist|program)\b"
    r"|\bhybrid[ -](?:clouds?|electric\w*|vehicles?|infrastructures?|identit\w+|rice|corn|maize"
    r"|seeds?|wheat|crops?|breed\w+|power\w*|mobile|apps?|securit\w+|mail|integrations?|it|systems?"
    r"|propulsion|energy|events?|warfare|drives?|funds?|cars?|networks?|networking|data|ai|bonding"
    r"|learning|platforms?|architectures?|computing|solutions?|intelligence|fib(?:er|re)|storage"
    r"|search|microcircuits?|microelectronics|pv|solar|capital|instruments?|plants?|engines?"
    r"|multi-?cloud|threats?|fitness|meetings?|courts?|aircraft|quantum|composites?|batter\w+"
    r"|plug-?in|rag|bank\w*|zero-trust|cad)\b"
    r"|\b(?:plug-in|cloud|multi-cloud|electric|mild)[ /-]{1,3}hybrids?\b"
    r"|\b(?:uk home office|home office (?:support officer|immigration|ministry))\b"
    r"|リモート(?:センシング|コントロール|アクセス|デスクトップ|監視)|ハイブリッド(?:車|クラウド"
    r"|カー|システム)"
    r"|하이브리드 ?(?:클라우드|차)|混合云"
)
