"""Pay in short texts: the kinds of writing that boards and employers use."""

from __future__ import annotations

import pytest

from jobscout.rules import salaries

Stated = tuple[float | None, float | None, str, str] | None


def read(text: str, country: str | None = None) -> Stated:
    found = salaries.parse(text, country)
    return None if found is None else (found.min, found.max, found.currency, found.period)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 hours/week, $85,000", (85000, 85000, "USD", "year")),
        ("$65,000 per year, paid weekly", (65000, 65000, "USD", "year")),
        ("35 hours per week, £28,000", (28000, 28000, "GBP", "year")),
        ("£32,500 per annum, paid monthly", (32500, 32500, "GBP", "year")),
        ("$22.50 per hour, 20 hours per week", (22.5, 22.5, "USD", "hour")),
        ("Full-time (37.5 hrs/week) €45.000", (45000, 45000, "EUR", "year")),
        ("$95k - $110k • 4 days a week • paid monthly", (95000, 110000, "USD", "year")),
        ("$130,000 annually, bi-weekly payroll", (130000, 130000, "USD", "year")),
        ("Weekly hours: 38. AUD 90,000 - 100,000", (90000, 100000, "AUD", "year")),
        ("£12.60 an hour, paid weekly", (12.6, 12.6, "GBP", "hour")),
        ("$75,000 base plus $500 monthly phone allowance", (75000, 75000, "USD", "year")),
        ("€3.200 pro Monat, 40 Stunden pro Woche", (3200, 3200, "EUR", "month")),
        ("Hourly employees work 40 hours. $60,000-$70,000", (60000, 70000, "USD", "year")),
        (
            "$120,000 - $140,000 per year + $2,000 per month housing",
            (120000, 140000, "USD", "year"),
        ),
        ("daily commute covered, CAD 70,000", (70000, 70000, "CAD", "year")),
        ("£25,500, 37.5 hours per week, Monday to Friday", (25500, 25500, "GBP", "year")),
        ("Contract: 12 months. Salary €52,000", (52000, 52000, "EUR", "year")),
        ("$19.75/hour · Shift: 12 hours/day", (19.75, 19.75, "USD", "hour")),
        ("$110,000-$125,000/yr; hourly contractors considered", (110000, 125000, "USD", "year")),
        ("CAD $32.50 hourly / 37.5 hours weekly", (32.5, 32.5, "CAD", "hour")),
        ("£40,000 - £45,000 per annum (4 day week)", (40000, 45000, "GBP", "year")),
        ("$70K–$85K yearly • monthly team lunches", (70000, 85000, "USD", "year")),
        ("Salary $4,500 per month (paid weekly)", (4500, 4500, "USD", "month")),
    ],
)
def test_the_period_is_the_one_beside_the_amount(text: str, expected: Stated) -> None:
    """A period word of another phrase (hours, pay days, benefits) is not the amount's."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120 500 EUR per year", (120500, 120500, "EUR", "year")),
        ("NOK 500 000", (500000, 500000, "NOK", "year")),
        ("45 000 € par an", (45000, 45000, "EUR", "year")),
        ("35 000 - 42 000 EUR brut annuel", (35000, 42000, "EUR", "year")),
        ("R 25 000 - R 30 000 per month", (25000, 30000, "ZAR", "month")),
        ("PLN 12 000 - 16 000 / month", (12000, 16000, "PLN", "month")),
        ("12 000 zł - 18 000 zł miesięcznie", (12000, 18000, "PLN", "month")),
        ("55\xa0000\xa0€ – 65\xa0000\xa0€", (55000, 65000, "EUR", "year")),
        ("55\u202f000 € à 60\u202f000 €", (55000, 60000, "EUR", "year")),
        ("CHF 95'000 - 110'000", (95000, 110000, "CHF", "year")),
        ("CHF 95’000.- pro Jahr", (95000, 95000, "CHF", "year")),
        ("DKK 38.000 pr. måned", (38000, 38000, "DKK", "month")),
        ("SEK 550 000 per år", (550000, 550000, "SEK", "year")),
        ("CZK 60 000 / měsíc", (60000, 60000, "CZK", "month")),
        ("$ 120 000", (120000, 120000, "USD", "year")),
        ("1 200 000 INR per annum", (1200000, 1200000, "INR", "year")),
        ("HUF 800 000 - 1 000 000 / month", (800000, 1000000, "HUF", "month")),
        ("48 000 - 55 000 € annuel", (48000, 55000, "EUR", "year")),
        ("1 800 € net / mois", (1800, 1800, "EUR", "month")),
        ("NOK 650 000 – 750 000 per år", (650000, 750000, "NOK", "year")),
        ("SEK 35 000 - 42 000 per month", (35000, 42000, "SEK", "month")),
        ("DKK 45 000 per month", (45000, 45000, "DKK", "month")),
        ("18 500 PLN/month", (18500, 18500, "PLN", "month")),
        ("ZAR 45 000 per month", (45000, 45000, "ZAR", "month")),
        ("CHF 8 500 / Monat", (8500, 8500, "CHF", "month")),
        ("2 400 000 HUF per month", (2400000, 2400000, "HUF", "month")),
        ("EUR 65 000", (65000, 65000, "EUR", "year")),
        ("CHF 100'000 bis 120'000", (100000, 120000, "CHF", "year")),
        ("$65’000", (65000, 65000, "USD", "year")),
    ],
)
def test_thousands_are_separated_in_many_ways(text: str, expected: Stated) -> None:
    """Spaces of all widths, apostrophes and dots separate thousands."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entre 38k€ et 45k€", (38000, 45000, "EUR", "year")),
        ("between £40,000 and £50,000", (40000, 50000, "GBP", "year")),
        ("from $18.50 to $22.75 per hour", (18.5, 22.75, "USD", "hour")),
        ("de 35k€ à 40k€", (35000, 40000, "EUR", "year")),
        ("zwischen 50.000 € und 60.000 €", (50000, 60000, "EUR", "year")),
        ("€40.000 tot €50.000", (40000, 50000, "EUR", "year")),
        ("desde 30.000€ hasta 35.000€", (30000, 35000, "EUR", "year")),
        ("da 28.000 a 32.000 €", (28000, 32000, "EUR", "year")),
        ("£35,000 â€“ £38,000", (35000, 38000, "GBP", "year")),
        ("$90,000 ~ $110,000", (90000, 110000, "USD", "year")),
        ("$90,000 — $110,000 USD", (90000, 110000, "USD", "year")),
        ("$90,000 up to $110,000", (90000, 110000, "USD", "year")),
        ("$90,000 through $110,000", (90000, 110000, "USD", "year")),
        ("Min: $60,000 Max: $75,000", (60000, 75000, "USD", "year")),
        ("$50/hr to $65/hr", (50, 65, "USD", "hour")),
        ("USD 120,000.00 - USD 150,000.00 annually", (120000, 150000, "USD", "year")),
        ("70k-90k EUR", (70000, 90000, "EUR", "year")),
        ("60-75K€", (60000, 75000, "EUR", "year")),
        ("entre 1.800 e 2.200 € por mês", (1800, 2200, "EUR", "month")),
        ("EUR 60k–75k p.a.", (60000, 75000, "EUR", "year")),
        ("mellan 40 000 och 50 000 SEK per månad", (40000, 50000, "SEK", "month")),
        ("zwischen 3.200 und 3.800 Euro brutto im Monat", (3200, 3800, "EUR", "month")),
        ("entre 2 000 et 2 300 euros bruts mensuels", (2000, 2300, "EUR", "month")),
        ("tra i 25.000 e i 30.000 euro lordi annui", (25000, 30000, "EUR", "year")),
        ("£12 to £15 p/h", (12, 15, "GBP", "hour")),
        ("€50k to €60k p.a.", (50000, 60000, "EUR", "year")),
        ("between 90 and 110k USD", (90000, 110000, "USD", "year")),
        ("$85k through $95k", (85000, 95000, "USD", "year")),
        ("£30,000 â€” £35,000", (30000, 35000, "GBP", "year")),
        ("â‚¬40.000 - â‚¬50.000", (40000, 50000, "EUR", "year")),
        ("$20.00 – 25.00 / hr", (20, 25, "USD", "hour")),
        ("from 5000 to 7000 PLN monthly", (5000, 7000, "PLN", "month")),
        ("od 10 000 do 14 000 zł brutto miesięcznie", (10000, 14000, "PLN", "month")),
        ("de R$ 4.000 até R$ 5.500 por mês", (4000, 5500, "BRL", "month")),
        ("van € 2.500 tot € 3.200 bruto per maand", (2500, 3200, "EUR", "month")),
    ],
)
def test_both_bounds_are_read(text: str, expected: Stated) -> None:
    """A range has two bounds, in any language and with damaged dashes."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$3,000 semi-monthly", None),
        ("$2,500 bi-weekly", None),
        ("$2,500 biweekly", None),
        ("$1,800 every two weeks", None),
        ("£900 per fortnight", None),
        ("$4,000 twice a month", None),
        ("$1,500 semimonthly", None),
        ("CAD 2,100 - 2,400 bi-weekly", None),
        ("MXN 9,000 quincenales", None),
        ("$80,000 per year, paid bi-weekly", (80000, 80000, "USD", "year")),
        ("$21.50/hour paid biweekly", (21.5, 21.5, "USD", "hour")),
        ("$65,000, paid semi-monthly", (65000, 65000, "USD", "year")),
        ("$1,200 every other week", None),
        ("$2,000/bi-week", None),
        ("£1,000 per two weeks", None),
        ("$3,750 semi monthly", None),
        ("€800 quinzaine", None),
        ("$40 per lesson", None),
    ],
)
def test_pay_for_two_weeks_is_not_converted(text: str, expected: Stated) -> None:
    """Two weeks and half a month are no period of ours; a pay day is no period at all."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£40 for gym and fitness memberships monthly.", None),
        ("MXN $25,000 - $30,000 per month", (25000, 30000, "MXN", "month")),
        ("$35,000 MXN mensuales", (35000, 35000, "MXN", "month")),
        ("CAD $85,000 - $95,000", (85000, 95000, "CAD", "year")),
        ("$85,000 - $95,000 CAD", (85000, 95000, "CAD", "year")),
        ("AUD $110,000 + super", (110000, 110000, "AUD", "year")),
        ("US $4,000 per month", (4000, 4000, "USD", "month")),
        ("SGD $6,000 - $8,000 monthly", (6000, 8000, "SGD", "month")),
        ("$1,000 annual learning stipend", None),
        ("€500 home office budget", None),
        ("$5,000 sign-on bonus", None),
        ("up to $10,000 signing bonus", None),
        ("401(k) match up to $5,000 per year", None),
        ("We raised $50,000,000 in Series B", None),
        ("revenue of $900,000 per year", None),
        ("$50 per month for internet", None),
        ("£250 annual wellbeing allowance", None),
        ("$100 monthly phone reimbursement", None),
        ("€200 monthly meal vouchers", None),
        ("Referral bonus: $2,000", None),
        ("$25,000 life insurance", None),
        ("$500k ARR", None),
        ("$30,000 relocation package", None),
        ("50 € Sachbezug pro Monat", None),
        ("annual bonus up to $20,000", None),
        ("Bonus $10,000, base $100,000", (100000, 100000, "USD", "year")),
        ("$100,000 base + $20,000 bonus", (100000, 100000, "USD", "year")),
        ("1.500 € Weiterbildungsbudget pro Jahr", None),
        ("$150 per visit", None),
        ("$0.10 per word", None),
        ("$2M in savings", None),
        ("MXN$ 18,000 a 22,000 mensuales", (18000, 22000, "MXN", "month")),
        ("$MXN 20,000 per month", (20000, 20000, "MXN", "month")),
        ("USD $90,000 to $100,000", (90000, 100000, "USD", "year")),
        ("NZD $75,000 - $85,000", (75000, 85000, "NZD", "year")),
        ("HKD $25,000 per month", (25000, 25000, "HKD", "month")),
        ("£500 training allowance", None),
        ("$2,500 hiring bonus", None),
        ("€1.000 welcome bonus", None),
        ("$75 monthly wellness stipend", None),
        ("$10,000 tuition assistance per year", None),
        ("£3,000 car allowance per annum", None),
        ("pension contribution of £2,400 per year", None),
        ("Series A funding of $12,000,000", None),
        ("stock options worth $50,000", None),
        ("€100 net allowance per month for home working", None),
        ("₹5,000 per month travel allowance", None),
        ("40,000 customers, $30,000 MRR", None),
        ("Equity package of $80,000 per year", None),
        ("Commission: $5,000 per sale", None),
        ("$20k sign-on, $140k base", (140000, 140000, "USD", "year")),
        ("Base: $95,000; Bonus: $10,000", (95000, 95000, "USD", "year")),
    ],
)
def test_what_is_no_pay_is_refused(text: str, expected: Stated) -> None:
    """A code beside a dollar sign says which dollar; allowances, funding and revenue are no pay."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "rémunération brute annuelle sera comprise entre 37300EUR et 39100EUR brut",
            (37300, 39100, "EUR", "year"),
        ),
        ("45000EUR", (45000, 45000, "EUR", "year")),
        ("EUR45000-55000", (45000, 55000, "EUR", "year")),
        ("PLN12000/month", (12000, 12000, "PLN", "month")),
        ("CHF120’000", (120000, 120000, "CHF", "year")),
        ("120000USD per year", (120000, 120000, "USD", "year")),
        ("Ksh. 45,000/month", (45000, 45000, "KES", "month")),
        ("Kshs 45,000 p.m.", (45000, 45000, "KES", "month")),
        ("£11.44ph", (11.44, 11.44, "GBP", "hour")),
        ("SEK 45 000/month", (45000, 45000, "SEK", "month")),
        (
            "$48K – $70K • Offers Equity • This role will be paid hourly with a minimum hourly expectation.",  # noqa: E501
            (48000, 70000, "USD", "year"),
        ),
        ("Ksh.80,000 per month", (80000, 80000, "KES", "month")),
        ("KSh 80,000 - 100,000 per month", (80000, 100000, "KES", "month")),
        ("Rs. 50,000 per month INR", (50000, 50000, "INR", "month")),
        ("45K€", (45000, 45000, "EUR", "year")),
        ("45 k€ brut/an", (45000, 45000, "EUR", "year")),
        ("£45,000pa", (45000, 45000, "GBP", "year")),
        ("USD80k", (80000, 80000, "USD", "year")),
        ("2500€/mois", (2500, 2500, "EUR", "month")),
        ("3000EUR-3500EUR mensuel", (3000, 3500, "EUR", "month")),
        ("zł15000 monthly", (15000, 15000, "PLN", "month")),
        ("15000zł/mies.", (15000, 15000, "PLN", "month")),
        ("RM 4,500 per month", (4500, 4500, "MYR", "month")),
        ("Rp 8.000.000 per bulan", (8000000, 8000000, "IDR", "month")),
        ("55000€", (55000, 55000, "EUR", "year")),
        ("€55000pa", (55000, 55000, "EUR", "year")),
        ("GBP45000", (45000, 45000, "GBP", "year")),
        ("45000GBP per annum", (45000, 45000, "GBP", "year")),
        ("KShs. 60,000 monthly", (60000, 60000, "KES", "month")),
        ("Ksh 30,000/=  per month", (30000, 30000, "KES", "month")),
        ("NGN150,000 monthly", (150000, 150000, "NGN", "month")),
        ("₦250,000 - ₦300,000 per month", (250000, 300000, "NGN", "month")),
        ("UGX 1,500,000 per month", (1500000, 1500000, "UGX", "month")),
        ("GHS 4,000 / month", (4000, 4000, "GHS", "month")),
        ("AED 8,000 - 10,000 p.m.", (8000, 10000, "AED", "month")),
        ("SAR 6000 monthly", (6000, 6000, "SAR", "month")),
        ("PHP 30,000 - 40,000 monthly", (30000, 40000, "PHP", "month")),
    ],
)
def test_currencies_may_be_glued(text: str, expected: Stated) -> None:
    """A currency needs no space, and a code may end with a dot."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rémunération : de 800 euros brut par mois à 1000 euros brut par mois",
            (800, 1000, "EUR", "month"),
        ),
        ("£120 pd", (120, 120, "GBP", "day")),
        ("£500 p.d.", (500, 500, "GBP", "day")),
        ("£30,000 p.a.", (30000, 30000, "GBP", "year")),
        ("£30,000 pa pro rata", (30000, 30000, "GBP", "year")),
        ("£600 pw", (600, 600, "GBP", "week")),
        ("£2,000 pcm", (2000, 2000, "GBP", "month")),
        ("£12.21 p/h", (12.21, 12.21, "GBP", "hour")),
        ("$20 p/hr", (20, 20, "USD", "hour")),
        ("$25 hourly", (25, 25, "USD", "hour")),
        ("Hourly rate: $25", (25, 25, "USD", "hour")),
        ("2 500 € brut / mois", (2500, 2500, "EUR", "month")),
        ("2.800 € bruto per maand", (2800, 2800, "EUR", "month")),
        ("€ 3.000,- per maand", (3000, 3000, "EUR", "month")),
        ("16,50 € / Std.", (16.5, 16.5, "EUR", "hour")),
        ("14 € die Stunde", (14, 14, "EUR", "hour")),
        ("Stundenlohn: 14,50 €", (14.5, 14.5, "EUR", "hour")),
        ("Monatsgehalt 3.500 €", (3500, 3500, "EUR", "month")),
        ("Jahresgehalt 55.000 €", (55000, 55000, "EUR", "year")),
        ("1.200 € brutos al mes", (1200, 1200, "EUR", "month")),
        ("24.000 € brutos anuales", (24000, 24000, "EUR", "year")),
        ("12 € l'heure", (12, 12, "EUR", "hour")),
        ("11,65 € brut de l'heure", (11.65, 11.65, "EUR", "hour")),
        ("R$ 5.000,00 por mês", (5000, 5000, "BRL", "month")),
        ("R$ 8.000 mensais", (8000, 8000, "BRL", "month")),
        ("€1.500 al mese", (1500, 1500, "EUR", "month")),
        ("RAL 35.000 €", (35000, 35000, "EUR", "year")),
        ("30.000 € lordi annui", (30000, 30000, "EUR", "year")),
        ("150 zł/h", (150, 150, "PLN", "hour")),
        ("120 - 150 PLN/h netto + VAT", (120, 150, "PLN", "hour")),
        ("12 000 PLN brutto/mies.", (12000, 12000, "PLN", "month")),
        ("45 000 SEK i månaden", (45000, 45000, "SEK", "month")),
        ("600 000 NOK i året", (600000, 600000, "NOK", "year")),
        ("€15 per uur", (15, 15, "EUR", "hour")),
        ("€ 17 p/u", (17, 17, "EUR", "hour")),
        ("TJM 500€", (500, 500, "EUR", "day")),
        ("500 € / jour", (500, 500, "EUR", "day")),
        ("時給1,500円", (1500, 1500, "JPY", "hour")),
        ("月給25万円〜35万円", (250000, 350000, "JPY", "month")),
        ("年収500万円〜800万円", (5000000, 8000000, "JPY", "year")),
        ("年俸600万円以上", (6000000, None, "JPY", "year")),
        ("年収 500万～700万", (5000000, 7000000, "JPY", "year")),
        ("日給12,000円", (12000, 12000, "JPY", "day")),
        ("月薪15000-20000元", (15000, 20000, "CNY", "month")),
        ("1.5-2万元/月", (15000, 20000, "CNY", "month")),
        ("1.5万-2万元/月", (15000, 20000, "CNY", "month")),
        ("年薪30-50万元", (300000, 500000, "CNY", "year")),
        ("월급 300만원", (3000000, 3000000, "KRW", "month")),
        ("연봉 5,000만원", (50000000, 50000000, "KRW", "year")),
        ("연봉 4000만원 ~ 6000만원", (40000000, 60000000, "KRW", "year")),
        ("시급 12,000원", (12000, 12000, "KRW", "hour")),
        ("NT$40,000 - 60,000 / month", (40000, 60000, "TWD", "month")),
        ("£13.50 p.h.", (13.5, 13.5, "GBP", "hour")),
        ("£350/day", (350, 350, "GBP", "day")),
        ("€ 450 pro Tag", (450, 450, "EUR", "day")),
        ("600 €/j", (600, 600, "EUR", "day")),
        ("15,20 €/Std.", (15.2, 15.2, "EUR", "hour")),
        ("13,90 € pro Stunde", (13.9, 13.9, "EUR", "hour")),
        ("3.400 € mtl.", (3400, 3400, "EUR", "month")),
        ("€2.750 p/m", (2750, 2750, "EUR", "month")),
        ("3000 € / mese", (3000, 3000, "EUR", "month")),
        ("25.000€ brutto/anno", (25000, 25000, "EUR", "year")),
        ("10€/hora", (10, 10, "EUR", "hour")),
        ("1.300 €/mes", (1300, 1300, "EUR", "month")),
        ("180 kr/timen NOK", (180, 180, "NOK", "hour")),
        ("月薪1.5万-2万", (15000, 20000, "CNY", "month")),
        ("20-30万/年 RMB", (200000, 300000, "CNY", "year")),
        ("年収 600万円 〜 900万円", (6000000, 9000000, "JPY", "year")),
        ("時給 1200円〜1500円", (1200, 1500, "JPY", "hour")),
        ("月給 280,000円", (280000, 280000, "JPY", "month")),
        ("연봉 3,500~4,500만원", (35000000, 45000000, "KRW", "year")),
    ],
)
def test_periods_in_many_languages(text: str, expected: Stated) -> None:
    """Periods are read in the common writing of each language."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("₹15L - ₹25L", (1500000, 2500000, "INR", "year")),
        ("12-18 LPA", (1200000, 1800000, "INR", "year")),
        ("8 LPA", (800000, 800000, "INR", "year")),
        ("6 to 9 Lakhs per annum", (600000, 900000, "INR", "year")),
        ("Rs 5 lakh p.a.", (500000, 500000, "INR", "year")),
        ("₹18L", (1800000, 1800000, "INR", "year")),
        ("₹10,00,000 - ₹15,00,000", (1000000, 1500000, "INR", "year")),
        ("INR 20 lacs", (2000000, 2000000, "INR", "year")),
        ("₹1.2 Cr", (12000000, 12000000, "INR", "year")),
        ("INR 1 crore per annum", (10000000, 10000000, "INR", "year")),
        ("CTC 12 LPA", (1200000, 1200000, "INR", "year")),
        ("up to 25 LPA", (None, 2500000, "INR", "year")),
        ("3.5 - 4.5 lakhs", (350000, 450000, "INR", "year")),
        ("₹50,000/month", (50000, 50000, "INR", "month")),
        ("8-12 lakhs", (800000, 1200000, "INR", "year")),
        ("₹ 6 LPA to ₹ 9 LPA", (600000, 900000, "INR", "year")),
        ("15 - 20 lacs per annum", (1500000, 2000000, "INR", "year")),
        ("INR 40,000 per month", (40000, 40000, "INR", "month")),
        ("1.5 lakh per month INR", (150000, 150000, "INR", "month")),
        ("₹2 Cr per annum", (20000000, 20000000, "INR", "year")),
        ("upto 10 LPA", (None, 1000000, "INR", "year")),
    ],
)
def test_lakhs_are_rupees(text: str, expected: Stated) -> None:
    """Lakhs and crores are rupees, with or without a sign."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to £60,000", (None, 60000, "GBP", "year")),
        ("ab 55.000 €", (55000, None, "EUR", "year")),
        ("bis zu 70.000 € im Jahr", (None, 70000, "EUR", "year")),
        ("à partir de 40k€", (40000, None, "EUR", "year")),
        ("jusqu'à 55k€", (None, 55000, "EUR", "year")),
        ("desde 1.500€ al mes", (1500, None, "EUR", "month")),
        ("vanaf €2.800 per maand", (2800, None, "EUR", "month")),
        ("from £12.50 per hour", (12.5, None, "GBP", "hour")),
        ("£45k + bonus", (45000, 45000, "GBP", "year")),
        ("$150k+", (150000, None, "USD", "year")),
        ("max. 6000 PLN / month", (None, 6000, "PLN", "month")),
        ("Up to $150,000 OTE, from our London office", (None, 150000, "USD", "year")),
        ("We work from home. $80,000", (80000, 80000, "USD", "year")),
        ("negotiable", None),
        ("DOE", None),
        ("Competitive + 25 days holiday", None),
        ("$50 million", None),
        ("€2bn", None),
        ("20,000 employees", None),
        ("10%-15%", None),
        ("$15 - $30", None),
        ("up to $35/hr", (None, 35, "USD", "hour")),
        ("starting from £24,000", (24000, None, "GBP", "year")),
        ("minimum €3.000 brutto pro Monat", (3000, None, "EUR", "month")),
        ("mind. 2.800 € brutto/Monat", (2800, None, "EUR", "month")),
        ("£50,000+", (50000, None, "GBP", "year")),
        ("$150,000 and up", (150000, None, "USD", "year")),
        ("máximo 2.000 € al mes", (None, 2000, "EUR", "month")),
        ("Competitive", None),
        ("TBD", None),
        ("€", None),
        ("Up to 20% bonus", None),
        ("$1.2 billion", None),
        ("Unpaid", None),
    ],
)
def test_bounds_in_one_direction(text: str, expected: Stated) -> None:
    """Words such as "up to" and "from" count where they lead to the amount."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("35 000 kr per month", "SE", (35_000, 35_000, "SEK", "month")),
        ("35 000 kr per month", "DK", (35_000, 35_000, "DKK", "month")),
        ("35 000 kr per month", "NO", (35_000, 35_000, "NOK", "month")),
        ("35 000 kr per month", None, None),
        ("$85,000", "CA", (85_000, 85_000, "CAD", "year")),
        ("$85,000 USD", "CA", (85_000, 85_000, "USD", "year")),
        ("$85,000", "KE", (85_000, 85_000, "USD", "year")),
        ("Rs 50,000 per month", "PK", (50_000, 50_000, "PKR", "month")),
        ("Rs 50,000 per month", None, None),
        ("\u00a5300,000 per month", "JP", (300_000, 300_000, "JPY", "month")),
        ("\u00a5300,000 per month", None, None),
        ("$160,000-$200,000 CAD/USD", "CA", (160_000, 200_000, "CAD", "year")),
        ("$160,000-$200,000 CAD/USD", None, None),
    ],
)
def test_the_country_tells_the_currency(text: str, country: str | None, expected: Stated) -> None:
    """A sign of several currencies is none without the country of the job."""
    assert read(text, country) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Up to 45 hours per week | £14.20 per hour", (14.2, 14.2, "GBP", "hour")),
        ("$92,300.00/Yr.-$147,700.00/Yr.", (92300, 147700, "USD", "year")),
        ("$21.00/Hr.", (21, 21, "USD", "hour")),
        ("USD 64,000.00/Annual - USD 80,000.00/Annual", (64000, 80000, "USD", "year")),
        ("$18.00 Hourly to $24.00 Hourly", (18, 24, "USD", "hour")),
        ("$58,000.00 - $62,500.00 Salary/year", (58000, 62500, "USD", "year")),
        (
            "Commensurate with experience, $70,000 base; reviewed every month",
            (70000, 70000, "USD", "year"),
        ),
        ("£60k, 2 days per week in office", (60000, 60000, "GBP", "year")),
        ("€ 4 200,50 par mois", (4200.5, 4200.5, "EUR", "month")),
        ("$100\u2009000 – $120\u2009000", (100000, 120000, "USD", "year")),
        ("1.250.000 COP mensuales", (1250000, 1250000, "COP", "month")),
        ("$ 1.200.000 CLP mensual", (1200000, 1200000, "CLP", "month")),
        ("ARS 1.500.000 por mes", (1500000, 1500000, "ARS", "month")),
        ("PEN 3,500 mensuales", (3500, 3500, "PEN", "month")),
        ("CZK 45.000 – 60.000 / month", (45000, 60000, "CZK", "month")),
        ("45 000 Kč měsíčně", (45000, 45000, "CZK", "month")),
        ("RON 8.000 - 10.000 net per month", (8000, 10000, "RON", "month")),
        ("₪18,000 - ₪22,000 per month", (18000, 22000, "ILS", "month")),
        ("1000 - 1500 EUR net/month", (1000, 1500, "EUR", "month")),
        ("EUR 2,000-2,500 gross per month", (2000, 2500, "EUR", "month")),
        ("min. £22,000, max. £26,000", (22000, 26000, "GBP", "year")),
        ("£22,000 rising to £26,000", (22000, 26000, "GBP", "year")),
        ("£22k-26k DOE", (22000, 26000, "GBP", "year")),
        ("50 000€-60 000€", (50000, 60000, "EUR", "year")),
        ("35/40k€", (35000, 40000, "EUR", "year")),
        ("$3,100 bi-monthly", None),
        ("$950 per pay period", None),
        ("$2,000 twice monthly", None),
        ("US$ 60,000 – 75,000 per year", (60000, 75000, "USD", "year")),
        ("CA$75,000-CA$90,000 annually", (75000, 90000, "CAD", "year")),
        ("$75,000 - $90,000 Canadian dollars", (75000, 90000, "CAD", "year")),
        ("75,000 - 90,000 Canadian dollars per year", (75000, 90000, "CAD", "year")),
        ("80k AUD + super", (80000, 80000, "AUD", "year")),
        ("£1,000 referral scheme", None),
        ("Health insurance up to $1,000 per month", None),
        ("Free lunch worth €15 per day", None),
        ("$3,000 annual professional development budget", None),
        ("20% discount, $50 gift card monthly", None),
        ("We manage $750,000 in ad spend per month", None),
        ("Raised €900k seed", None),
        ("over 5,000 clients paying $200/month", None),
        ("$60,000 – $65,000 plus $5,000 retention bonus", (60000, 65000, "USD", "year")),
        ("USD50-60/hr", (50, 60, "USD", "hour")),
        ("40-50USD/h", (40, 50, "USD", "hour")),
        ("€40/h", (40, 40, "EUR", "hour")),
        ("25€ de l’heure", (25, 25, "EUR", "hour")),
        ("£95 per day", (95, 95, "GBP", "day")),
        ("20.000 SEK/mån", (20000, 20000, "SEK", "month")),
        ("€ 2.300 bruto p.m.", (2300, 2300, "EUR", "month")),
        ("25,000 per month INR", (25000, 25000, "INR", "month")),
        ("₹25k/month", (25000, 25000, "INR", "month")),
        ("₹4.5 - 6 LPA", (450000, 600000, "INR", "year")),
        ("5L - 8L INR per annum", (500000, 800000, "INR", "year")),
        ("年薪20万", (200000, 200000, "CNY", "year")),
        ("8千-1.2万·13薪", (8000, 12000, "CNY", "month")),
        ("10-15K/月 元", (10000, 15000, "CNY", "month")),
        ("월급 250만 원", (2500000, 2500000, "KRW", "month")),
        ("No more than $90,000", (None, 90000, "USD", "year")),
        ("$90,000 maximum", (None, 90000, "USD", "year")),
        ("at least £30,000 per annum", (30000, None, "GBP", "year")),
        ("max 700 PLN/MD", (None, 700, "PLN", "day")),
        ("Monday-Friday 35h/week. £31,000 p.a.", (31000, 31000, "GBP", "year")),
        ("£16.40/hr (monthly pay)", (16.4, 16.4, "GBP", "hour")),
        ("75 000 CAD par année", (75000, 75000, "CAD", "year")),
        ("22,50 $ / heure", (22.5, 22.5, "USD", "hour")),
        ("DKK 520.000 - 600.000 årligt", (520000, 600000, "DKK", "year")),
        ("$130K to $150K + annual bonus", (130000, 150000, "USD", "year")),
        ("between 55 and 65k EUR gross per year", (55000, 65000, "EUR", "year")),
        ("€38.000 / €45.000 per jaar", (38000, 45000, "EUR", "year")),
        ("$1,600 biweekly (every two weeks)", None),
        ("CHF 3'500 half-monthly", None),
        ("$40,000 MXN", None),
        ("$40,000 MXN mensual", (40000, 40000, "MXN", "month")),
        ("€250 monthly mobility budget", None),
        ("$4M ARR", None),
        ("£2,500 joining bonus", None),
        ("$12/hour for gym", None),
        ("SGD8,000/month", (8000, 8000, "SGD", "month")),
        ("12.000PLN netto", None),
        ("12.000PLN netto/m-c", (12000, 12000, "PLN", "month")),
        ("£200pd", (200, 200, "GBP", "day")),
        ("2.100€ bruts/mes", (2100, 2100, "EUR", "month")),
        ("18 €/uur", (18, 18, "EUR", "hour")),
        ("€2.500 netto al mese", (2500, 2500, "EUR", "month")),
        ("14 LPA - 22 LPA", (1400000, 2200000, "INR", "year")),
        ("Rs 12 Lakhs", (1200000, 1200000, "INR", "year")),
        ("INR 0.8 Crore", (8000000, 8000000, "INR", "year")),
        ("年収450万~650万円", (4500000, 6500000, "JPY", "year")),
        ("月薪8000-12000元", (8000, 12000, "CNY", "month")),
        ("연봉 6000만원", (60000000, 60000000, "KRW", "year")),
        ("as much as $75,000", (75000, 75000, "USD", "year")),
        ("IDR 8 juta per bulan", (8000000, 8000000, "IDR", "month")),
        ("15,000,000 VND / month", (15000000, 15000000, "VND", "month")),
        ("฿45,000 - ฿60,000 per month", (45000, 60000, "THB", "month")),
        ("TZS 1,200,000 monthly", (1200000, 1200000, "TZS", "month")),
        ("Rs. 4,50,000 - 6,00,000 LPA", (450_000, 600_000, "INR", "year")),
    ],
)
def test_many_kinds_of_writing(text: str, expected: Stated) -> None:
    """The same kinds from other countries and trades, mixed."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$15,000 - $18,000 mensual", (15_000, 18_000, "MXN", "month")),
        ("$3,000 per month", (3000, 3000, "USD", "month")),
        ("$60,000 - $70,000 per year", (60_000, 70_000, "USD", "year")),
        ("$8,000 per month", None),
        ("$8,000 USD per month", (8000, 8000, "USD", "month")),
    ],
)
def test_dollar_or_peso(text: str, expected: Stated) -> None:
    """Where "$" is both, the amount tells, or nothing does."""
    assert read(text, "MX") == expected
