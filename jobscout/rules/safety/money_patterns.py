"""How postings ask applicants for money, and how they say that they do not."""

from __future__ import annotations

import re
from typing import Final

AMOUNT: Final = re.compile(
    r"(?:[$€£¥₦₹₱₫₩]|\b(?:rs\.?|inr|usdt?|eur|gbp|kes|kshs?\.?|ngn|ghs|aed|php|pkr|r\$|r|rp\.?|sar"
    r"|zar|ugx|tzs|myr|rm|sgd|cad|aud|btc))\s?\d"
    r"|\d ?(?:ugx|tzs|zar|ngn|sar|inr|myr|cad|aud|sgd|rwf|etb|mad|tnd|dzd|egp|xof|xaf|uah|kzt"
    r"|huf|ron|czk|sek|nok|dkk|chf|jpy|cny|krw|idr|vnd|thb|brl|mxn|cop|clp|ars|lkr|bdt|npr|qar"
    r"|kwd|omr|bhd|jod|zmw|bwp|mwk|mzn)(?![a-z])"
    r"|\d[\d.,]{0,12}\s?(?:k\s)?(?:[$€£¥₦₹₱₫₩]|(?:rs|inr|usdt?|eur|euros?|gbp|kes|kshs?|ngn|ghs|aed"
    r"|php|pkr|f?cfa|pesos?|d[oó]lare?s|dollars?|pounds?|reais|rupees?|zł|pln|руб|тенге|грн|rupiah"
    r"|đồng|元|円|万|tl|درهم|ريال|रुपये|btc)(?![a-z])|\s?만\s?원|\s?원)"
)
DENIED: Final = re.compile(
    r"\b(?:no(?! (?:ato|momento|dia|valor|início|local)\b)|not|never|nor|neither|without|free"
    r"|cannot|won't|don't|doesn't|isn't|nobody|none"
    r"|beware"
    r"|fraud\w*|scam\w*|fake|warning|suspicious|impersonat\w*|legitimate|phishing|report any"
    r"|kein\w*|nicht|nie|niemals|ohne|kostenlos\w*|betrug\w*|aucune?|jamais|sans|gratuit\w*"
    r"|arnaque\w*|escroc\w*|ninguna?|nunca|jamás|sin|gratis|gratuit[ao]s?|estafa\w*|fraude\w*"
    r"|nenhuma?|jamais|sem|golpe\w*|nessuna?|mai|senza|truff\w*|geen|nooit|zonder|niet|oplichting"
    r"|żadn\w+|nigdy|bez|oszust\w*|tidak|tanpa|jangan|penipuan|không|miễn phí|lừa đảo)\b"
    r"|\b(?:ne|n['’])\s?\w+\s+(?:pas|jamais|aucun\w*)\b|(?:^|[\s,;])(?:no(?! (?:ato|momento|dia"
    r"|valor|início|local)\b)|não|nao|non|nie|не|ни"
    r"|без)\s"
    r"|бесплатн|мошенн|никогда|不收|免费|谨防|切勿|诈骗|绝不|无需|勿|免費|ありません|しません|無料"
    r"|詐欺|ません|없습니다"
    r"|무료|사기|ücretsiz|almıyoruz|alınmaz|alınmamaktadır|dolandır|لا\s|مجان|احتيال|नहीं|मुफ्त"
)
OTHERS_PAY: Final = re.compile(
    r"\b(?:we|company|employer|us)\s(?:will\s|also\s|can\s)?(?:pay|cover|fund"
    r"|sponsor|reimburse|provide|refund|bear|arrange|contribute|offer)s?\b"
    r"|\b(?:paid|covered|funded|reimbursed|provided|borne|met|sponsored"
    r"|refunded)\s(?:\w+\s)?(?:by (?:us"
    r"|the (?:company|employer|organi[sz]ation|trust|client)|our)\b|for\b|in full\b)"
    r"|\breimburse\w*\b(?! (?:with|from|in) first-pay)|\ballowance\b|\bbenefits?\b"
    r"|\bpaid (?:training|time|leave)"
    r"|\bübernehmen\b|\bübernimmt\b|\berstatte\w+|\bzahlen wir\b|\bprenons en charge\b"
    r"|\bpris en charge\b|\brembours\w+|\bpri[ts]e en charge\b|\b(?:empresa|compañía"
    r"|company) (?:paga|cubre"
    r"|asume|arca)\b|\bcubrimos\b|\bpagamos\b|\ba cargo de la empresa\b|\bwij betalen\b"
    r"|\bvergoed\w*"
    r"|\bpokrywa\w*|оплачивает компания|за сч[её]т компании|компания оплачивает|公司支付|公司承担"
    r"|会社負担"
    r"|ditanggung perusahaan|支給|会社が支払|\bpaid to\b(?! your)|\bbono\b|\breferral\b"
)
OTHER_MONEY: Final = re.compile(
    r"\b(?:customers?|clients?|guests?|members?|tenants?|patients?|merchants?|vendors?(?! in)"
    r"|invoices|students?"
    r"|buyers?|contractors?|treasury|suppliers?|conference|stakeholders?|systems|raw materials)\b"
    r"(?<!our vendor)(?<!our supplier)(?<!approved vendor)(?<!approved supplier)"
    r"|\bcollect\w*\b.*\bfrom\b|\b(?:salary|compensation|wages?|bonus|stipend|earn\w*|base pay"
    r"|pay range"
    r"|hourly|travel costs?|per (?:hour|year|annum|month)|an hour|/hr|a year|budget|up to"
    r"|cash daily"
    r"|401k?)\b|\d\s?(?:m|mn|million|bn|billion)\b"
    r"|\b(?:kunden|gehalt|clients|clientes|salaire|salario|sueldo|cliente|klient\w*|gaji)\b|клиент"
    r"|зарплат"
    r"|客户|薪资|給与|顧客|급여|고객"
)
"""The money of others, and what the employer pays."""

