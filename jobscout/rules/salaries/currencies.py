"""Currencies (ISO 4217) by their signs and words, and by the countries that pay in them."""

from __future__ import annotations

from typing import Final


def _pairs(said: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in said.split())


def _listed(said: str) -> list[str]:
    return said.split()


CODES: Final = frozenset(
    _listed("""
    USD EUR GBP CHF CAD AUD NZD SEK NOK DKK ISK PLN CZK HUF RON BGN UAH TRY ILS AED SAR QAR EGP MAD
    ZAR KES UGX TZS RWF ETB NGN GHS INR PKR BDT LKR JPY CNY HKD TWD KRW SGD MYR THB VND PHP IDR BRL
    MXN ARS CLP COP PEN UYU CRC
    """)
)

# A sign of several currencies stands for itself, in lower case: the country decides.
SIGNS: Final = {code.lower(): code for code in CODES} | _pairs(
    """
    us$=USD u.s.$=USD usd$=USD $=$ ca$=CAD cad$=CAD c$=CAD cdn$=CAD can$=CAD au$=AUD aud$=AUD a$=AUD
    nz$=NZD hk$=HKD s$=SGD sg$=SGD mx$=MXN mex$=MXN r$=BRL nt$=TWD dollars=$ dollar=$ €=EUR euro=EUR
    euros=EUR £=GBP pounds=GBP ₹=INR rs=rs rupees=rs ₨=rs ₦=NGN naira=NGN ksh=KES kshs=KES ush=UGX
    ugsh=UGX tsh=TZS shillings=shilling zł=PLN zl=PLN zloty=PLN złotych=PLN ₪=ILS nis=ILS ₩=KRW
    원=KRW won=KRW ₫=VND đ=VND ฿=THB baht=THB ₺=TRY ₴=UAH ₱=PHP rmb=CNY cn¥=CNY 元=元 yuan=CNY ¥=¥
    円=JPY yen=JPY kč=CZK kc=CZK rm=MYR rp=IDR gh₵=GHS ₵=GHS ghc=GHS r=r rand=ZAR kr=kr kronor=SEK
    kroner=kr lei=RON ft=HUF лв=BGN dhs=AED reais=BRL pesos=peso sfr=CHF
    n=n
    """
)
SYMBOLS: Final = "".join(sorted({sign[-1] for sign in SIGNS if not sign[-1].isalpha()}))

_LOCAL: Final = {
    "$": _pairs("CA=CAD AU=AUD NZ=NZD SG=SGD HK=HKD TW=TWD"),
    "peso": _pairs("MX=MXN PH=PHP AR=ARS CL=CLP CO=COP UY=UYU"),
    "¥": _pairs("JP=JPY CN=CNY"),
    "元": _pairs("TW=TWD HK=HKD"),
    "kr": _pairs("SE=SEK NO=NOK DK=DKK IS=ISK"),
    "rs": _pairs("IN=INR PK=PKR LK=LKR"),
    "lakh": _pairs("PK=PKR LK=LKR BD=BDT"),
    "r": _pairs("ZA=ZAR"),
    "n": _pairs("NG=NGN"),
    "shilling": _pairs("KE=KES UG=UGX TZ=TZS"),
}
_ELSEWHERE: Final = {"$": "USD", "元": "CNY", "r": "ZAR", "lakh": "INR"}
_WITH_DOLLAR_SIGN: Final = frozenset(_listed("USD CAD AUD NZD SGD HKD TWD MXN BRL ARS CLP COP UYU"))

OF_COUNTRY: Final = dict.fromkeys(
    _listed("AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK"), "EUR"
) | _pairs(
    """
    US=USD PR=USD GB=GBP CH=CHF LI=CHF CA=CAD AU=AUD NZ=NZD SE=SEK NO=NOK DK=DKK IS=ISK PL=PLN
    CZ=CZK HU=HUF RO=RON UA=UAH TR=TRY IL=ILS AE=AED SA=SAR QA=QAR EG=EGP MA=MAD ZA=ZAR KE=KES
    UG=UGX TZ=TZS RW=RWF ET=ETB NG=NGN GH=GHS IN=INR PK=PKR BD=BDT LK=LKR JP=JPY CN=CNY HK=HKD
    TW=TWD KR=KRW SG=SGD MY=MYR TH=THB VN=VND PH=PHP ID=IDR BR=BRL MX=MXN AR=ARS CL=CLP CO=COP
    PE=PEN UY=UYU CR=CRC
    """
)


WITH_PESOS: Final = frozenset(_LOCAL["peso"]) - {"PH"}
"""Countries where "$" is the peso as often as the US dollar."""


def meant(signs: frozenset[str], country: str | None) -> str | None:
    """The currency that *signs* (values of ``SIGNS``) of one sum stand for; None if unclear.

    Args:
        signs: all that stand at the sum: "MXN" and "$" are one currency, "CAD" and "USD" are two.
        country: the alpha-2 code of the country where the sum is paid, if known.
    """
    codes = signs & CODES
    shared = signs - CODES
    if codes & _WITH_DOLLAR_SIGN or (codes and "$" not in shared):
        shared = frozenset()  # the code says which of them
    elif "peso" in shared:
        shared -= {"$"}
    read = set(codes)
    for sign in shared:
        code = _LOCAL[sign].get(country or "") or _ELSEWHERE.get(sign)
        if code is None:
            return None
        read.add(code)
    if len(read) > 1 and country is not None:
        read &= {OF_COUNTRY.get(country, "")}
    return read.pop() if len(read) == 1 else None
