"""The words beside sums of money: for pay, for what is no pay, for ranges and directions.

The patterns are for lines in lower case as ``money.plain`` makes them.
"""

from __future__ import annotations

import re
from typing import Final

FILLER: Final = re.compile(
    r"(?> {0,2}\(?(?:in )?)(?:brutt?[oóe]?s?|gross|nett?o?s?|lord[oi]|before tax(?:es)?|pre-tax"
    r"|base(?: salary| pay)?|salary|pay|wages?|full[- ]time|fte|equivalent|ote|ctc|on average"
    r"|approx\.?"
    r"|doe|pro[- ]rata|\+ ?vat|\+ ?super|b2b|uop|税込|税前|税後|税后)\)?(?![a-zà-ÿ])"
)
"""What may stand between an amount and its period."""

GROSS: Final = re.compile(r"\b(?:brut|gross|lord|net|base|salary|pay|wage|ote|ctc|tax|fte)|税")
"""Of these fillers, those that are said of pay only."""

TO: Final = re.compile(
    r"[ ,;]{0,3}\(?(?:min(?:imum)?\)?)?[ ,;]{0,2}"
    r"(?:[-~]+|to|rising to|increasing to|bis|through|thru|till?|until|a|à|au|tot|até|hasta|ate|al"
    r"|do|upp till|op til"
    r"|og opp til"
    r"|から|至|到|부터|에서|in (?:our|the) lowest [a-z ]{4,24} (?:up )?to|)"
    r"[ ,:]{0,2}(?:an? |the )?(?:up to|bis zu|jusqu'[aà]|max(?:imum)?\.?(?: of)?)?[ ,:~(]{0,3}"
)
"""Between the bounds of a range; of an empty match nothing follows."""

AND: Final = re.compile(
    r" ?,? ?(?:and|und|et|e|y|en|och|og|i|a|oraz) (?:up to |the |i |les? |los )?| ?[와과] ?"
)
BETWEEN: Final = re.compile(
    r"\b(?:between|entre|zwischen|tra|fra|mellan|mellem|mellom|pomiędzy|między|tussen|range\w*"
    r"|from)\b"
)
"""Only after one of these does ``AND`` join two bounds."""

_OF: Final = (
    r"(?:[ :]{1,2}(?:an?|the|of|base|basic|salary|pay|total|circa|ca\.?|c\.|approx\.?|about|around"
    r"|gross|brutto|brut|de|von|to|year|annual|hourly|monthly|compensation|package|earnings|rate|is"
    r"|at|value|amount|ote)){0,4}[ :(~]{0,3}$"
)
AT_MOST: Final = re.compile(
    r"(?:\b(?:up ?to|m[aá]ximo|max\.?(?:imum)?|bis(?: zu)?|jusqu'(?:[àa]|au)|hasta|até|fino a"
    r"|tot|upp till|op til"
    r"|inntil|opptil|no more than|not exceeding|at most|capped at)|最高|最大|至多)" + _OF
)
AT_LEAST: Final = re.compile(
    r"(?:\b(?:from|min\.?(?:imum)?|at least|starting(?: (?:at|from|salary(?: of)?))?"
    r"|starts? (?:at|from)"
    r"|ab|mindestens|mind\.|over|more than|above|à partir de|a partir d[ei]|dès|desde|vanaf|från"
    r"|fra"
    r"|od|minimo|no less than|not less than|upwards of)|最低|>=?|≥)" + _OF
)
"""Both are matched against the words before an amount."""

OR_MORE: Final = re.compile(
    r"\+(?! ?[\w(])| ?(?:以上|이상|起)| (?:and up|and above|or more|or above|upwards|aufwärts"
    r"|et plus)\b"
    r"| ?\(?\b(?:minimum|min)\b"
)
OR_LESS: Final = re.compile(r" ?(?:以下|以内|まで|이하)| ?\(?\b(?:maximum|max)\b")