FIRST_PAY: Final = re.compile(
    r"\b(?:(?:your|the|their) )?first (?:salary|pay ?check|pay|wages?|payment)\b"
)
_WHO: Final = (
    r"\b(?:you(?:'ll|'d)?|candidates?|applicants?|employees?|workers?|recruits?|trainees?|hires?"
    r"|drivers?|riders?|agents?)\b"
)
PURPOSE: Final = re.compile(
    r"\b(?:registration|applications?|processing|training|enrol?ment|on-?boarding|background"
    r"|uniforms?"
    r"|equipment|kits?|visas?|work permits?|medicals?|certificat\w+|security deposit|activation"
    r"|clearance|placement|agency|admin\w*|courier|joining|interviews?|document\w*|laptops?"
    r"|id cards?|badges?|bags?|gate pass|forms?|verification|slots?|licen[cs]es?|offer letter|dbs"
    r"|commitment|orientation|drug test|scooter"
    r"|assessment"
    r"|training materials?|tickets?|insurance|course|supplier|vendor)\b"
)
_NEAR: Final = r"[^;]{0,60}"
_MUST: Final = (
    r"(?:must|shall|should|need to|needs to|have to|has to|will|(?:are|is|be) (?:required|asked"
    r"|expected|advised|requested) to|(?:are|is) to|agree to|'ll|can)"
)
_PAY: Final = (
    r"(?:pays?|bear|shoulder|purchase|buy|transfer|remit|deposit|send|make (?:a|the"
    r"|one) (?:\w+ )?payment)"
)
_FEE: Final = r"(?:fees?|deposits?|charges?|(?:refundable |small )amounts?|amounts?|cost|payments?)"
WITH_AMOUNT: Final = (
    # you must pay a training fee of $75; candidates pay the agency fee of 500 USD
    re.compile(rf"{_WHO}(?:{_NEAR}\b{_MUST})?\s?(?:\w+ )?{_PAY}\b"),
    # to book your slot pay 300 bob; kindly send KSh 500
    re.compile(rf"(?:^|[:,]\s|\bplease |\bkindly |\bslot )(?:\w+ )?{_PAY}\b"),
    # a processing fee of $12 is required; joining fee Rs 999 only
    re.compile(
        rf"\b{_FEE}\b(?=.*\b(?:require[sd]?|needed|due|applies|payable|paid|(?:must|to"
        rf"|should) be made|mandatory|compulsory|charged"
        rf"|refundable|returned"
        r"|refunded|deposited|collected|deducted|only|shipping)\b)"
    ),
    re.compile(
        rf"\b(?:requires?|charge|refundable|applies|deduct)\b{_NEAR}\b(?:fees?|deposits?"
        rf"|amounts?)\b"
    ),
    re.compile(
        r"\bcosts?\b.*\b(?:you (?:have to |must )?(?:pay|transfer|send)|payable|to be paid)\b"
    ),
    re.compile(r"\bamount of\b.*\bwill be charged\b"),
)
AMOUNT_LOCAL: Final = re.compile(
    r"\d[\d,.]* ?(?:bob|naira|shillings?|cedis?|rand|taka|dirhams?|riyals?)\b"
)
_STRONG_FEE: Final = (
    r"(?:registration|application|processing|training|enrol?ment|on-?boarding|background check|visa"
    r"|medical|placement|admin\w*|joining|security|documentation)"
)
WITHOUT_AMOUNT: Final = (
    re.compile(
        rf"\b{_STRONG_FEE}\s(?:\w+\s){{0,2}}?(?:fees?|deposits?|charges?)\b.*"
        r"\bby the (?:candidate|applicant|employee|worker)"
    ),
    re.compile(
        rf"{_WHO}{_NEAR}\b{_MUST}\s(?:\w+\s)?pay{_NEAR}\b{_STRONG_FEE}\s(?:\w+\s){{0,2}}?(?:fees?"
        r"|deposits?|charges?)\b"
    ),
    re.compile(
        rf"{_WHO}{_NEAR}\b{_MUST}\s(?:\w+\s)?(?:buy|purchase)\b.*\b(?:kits?|materials?|equipment"
        r"|uniforms?|software|licen[cs]es?)\b.*\bfrom (?:us|our (?:\w+ )?(?:vendor|supplier"
        r"|partner|store))\b"
        r"(?!s)"
    ),
)
_CHEQUE: Final = r"\b(?:deposit|cash|bank)\s(?:it|(?:the|an?|our|each|every) (?:check|cheque)s?)\b"
CHECK: Final = re.compile(r"\bsend you an? (?:check|cheque)\b.*\b(?:deposit|buy|purchase)\b")
_FIRST_IDEOGRAPH: Final = "\u2e80"
"""Words in scripts from here on have no spaces around them."""

