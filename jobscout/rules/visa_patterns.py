"""Words in which employers offer or refuse to sponsor visas."""

from __future__ import annotations

import re
from typing import Final

_VISA: Final = (
    r"(?:(?:work|working|employment|immigration|business|skilled worker|blue card|h-?1b|tn|uk|us"
    r"|u\.s\.|e-3|relocation)[ -])*(?:visas?|work permits?|h-?1bs?|immigration"
    r"|work authori[sz]ation|certificates? of sponsorship)"
)
_SPONSORSHIP: Final = (
    rf"(?:{_VISA}(?: ?(?:/|and|or|&|,) ?[\w -]{{2,20}})?[ -]+(?:sponsorships?|sponsoring"
    rf"|support|assistance|help)"
    r"|sponsorships?(?: (?:for|of) (?:an? )?(?:[\w-]+ ){0,3}(?:visas?|work permits?"
    r"|work authori[sz]ation))?)"
)
_WE: Final = (
    r"(?:\bwe\b|\bwe['’]ll|\bwe['’]re|company|employer|firm|organi[sz]ation|university|school"
    r"|\bit\b|\bour\b|team)"
)

TOPIC: Final = re.compile(
    r"sponsor|support|assist|transfer|\bhelp|requir|need|\bvisa$|visum|unterstütz|hilf|helf|bieten"
    r"|parrain|accompagn|\baide|soutien"
    r"|patroc|apoyo|apoio|ayuda|ajuda|auxílio|soporte|suporte|tramit|gestion|asistencia"
    r"|vist[oi]|[\u0370-\u1fff\u3000-\ufaff]|wiz"
)
"""Without one of these a sentence is about cards."""
UNCLEAR: Final = re.compile(
    r"[?？]|\bif you (?:require|need|would)|\bmay (?:be|offer|provide|consider|sponsor)|might"
    r"|could be|case[ -]by[ -]case|unlikely"
    r"|\bconsider(?:ed|ing)?\b(?! (?:for|individuals|candidates"
    r"|applicants))(?:(?!not).)*sponsor|for every|each role|all roles|some roles|certain"
    r"|depending|depend on|exceptional|whether"
    r"|regardless of|discriminat|protected|national origin"
)
OF_OTHER_THINGS: Final = re.compile(
    r"clearance|\bevents?\b|sponsorship (?:package|deal|revenue|sales|strateg|program|partner"
    r"|opportunit(?!y\b))|students?\b(?!.*\b(?:unable|not|no)\b)|clients?\b|customers?\b"
    r"|olympic|marketing|sports?\b"
    r"|\bexperience (?:with|in|of)|processing|manage\b|managing|lead the|responsible for"
    r"|executive sponsor|mastercard|amex|credit card|debit|paypal|apple pay|merchant"
)
DUTY: Final = re.compile(
    r"[^\w]*(?:(?:you will|you['’]ll|ability to|able to) )?(?:handl|coordinat"
    r"|support(?!s? with)|assist(?!ance)|manag|process|administ|overse|provid(?:e|ing)\b|advis"
    r"|knowledge|familiar|understand|experience|help(?! with)|liais|maintain|ensur|driv|prepar"
    r"|review|partner|own\b|deliver|act\b|work(?:ing)? with|respons|develop|create|monitor"
    r"|organi[sz]|facilitat|guid|track|conduct|perform|serv)"
)
"""How the description of a task begins: "Handle visa sponsorship applications"."""
NEGATION: Final = re.compile(
    r"\bno\b|\bnot\b|n['’]|cannot|unable|never|\bnor\b|without|none|unavailable|ineligible"
    r"|false|kein|nicht|\bpas\b|aucun"
    r"|\bne\b|\bsin\b|não|\bsem\b|geen|\bnon\b|なし|不|ません|いたしません|しかねます|无法"
    r"|無法|불가|없|않|안 ?됩|어렵|\bне\b|\bбез\b"
)
REFUSED: Final = re.compile(
    rf"\bno\b[^.]{{0,40}}sponsor|\bno {_VISA} (?:support|assistance|help)"
    rf"|\bsponsorships?\b[^.]{{0,60}}?\b(?:not|n['’]t|unavailable|no\b)(?! only)"
    rf"|(?:\bnot\b|n['’]t\b|\bcannot\b|\bunable\b|\bnever\b|\bnor\b"
    rf"|\bneither\b)(?! only)[^.;]{{0,60}}?(?:\bsponsor(?:s|ed|ing|ships?)?\b"
    rf"|{_VISA}[ -](?:support|assistance|help))"
    rf"|{_VISA} transfers?\b[^.;]{{0,20}}\bnot\b|\bno {_VISA} transfers?"
    r"|\bwithout\b[^.;]{0,50}?\bsponsorship"
    rf"|\b(?:requir(?:e|es|ing)|need(?:s|ing)?)\b[^.;]{{0,40}}?(?:sponsorship"
    rf"|\bvisas?)\b[^.;]{{0,50}}\b(?:not|cannot|unable|ineligible)"
    rf"|\b(?:not|n['’]t|cannot)\b[^.;]{{0,60}}?\b(?:requir(?:e|es|ing)|need(?:s"
    rf"|ing)?)\b (?:an? |any |[\w-]+ ){{0,3}}(?:sponsorship|{_VISA})"
    r"|not (?:be )?(?:open to|accept\w*|consider\w*|hir\w+) (?:[\w-]+ ){0,3}(?:who|that"
    r"|requiring|needing|on)\b[^.;]{0,30}\b(?:sponsorship|visas?)\b"
    r"|(?:visa )?sponsorship(?: available| offered)?\s?[:–-]\s?(?:no|none|not|false)\b"
    r"|kein\w* (?:visa|visum|visums?)[ -]?(?:sponsor|unterstütz)|kein\w* visum sponser"
    r"|kein\w* visa sponser|visa[ -]?sponsoring[^.;]{0,40}\b(?:nicht|kein)"
    r"|visum[^.;]{0,30}nicht (?:unterstütz|sponser|möglich)"
    r"|(?:\bne\b|n['’]|\bpas\b|aucun)[^.;]{0,30}(?:parrain\w*|sponsori\w*"
    r"|sponsoring)[^.;]{0,20}visas?|pas de (?:parrainage|sponsoring|sponsorship)"
    r"|\bno (?:se )?(?:ofrec\w+|patrocin\w+|cont\w+ con|brind\w+"
    r"|proporcion\w+)[^.;]{0,30}(?:visas?|visados?|patrocinio)|sin patrocinio"
    r"|\bnão (?:oferec\w+|patrocin\w+|fornec\w+|h[áa])[^.;]{0,30}(?:vistos?|patrocínio)"
    r"|sem patrocínio"
    r"|geen (?:visum|visa)[ -]?(?:sponsor|ondersteun)|(?:sponsoren"
    r"|bieden)[^.;]{0,20}geen (?:visum|visa)|non (?:offr\w+|sponsorizz\w+)[^.;]{0,30}vist[oi]"
    r"|ビザ[^。]{0,20}(?:なし|不可|対応不可|行っておりません|行っていません|できません"
    r"|致しかねます|ありません|おりません|していません)"
    r"|(?:不|无法|無法|不能|暂不|恕不)(?:提供|支持|办理|辦理|赞助|贊助|担保"
    r"|擔保)[^。]{0,10}(?:签证|簽證)|비자[^.]{0,15}(?:불가|없|하지 ?않|안 ?됩|어렵)|(?:не"
    r"|без) [^.;]{0,30}виз"
)
OFFERED: Final = re.compile(
    rf"(?:^|[•*\-–:|]\s?|\b(?:and|with|including|incl\.|plus|full|free|offers?|offering"
    rf"|provides?|providing|get|receive|includes?|relocation)[ /&,]+(?:(?:and|&|a|full|the"
    rf"|our)[ /]?)*)"
    rf"{_VISA}(?: ?(?:/|and|or|&|,|\+) ?(?:[\w-]+ ?){{1,3}})?[ -]+(?:sponsorships?|sponsoring"
    rf"|support|assistance|help)(?: (?:is |are |will be |can be |also )*(?:available|provided"
    rf"|offered|possible|included|guaranteed|yes))?\s*(?:$|[.!,;)(:|•–-]|\b(?:to|for|if|from"
    rf"|where)\b)"
    rf"|{_SPONSORSHIP}(?: (?:is|are|can be|will be|also|fully|also be))* (?:available|provided"
    rf"|offered|possible|included|supported|yes\b)"
    r"|(?:visa )?sponsorship(?: available| offered)?\s?[:–-]\s?(?:yes|available|true)\b"
    rf"|{_WE}[^.;]{{0,40}}?\bsponsor(?:s|ing)?\b(?: (?:your|the|a|an|any|work|skilled|worker"
    rf"|necessary|required|qualified|international|[\w-]+)){{0,3}}? (?:{_VISA}|candidates?"
    rf"|applicants?|foreign)"
    rf"|\bwe (?:can |do |will |are able to |are happy to )?sponsor\s*(?:$|[.!,;)])"
    r"|\bwe(?:['’]ll)? (?:(?:can|do|will|are able to|are happy to) )?sponsor you\b"
    r"|\b(?:can|will) sponsor you\b"
    rf"|\b(?:accept|support|welcome|offer)s? {_VISA} transfers?\b"
    rf"|{_VISA} transfers?(?: (?:is|are|can be|will be|also))* (?:supported|possible|accepted"
    rf"|available|offered|welcomed?)"
    rf"|\bsponsor(?:s|ed)? {_VISA}"
    rf"|(?:help|assist|support)(?:s|ing)? (?:you |candidates |with |you with |in |obtaining "
    rf"|getting |you get |you obtain |your |a |the |an )*{_VISA}(?: (?:applications?|process\b"
    rf"|sponsorship|and relocation|costs?|& relocation)|(?<=with )visas?\b"
    rf"|(?<=your )(?:work )?visas?\b|(?<=obtain )visas?\b)(?!-)"
    rf"|(?:offer|provide|include|able to provide|able to offer)s? [^.;]{{0,40}}?{_SPONSORSHIP}"
    rf"|eligible for (?:[\w-]+ ){{0,4}}sponsorship|open to (?:candidates|applicants) (?:who"
    rf"|that) (?:need|require) [^.;]{{0,20}}sponsorship"
    r"|visa[ -]?(?:sponsoring|sponsorship)\b(?=[^.;]{0,30}(?:bieten|möglich|verfügbar"
    r"|inklusive|vorhanden))|(?:bieten|übernehmen|unterstützen|helfen|hilfe"
    r"|unterstützung)[^.;]{0,40}\b(?:visum|visa)(?:s|-)?"
    r"|(?:sponsorisons|parrainons|prenons en charge|accompagnement|aide|assistance"
    r"|soutien)[^.;]{0,30}\bvisas?\b|parrainage (?:de|du|des) visas?"
    r"|(?:patrocinio|patrocinamos|apoyo|ayuda|soporte|asistencia|tramitamos"
    r"|gestionamos)[^.;]{0,20}\b(?:visas?|visados?)\b"
    r"|(?:patrocínio|patrocinamos|apoio|suporte|ajuda|auxílio)[^.;]{0,20}\bvistos?\b"
    r"|(?:sponsorizziamo|sponsorizzazione|supporto|assistenza)[^.;]{0,20}\bvist[oi]\b"
    r"|(?:visum|visa)[ -]?(?:sponsoring|sponsorship|ondersteuning|begeleiding)|(?:hulp"
    r"|ondersteuning) bij (?:je |het )?visum"
    r"|ビザ(?:の)?(?:サポート|スポンサー(?:シップ)?|支援|取得支援|取得サポート|申請サポート"
    r"|(?:の)?取得をサポート)(?:[^。]{0,6}(?:あり|有|可|します|提供|いたします)|$|[、・/）)])"
    r"|(?:提供|支持|协助办理|協助辦理|办理|赞助|贊助)[^。；]{0,8}(?:签证|簽證)|(?:签证"
    r"|簽證)(?:担保|擔保|赞助|支持)(?!.{0,4}不)"
    r"|비자 ?(?:지원|스폰서|발급 지원)(?: ?(?:가능|제공|합니다|있음|$)|\b)"
    r"|(?:визовая поддержка|поддержка с визой|помощь с визой|помощь в получении визы)|(?:pomoc"
    r"|wsparcie)[^.;]{0,20}\bwiz\w+"
)
LISTED_VISA: Final = re.compile(r"(?:^|[|,/•])\s*VISA\s*(?=$|[|,/])")
"""A tag in a line such as "Acme | Engineer | Berlin | ONSITE | VISA"."""