PAY: Final = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|compensation|remuneration|earn(?:ings?|s)?|ote|on[- ]target|ctc"
    r"|comp(?= ?(?:range|band|package|is|of)\b| ?:)|(?:base|cash|total|fte) comp"
    r"|pay(?! (?:for|off|out|attention|down|period|equity|it|your|their|our)\b)(?:rate|scale"
    r"|range|band)?"
    r"|(?:hourly|day|daily|monthly|weekly|annual|base|pay|starting|typical|bill) rates?"
    r"|rates?(?= (?:of pay|is|are|range|depend)\b| ?[:(])|take[- ]home"
    r"|bas(?:e|ic)(?= range| of| ?:| ?$| ?[$£€])|total rewards"
    r"|income|package"
    r"|verdienst|einkommen|verdienen|bezahlung|salaires?|rémunérations?|rétribution|salarié|tjm"
    r"|fixe"
    r"|salarios?|sueldos?|retribuci[oó]n|remuneraci[oó]n|salarial(?:es)?|sal[aá]rios?"
    r"|remuneraç[aã]o"
    r"|ordenado|vencimento|stipendio|retribuzione|ral|compenso|loon|beloning|lønns\w{0,12}"
    r"|lön[a-z]{0,10}"
    r"|ersättning|wynagrodzeni[ea]|stawka|zarobki|pensja|widełki|mzda|palkka|gaji"
    r"|mshahara|(?:weekly|monthly|annual) gross|gross (?:weekly|monthly|annual|pay|income))\b"
    r"|gehalt|gehälter|vergütung|(?<!be)lohn|entgelt|salaris|(?:uur|maand|week|bruto)loon"
    r"|lönn?\b|lønn?\b"
    r"|給与|給料|年収|年俸|月給|月収|時給|日給|報酬|賃金|薪|待遇|工资|연봉|급여|월급|시급|보수|임금"
)
"""Said of what a job pays."""

NO_PAY: Final = re.compile(
    r"\b(?:stipends?|stipendium|allowances?|sign(?:ing)?[- ]?on|signing|relocation|reimburse\w{0,6}"
    r"|vouchers?|gift|credits?|discounts?|insurance|insured|assurance|cover(?:age|ed)?|401 ?\(?k\)?"
    r"|403 ?\(?b\)?|hsa|fsa|hra|pension|retirement|match(?:ed|ing)?|contribut\w{0,6}"
    r"|subsid(?:y|ies|i[sz]ed)|gym|fitness|wellness|well-?being|learning|education(?:al)?|training"
    r"|tuition|courses?|conferences?|development|internet|phone|mobile|wifi|commut\w{0,4}"
    r"|transport(?:ation)?|travel|parking|lunch|meals?|food|home[- ]office|equipment|laptop"
    r"|hardware"
    r"|set-?up|co-?working|perks|(?:in|of) (?:\w{1,12} )?benefits|donat\w{0,4}|charit\w{0,6}"
    r"|nonprofit"
    r"|referr?al|refer|equity|stock|shares?|rsus?|options|grants?|profit|dividend|revenues?|arr"
    r"|mrr|acv|p&l|(?:sales|revenue|annual|growth) targets?"
    r"|tcv|gmv|aum|(?:in|annual|total|of|monthly) sales|sales(?= (?:of|over))|turnover|bookings"
    r"|funding"
    r"|funded|rais(?:ed?|ing)|series [a-f]|seed|valu(?:ed|ation)|backed|invest(?:ed|ments?|ing"
    r"|ors?)?"
    r"|assets|portfolio|loans?|debt|spend(?:ing)?|spent|sav(?:ings?|ed?|es)|costs?|expens\w{0,4}"
    r"|payouts?|payments?|paid out|transactions?|deals?|contracts? (?:worth|valued|of)|quotas?"
    r"|pipeline"
    r"|customers?|clients?|users?|fees?|prices?|priced|pricing|premiums?|prizes?|awards?|fines?"
    r"|deposit"
    r"|purchases?|retail|worth|housing|rent|childcare|fertility|adoption|ivf|drugs?|medical|dental"
    r"|disability|deductibles?|overtime|holiday pay|vacation|subscriptions?|books?|clothing|uniform"
    r"|boots|tools|assistance|repayment|forgiveness|scholarships?|threshold|burn|(?:ticket|check"
    r"|deal) sizes?|multi-year|negotiations"
    r"|altersvorsorge|vwl|vermögenswirksame|jobticket|deutschlandticket|jobrad|urlaubsgeld"
    r"|weihnachtsgeld|kunden|warenpaket|investition\w{0,3}|rabatt\w{0,3}|versicherung|startgeld"
    r"|primes?"
    r"|intéressement|mutuelle|tickets?[- ]resto\w{0,6}|chèques?|panier|indemnités?|levée?|chiffre"
    r"|remboursement|frais|cagnotte|titres?[- ]resto\w{0,6}|bonificaci[oó]n|subsidio|vales?|ayuda"
    r"|facturaci[oó]n|presupuesto|seguro|aux[ií]lio|aporte|plr|ajuda|benef[ií]cios?|buoni|rimborso"
    r"|premi[oa]?|welfare|fatturato|contributo|omzet|bijdrage|friskvård\w{0,10}|tillägg"
    r"|omsätt\w{0,6}"
    r"|omsetning|dofinansowanie|dodatek)\b"
    r"|bonus|budget|zuschuss|zulage|prämie|gutschein|sachbezug|sachzu|umsatz|wert\b|weiterbildung"
    r"|fortbildung|vergoeding|toeslag|bidrag|交通費|手当|賞与|資本金|売上|祝い金|补贴|補助|奖金|獎金|津贴|营收|营业额"
    r"|融资|福利|보너스|지원금|복지|매출|투자|식대"
)
"""Said of sums that are no pay."""