_FOREIGN_LISTED: Final = (
    # what is asked for, and that it is to be paid
    (
        r"kaution|\w*gebühr\w*|\w*kosten|vorkasse|unterlagen|führungszeugnis|schulung\w*|uniform",
        r"überweisen|(?:be)?zahlen|fällig|einzahlen|hinterlegen|im voraus|vorab",
    ),
    (
        (r"frais (?:de|d['’])\s?\w+|caution|droits d['’]inscription|dépôt de garantie|dossier"
        r"|uniforme"),
        (r"payer|verser|merci de verser|régler|payables?|déposer|à la charge d(?:u|es) candidat"
        r"|versez|payez"),
    ),
    (
        (r"cuota|depósito|inscripción|capacitación|tasa|fianza|uniforme|examen médico|curso|gafete"
            r"|exámenes médicos"
        r"|trámite|gestión|visado|visa"),
        (r"pagar|cancelar|depositar|abonar|transferir|pague|deposite|paga|deposita|se requiere un"
        r"|se cobra"),
    ),
    (
        r"taxa|inscrição|curso|caução|depósito|treinamento|material|vaga|uniforme|certificado",
        r"pagar|paga|deve ser pago|pague|depositar|transferir|cobrad[ao]|deposite|transfira",
    ),
    (
        r"quota|cauzione|tassa|spese|corso|deposito|iscrizione",
        r"pagamento|versamento|pagare|versare|pagat[oa]|versat[oa]",
    ),
    (
        r"\w*kosten|borg|inschrijf\w+|waarborg\w*|cursus",
        r"betalen|te betalen|over te maken|overmaken|vooraf",
    ),
    (r"kaucj\w+|opłat\w+|wpisow\w+|kurs\w*|szkoleni\w+|badania", (r"wpłac\w+|wpłat\w+|zapłac\w+"
        r"|opłac\w+|uiścić")),
    (
        (r"взнос\w*|залог\w*|обучени\w*|регистраци\w*|оформлени\w*|пропуск\w*|медкнижк\w*"
        r"|депозит\w*|форм\w+"),
        r"оплатить|переведите|внести|перевести|заплатить|оплачива\w+|оплата",
    ),
    (r"biaya|uang jaminan|deposit|seragam", r"dikenakan|bayar|membayar|transfer|mentransfer"),
    (r"phí|đặt cọc|tiền cọc|học phí|đồng phục", r"phải|đóng|nộp|chuyển"),
    (r"押金|保证金|定金|费", r"缴|自费|交纳|支付|须交|需交|先交"),
    (r"登録料|保証金|教材費|研修費|手数料|入会金|制服代", r"振り?込|支払|前払い"),
    (r"교육비|등록비|보증금|수수료|가입비|유니폼", r"입금|납부|내야|지불"),
    (r"\w*\s?ücreti|depozito|masrafı", r"alınmaktadır|ödeme\w*|yatır\w+|ödey\w+|ödemel\w+"),
    (r"رسوم|تأمين|عربون", r"دفع|تسديد|تحويل"),
    (r"शुल्क|फीस|जमानत|डिपॉजिट", r"जमा|भुगतान|देना होगा|देने होंगे"),
)  # fmt: skip


def _foreign(words: str) -> re.Pattern[str]:
    closed = max(words) >= _FIRST_IDEOGRAPH
    return re.compile(words if closed else rf"(?<!\w)(?:{words})(?!\w)")


FOREIGN: Final = tuple((_foreign(what), _foreign(asked)) for what, asked in _FOREIGN_LISTED)
_CARDS: Final = (
    r"(?:gift|itunes|apple|steam|google play|razer|ebay|amazon|vanilla) (?:\w+ )?(?:gift )?cards?"
)
_CODES: Final = r"(?:codes?|numbers|own money|scratch\w*|photos?|pictures?)"
GIFT_CARDS: Final = (
    re.compile(rf"\b(?:buy|purchase|get|send|obtain)\b[^;]{{0,50}}\b{_CARDS}\b.*\b{_CODES}\b"),
    re.compile(r"\bsend\b[^;]{0,30}\bcodes? (?:of|on|from)\b.*\bcards?\b"),
    re.compile(rf"\bpay (?:the|an?|your|this)\b[^;]{{0,40}}\b(?:with|by|in"
        rf"|using)\b[^;]{{0,20}}\b{_CARDS}\b"),
    re.compile(r"\b(?:geschenkkarten|gutscheinkarten)\b.*\bcodes?\b"),
    re.compile(r"\bcartes?[ -]cadeaux?\b.*\bcodes?\b"),
    re.compile(r"\b(?:tarjetas? de regalo|cart(?:ão|ões)[ -]presente)\b.*\bc[óo]digos?\b"),
)  # fmt: skip
COIN: Final = re.compile(
    r"(?<![a-z])(?:usdt|usdc|btc|bitcoins?|eth(?:ereum)?|crypto(?:currency)?|trx|tether)(?![a-z])"
)
COIN_PAID: Final = re.compile(
    r"\b(?:deposits?|recharge|top[ -]up|add funds|fund|convert|send|pay|transfer|invest|buy"
    r"|einzahlen"
    r"|überweisen|depositar|deposite|enviar|déposer|verser|pagar|transferir|пополнить|внести)\b"
    r"|充值|入金"
)
COIN_PURPOSE: Final = re.compile(
    r"\b(?:unlock|activate|activation|next level|tasks?|set of orders|combination orders?"
    r"|work(?:ing)? account"
    r"|wallet (?:we|address)|company wallet|before you (?:begin|start)|to (?:begin|start) work\w*"
    r"|arbeitskonto|activar|liberar|tarefas|tareas|débloquer|missions|задани\w*)\b|任务"
)
_OWN: Final = (
    r"(?:your (?:own |personal |private )?(?:bank |paypal )?account|own (?:bank )?account)"
)
FORWARDS: Final = (
    re.compile(
        rf"\b(?:receiv\w+|pays?|payments?|transfers?|funds|money)\b.*\b{_OWN}\b.*\b(?:forward"
        rf"|transfer|send"
        r"|wire|keep)\b"
    ),
    re.compile(rf"\b{_OWN}\b.*\breceive\b.*\b(?:forward|transfer|send|wire|keep)\b"),
    re.compile(rf"{_CHEQUE}.*\b(?:send|forward|transfer|wire|remaining)\b"),
    re.compile(r"\b(?:deposit|cash)\s(?:the|a) (?:check|cheque)s? we\b.*\b(?:send|forward|transfer"
        r"|wire)\b"),
    re.compile(
        r"^(?:you (?:will )?)?receive (?:funds|money|payments)\b.*\b(?:transfer|forward|send"
        r"|wire)\b"
        r".*(?:\bkeep|\bcommission|\bbitcoin|\bpercent|%)"
    ),
    re.compile(r"\b(?:ihrem|deinem) (?:privaten |eigenen )?(?:bank)?konto\b.*\bleite[nt]?\b"),
    re.compile(r"\b(?:tu|su) cuenta (?:bancaria )?(?:personal)?.*\b(?:reenv|transfer)\w+"),
    re.compile(r"\bvotre compte (?:bancaire )?(?:personnel)?.*\b(?:transf[ée]r|renv|revers)\w+"),
    re.compile(r"\bsua conta (?:bancária )?(?:pessoal)?.*\b(?:transf|repass|reenvi)\w+"),
)  # fmt: skip
BANK_ITEM: Final = re.compile(
    r"\b(?:your|tus|seus|ihre|votre|deine)\b[^;]{0,60}?\b(?:bank (?:account|details|information"
    r"|login|name)"
    r"|account number|routing number|(?:credit|debit) card|banking (?:user ?name|password|login"
    r"|details)"
    r"|social security number|ssn|kontodaten|bankverbindung|rib|coordonnées bancaires"
    r"|datos bancarios"
    r"|cuenta bancaria|dados bancários|conta bancária)\b"
)
BANK_SENT: Final = re.compile(
    r"(?:^|[:,]\s|\bplease |\bkindly |\bbitte |\bmust |\bneed to )(?:send|share|text|provide"
    r"|reply with"
    r"|submit|forward|message|give|senden|schicken|envoyez|envía|envie|mande|manda)\b|\bwe need\b"
)
BANK_HOW: Final = re.compile(
    r"\b(?:whats ?app|telegram|signal|text message|wechat|viber|sms|messenger|google chat|zalo"
    r"|to this number"
    r"|password|pin|card number|get started|front and back|login|text (?:us |me )?your)\b"
)
_TRIGGERS_LISTED: Final = """
    fee deposit charge payment pay purchas buy gift card crypto bitcoin btc usdt account
    bank bancári bancari amount cost send remit transfer recharge cheque check
    geschenkkart gutscheinkart kaution gebühr kosten konto zahlen überweis unterlagen
    frais caution compte rib carte régler cuota depósito pagar pague abonar cuenta
    tarjeta taxa conta quota cauzione borg kaucj opłat wpłac wpłat взнос переведите
    verser versez versare payer pago paga cancelar 自费
    залог оплачива
    оплатить внести biaya phí cọc 费 押金 保证金 定金 登録料 保証金 教材費 研修費 手数料
    入会金 비 보증금 수수료 ücret
    depozito رسوم عربون शुल्क फीस जमानत
"""
TRIGGERS: Final = tuple(_TRIGGERS_LISTED.split())
"""A sentence without any of them asks for nothing."""