INTRODUCING: Final = re.compile(
    r"\)?(?:[ :,(-]{0,3}\b(?:an?|the|of|is|are|in|to|for|at|over|from|up to|up|around|about"
    r"|approximately|worth|total|totall?ing"
    r"|maximum|max\.?|annual|annually|yearly|monthly|per (?:year|month)|a (?:year|month)"
    r"|of up to|value|valued|von|bis(?: zu)?"
    r"|i\.?h\.?v\.?|in höhe von|mtl\.?|monatlich|jährlich|de|d'|du|jusqu'à|hasta|até|di|fino a"
    r"|tot|van|på|upp till|more than"
    r"|ownership|responsibilit(?:y|ies)|additional|extra|program(?:me)?|package|plan|match|pay|starting|potential|range\w*"
    r"|between|mind\.?|netto|target|paying)\.?)*[ :(~-]{0,3}$"
)
"""Between what a sum is and the sum."""

SHARE_OF_PAY: Final = re.compile(
    r"\d ?(?:x|%|times|percent) (?:of )?(?:your |the |their |an? )?(?:annual |gross |base "
    r"|monthly |basic |current ){0,2}"
    r"(?:salar(?:y|ies)|pay|wages?|earnings|compensation)\b"
)
"""Half a year's salary as a bonus is no salary."""

BREAK: Final = re.compile(
    r"[;•|!?、。]|\.(?= |$)|,(?=[ ぁ-龥])| ?\+| - | (?:plus|sowie|zuzüglich|och|og|samt|en|ed|más"
    r"|mais|além|oltre|ainsi|and|or|und|oder|et|ou|y|e|o|with|mit|avec|con|depending"
    r"|based|including|inkl|inklusive|incl|zzgl|dependent|commensurate|in addition|as well|while"
    r"|who|which"
    r"|that|where|because|if|when)\b"
)
"""Ends what an amount is said to be, as in "$60,000 and a bonus"."""

SENTENCE: Final = re.compile(
    r"[;•|!?.](?:(?<!\.)|(?<!\b[a-zà-ÿ]\.)(?<!approx\.)(?<!ca\.)"
    r"(?<!max\.)(?<!min\.)(?<!mind\.)(?= ))"
)
"""Ends a sentence, unless the dot is that of an abbreviation."""

TARGET: Final = re.compile(
    r"\b(?:ote|on[- ]target|total (?:target )?(?:cash|comp(?:ensation)?|earnings|package|rewards)"
    r"|target (?:total|cash)|tc|earnings|zielgehalt|jahreszielgehalt)\b"
)
"""Pay with what meeting targets adds to it; the base is taken where both are stated."""

LABEL: Final = re.compile(
    r"\w{0,20}bonus(?:es)?|stipends?|allowances?|sign(?:ing)?[- ]?on|relocation|\w{0,20}budgets?"
    r"|vouchers?"
    r"|401 ?\(?k\)?|pension|arr|mrr|revenues?|funding|raised|valuation|\w{0,20}zuschuss"
    r"|\w{0,20}zulage"
    r"|\w{0,20}prämien?|primes?|equity|overtime|\w{0,14}vergoeding|prizes?|prices?|fees?"
)
"""What a sum after a colon is; other words there are more likely a title or a place."""

PAY_AND: Final = re.compile(
    r"\b(?:salar(?:y|ies)|pay|base|wages?|compensation|gehalt|salaire|fixe?|cash) ?(?:[+/&,]|and"
    r"|plus|incl\.?|including) ?$"
)
"""Before a second noun of a label, as in "Salary + bonus: "."""

WITH_EXTRAS: Final = re.compile(
    r"\)? ?(?:\+|&|,|\||with|plus|and|\() ?\(?(?:\S{1,12} ){0,3}?(?:equity|stake|bonus"
    r"|commission|benefits|options|stock"
    r"|super|shares|variable?l?|prime|boni|bônus|bono|rsus?|perks|allowance|pension"
    r"|superannuation|profit share)\b"
)
"""What is paid on top, directly after a sum: then the sum is pay."""

SPANISH: Final = re.compile(
    r"\b(?:mensual(?:es)?|sueldos?|salarios?|al mes|por mes|brutos?|netos?|quincenal(?:es)?)\b"
)
BUSINESS: Final = re.compile(
    r"\b(?:manag(?:e[ds]?|ing)|clos(?:e[ds]?|ing)|sold|sell(?:s|ing)?|generat\w{1,4}"
    r"|process(?:e[ds]|ing)?"
    r"|handl\w{1,3}|approv\w{1,3}|negotiat\w{1,4}|deliver\w{0,4}|incomes?|donors?|invoices?"
    r"|payroll)\b"
)
"""What sums of a year or a month may be of, where no word says that they are pay."""
