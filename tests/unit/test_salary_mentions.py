"""Pay that is found in the text of a posting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import salaries
from jobscout.rules.salaries import mentions as salary_mentions

Stated = tuple[float | None, float | None, str, str] | None


def read(text: str, country: str | None = None) -> Stated:
    found = salary_mentions.find(text, country)
    return found and (
        found.value.min,
        found.value.max,
        found.value.currency,
        found.value.period,
    )


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        (
            (
                "About us\nWe are hiring.\nThe base salary range for this role is $130,000 "
                "- $160,000 plus equity and benefits."
            ),
            "US",
            (130000, 160000, "USD", "year"),
        ),
        (
            (
                "Pay Transparency\nThe pay range for this position in Colorado is: "
                "$120,000—$150,000 USD"
            ),
            "US",
            (120000, 150000, "USD", "year"),
        ),
        (
            (
                "In accordance with the Colorado Equal Pay for Equal Work Act, the "
                "annual base salary for this role is between $95,000 and $118,000. Final "
                "offer depends on experience."
            ),
            "US",
            (95000, 118000, "USD", "year"),
        ),
        (
            (
                "California residents: the expected base pay range is $140,000.00 - "
                "$175,500.00 per year.\nBenefits include $1,500 learning stipend."
            ),
            "US",
            (140000, 175500, "USD", "year"),
        ),
        (
            "The hourly rate is from $18.50 to $22.75 depending on experience.",
            "US",
            (18.5, 22.75, "USD", "hour"),
        ),
        ("Salary: up to £45k + bonus", "GB", (None, 45000, "GBP", "year")),
        (
            "What we offer\n• £32,000 - £38,000 per annum\n• 25 days holiday",
            "GB",
            (32000, 38000, "GBP", "year"),
        ),
        ("Compensation: $180K - $220K OTE (50/50 split)", "US", (180000, 220000, "USD", "year")),
        ("The base salary is $90,000 with OTE of $180,000.", "US", (90000, 90000, "USD", "year")),
        (
            "Dein Gehalt liegt zwischen 55.000 € und 70.000 € brutto im Jahr.",
            "DE",
            (55000, 70000, "EUR", "year"),
        ),
        (
            "Wir bieten ein Jahresgehalt ab 48.000 € sowie ein Weiterbildungsbudget von 2.000 €.",
            "DE",
            (48000, None, "EUR", "year"),
        ),
        (
            (
                "Für diese Position gilt ein kollektivvertragliches Mindestgehalt von "
                "EUR 3.200,- brutto pro Monat mit Bereitschaft zur Überzahlung."
            ),
            "AT",
            (3200, 3200, "EUR", "month"),
        ),
        (
            (
                "Rémunération : entre 42 000 et 50 000 € brut annuel selon profil + "
                "tickets restaurant 9€"
            ),
            "FR",
            (42000, 50000, "EUR", "year"),
        ),
        ("Salaire : 2 200 € à 2 600 € brut par mois", "FR", (2200, 2600, "EUR", "month")),
        ("Package: 55-65k€ fixe + variable", "FR", (55000, 65000, "EUR", "year")),
        (
            "Ofrecemos un salario de 30.000€ - 36.000€ brutos anuales y 23 días de vacaciones.",
            "ES",
            (30000, 36000, "EUR", "year"),
        ),
        ("Salário: R$ 6.000,00 a R$ 8.000,00 por mês", "BR", (6000, 8000, "BRL", "month")),
        ("La RAL prevista è compresa tra 32.000 e 40.000 €", "IT", (32000, 40000, "EUR", "year")),
        (
            "Een salaris tussen de € 3.500 en € 4.800 bruto per maand",
            "NL",
            (3500, 4800, "EUR", "month"),
        ),
        ("Salaris: €2.900 - €3.600 per maand o.b.v. 40 uur", "NL", (2900, 3600, "EUR", "month")),
        (
            "Oferujemy wynagrodzenie 15 000 - 20 000 PLN brutto miesięcznie (UoP)",
            "PL",
            (15000, 20000, "PLN", "month"),
        ),
        ("Widełki: 120-150 PLN/h netto + VAT (B2B)", "PL", (120, 150, "PLN", "hour")),
        ("Lön: 38 000 - 45 000 SEK per månad", "SE", (38000, 45000, "SEK", "month")),
        ("Lønn: 550 000 - 650 000 kr per år", "NO", (550000, 650000, "NOK", "year")),
        ("給与：年収500万円〜800万円", "JP", (5000000, 8000000, "JPY", "year")),
        ("【給与】月給30万円以上、交通費2万円まで支給", "JP", (300000, None, "JPY", "month")),
        ("薪资：20000-35000元/月，五险一金", "CN", (20000, 35000, "CNY", "month")),
        ("연봉: 4,500만원 ~ 6,000만원 (협의 가능)", "KR", (45000000, 60000000, "KRW", "year")),
        ("CTC: 12-18 LPA depending on experience", "IN", (1200000, 1800000, "INR", "year")),
        (
            "Salary: ₹8,00,000 - ₹12,00,000 per annum. Joining bonus ₹50,000.",
            "IN",
            (800000, 1200000, "INR", "year"),
        ),
        (
            "Base pay range: $110,000 - $150,000 USD / 140,000 - 185,000 CAD + equity",
            "CA",
            (140000, 185000, "CAD", "year"),
        ),
        (
            "Base pay range: $110,000 - $150,000 USD / 140,000 - 185,000 CAD + equity",
            "US",
            (110000, 150000, "USD", "year"),
        ),
        (
            "Base pay range of 54,000 – 84,000 GBP in the UK; 64,000 – 100,000 Euro in the EU",
            "GB",
            (54000, 84000, "GBP", "year"),
        ),
        (
            "Base pay range of 54,000 – 84,000 GBP in the UK; 64,000 – 100,000 Euro in the EU",
            "DE",
            (64000, 100000, "EUR", "year"),
        ),
        (
            (
                "For candidates in NYC or SF, the pay range is $120,000 - $150,000. For "
                "candidates located elsewhere, the pay range is $100,000 - $130,000."
            ),
            "US",
            (100000, 150000, "USD", "year"),
        ),
        (
            "Level 1: $80,000 - $95,000\nLevel 2: $96,000 - $120,000\nSalary depends on level.",
            "US",
            (80000, 120000, "USD", "year"),
        ),
        (
            "The expected salary range is $85,000-$95,000 CAD. Canada only.",
            "CA",
            (85000, 95000, "CAD", "year"),
        ),
        ("The salary range is $85,000 - $95,000.", "CA", (85000, 95000, "CAD", "year")),
        ("Salary package: $110,000 - $130,000 + super", "AU", (110000, 130000, "AUD", "year")),
        ("Pay: $21.00 - $25.00 per hour\nHours: 40 hours per week", "US", (21, 25, "USD", "hour")),
        (
            "This is a full time position (40 hours/week). The salary is $52,000.",
            "US",
            (52000, 52000, "USD", "year"),
        ),
        (
            (
                "The annual salary/OTE range for the target level for this role in NYC "
                "is $142,000 to $175,000 + target equity + benefits"
            ),
            "US",
            (142000, 175000, "USD", "year"),
        ),
        ("Salary Range\n$95,000 - $115,000", "US", (95000, 115000, "USD", "year")),
        (
            (
                "The US base salary range for this full-time position is "
                "$174,000-$252,000 + bonus + equity + benefits."
            ),
            "US",
            (174000, 252000, "USD", "year"),
        ),
        (
            "Total compensation: $150,000-$200,000 (base $120,000-$150,000 plus bonus)",
            "US",
            (120000, 150000, "USD", "year"),
        ),
        ("Salary: £28,000", "GB", (28000, 28000, "GBP", "year")),
        ("Day rate: £450 - £500 per day (outside IR35)", "GB", (450, 500, "GBP", "day")),
        ("We pay €45/hour for freelance work.", None, (45, 45, "EUR", "hour")),
        (
            "The monthly rate for this internship is $11,000 + housing stipend",
            "US",
            (11000, 11000, "USD", "month"),
        ),
        ("Vergütung: 15–17 €/Stunde", "DE", (15, 17, "EUR", "hour")),
        ("Monatliche Vergütung von 1.200-2.160€", "DE", (1200, 2160, "EUR", "month")),
        ("Salary: KES 80,000 - 120,000 gross per month", "KE", (80000, 120000, "KES", "month")),
        ("Salary: MXN $25,000 - $30,000 monthly", "MX", (25000, 30000, "MXN", "month")),
        ("Sueldo: $18,000 a $22,000 MXN mensuales", "MX", (18000, 22000, "MXN", "month")),
        ("Salary: S$5,000 - S$7,000 per month", "SG", (5000, 7000, "SGD", "month")),
        ("Salary: CHF 110'000 - 130'000 per year", "CH", (110000, 130000, "CHF", "year")),
        ("Pay range: $27.02 - $48.55 per hour", "US", (27.02, 48.55, "USD", "hour")),
        (
            (
                "We offer a salary of €3,000 to €3,500 a month, 25 holidays and a €500 "
                "budget for your desk."
            ),
            "NL",
            (3000, 3500, "EUR", "month"),
        ),
        ("Salary range: £52,845 â€“ £61,466 per annum", "GB", (52845, 61466, "GBP", "year")),
        (
            "Compensation\nUS Pay Range\n$200,000 — $240,000 USD",
            "US",
            (200000, 240000, "USD", "year"),
        ),
        (
            (
                "Our compensation reflects the cost of labor across several US "
                "geographic markets. The base pay for this position ranges from "
                "$129,300/year in our lowest geographic market up to $223,600/year in "
                "our highest geographic market."
            ),
            "US",
            (129300, 223600, "USD", "year"),
        ),
        (
            (
                "Zone A: $150,000 - $170,000; Zone B: $135,000 - $155,000. These salary "
                "ranges apply to the US."
            ),
            "US",
            (135000, 170000, "USD", "year"),
        ),
        (
            "In Germany the salary range is €60,000 - €80,000; in Spain it is €40,000 - €50,000.",
            "DE",
            (60000, 80000, "EUR", "year"),
        ),
        (
            (
                "We are proud to pay competitively.\nThe annual US base salary range for "
                "this role is:\n$195,000 — $245,000 USD"
            ),
            "US",
            (195000, 245000, "USD", "year"),
        ),
        (
            (
                "The compensation range for this role, in New York only, is $150,000 USD "
                "to $185,000 USD. This is not a guarantee."
            ),
            "US",
            (150000, 185000, "USD", "year"),
        ),
        (
            "Salary Range: $68,640 - $78,000 annually ($33 - $37.50/hr)",
            "US",
            (68640, 78000, "USD", "year"),
        ),
        (
            (
                "Washington State applicants: The pay scale for this position is "
                "$24.50/hour - $31.75/hour."
            ),
            "US",
            (24.5, 31.75, "USD", "hour"),
        ),
        (
            "The targeted base salary for this position is $115,000.",
            "US",
            (115000, 115000, "USD", "year"),
        ),
        (
            "Anticipated salary: $72,000-$84,000/annually, commensurate with experience",
            "US",
            (72000, 84000, "USD", "year"),
        ),
        ("Pay: $600.00 - $900.00 per week", "US", (600, 900, "USD", "week")),
        (
            (
                "Job Types: Full-time, Contract\nPay: From $28.00 per hour\nExpected "
                "hours: 40 per week"
            ),
            "US",
            (28, None, "USD", "hour"),
        ),
        (
            "Package of up to £65,000 plus car allowance of £5,000.",
            "GB",
            (None, 65000, "GBP", "year"),
        ),
        (
            "Salary: £24,500 per annum, pro rata (£14,700 actual for 22.5 hours)",
            "GB",
            (24500, 24500, "GBP", "year"),
        ),
        ("Grade 7: £38,205 to £44,263 pa", "GB", (38205, 44263, "GBP", "year")),
        ("You'll earn £11.44 per hour plus tips.", "GB", (11.44, 11.44, "GBP", "hour")),
        ("A salary in the region of £40k", "GB", (40000, 40000, "GBP", "year")),
        ("Gehaltsspanne: 60.000 - 75.000 EUR p.a.", "DE", (60000, 75000, "EUR", "year")),
        (
            "Das Jahresbruttogehalt beträgt je nach Qualifikation 52.000 bis 60.000 Euro.",
            "DE",
            (52000, 60000, "EUR", "year"),
        ),
        ("Stundenlohn ab 14,50 € zzgl. Zuschläge", "DE", (14.5, None, "EUR", "hour")),
        (
            (
                "Das Mindestentgelt für diese Stelle beträgt 2.800 Euro brutto monatlich "
                "auf Vollzeitbasis."
            ),
            "AT",
            (2800, 2800, "EUR", "month"),
        ),
        ("Bruttojahresgehalt ab EUR 45.000,-- (Vollzeit)", "AT", (45000, None, "EUR", "year")),
        ("Lohn: CHF 80'000 bis 95'000 pro Jahr", "CH", (80000, 95000, "CHF", "year")),
        ("Salaire annuel brut : 38-45 k€ selon expérience", "FR", (38000, 45000, "EUR", "year")),
        ("Rémunération fixe de 35K€ + variable déplafonné", "FR", (35000, 35000, "EUR", "year")),
        ("TJM : 450-550€ selon profil", "FR", (450, 550, "EUR", "day")),
        ("Salario bruto anual entre 28.000€ y 32.000€", "ES", (28000, 32000, "EUR", "year")),
        ("Banda salarial: 40-50k€", "ES", (40000, 50000, "EUR", "year")),
        ("Remuneração: 1.200€ a 1.500€ mensais", "PT", (1200, 1500, "EUR", "month")),
        ("Retribuzione: 28.000-32.000 € lordi annui", "IT", (28000, 32000, "EUR", "year")),
        (
            "Bruto maandsalaris van €3.200 tot €4.100 op basis van 40 uur per week",
            "NL",
            (3200, 4100, "EUR", "month"),
        ),
        ("Wynagrodzenie: 8 000 – 11 000 zł brutto/mies.", "PL", (8000, 11000, "PLN", "month")),
        ("Månadslön 32 000–38 000 kr", "SE", (32000, 38000, "SEK", "month")),
        ("Løn: 40.000-45.000 kr. pr. måned", "DK", (40000, 45000, "DKK", "month")),
        ("Årslønn mellom 600 000 og 700 000 kroner", "NO", (600000, 700000, "NOK", "year")),
        ("【月給】28万円~40万円 ※経験により決定", "JP", (280000, 400000, "JPY", "month")),
        ("想定年収:600万円~1,000万円", "JP", (6000000, 10000000, "JPY", "year")),
        ("薪资范围:25k-40k·15薪", "CN", (25000, 40000, "CNY", "month")),
        ("薪酬:年薪40万-60万元", "CN", (400000, 600000, "CNY", "year")),
        ("급여: 월 250만원 ~ 300만원", "KR", (2500000, 3000000, "KRW", "month")),
        ("Budget: 18-22 LPA", "IN", (1800000, 2200000, "INR", "year")),
        ("Salary: Rs 35,000 - 45,000 per month", "IN", (35000, 45000, "INR", "month")),
        ("Gross salary: KES 45,000 per month", "KE", (45000, 45000, "KES", "month")),
        ("Remuneration: R35,000 - R45,000 per month", "ZA", (35000, 45000, "ZAR", "month")),
        ("Salary AED 12,000 - 15,000 per month + visa", "AE", (12000, 15000, "AED", "month")),
        ("RM3,500 - RM5,000 monthly basic salary", "MY", (3500, 5000, "MYR", "month")),
        (
            "The salary for this role is A$120,000 plus superannuation",
            "AU",
            (120000, 120000, "AUD", "year"),
        ),
        ("OTE $240,000 ($120,000 base)", "US", (120000, 120000, "USD", "year")),
        (
            (
                "New York: $140,000-$160,000. San Francisco: $150,000-$175,000. These "
                "are base salary ranges."
            ),
            "US",
            (140000, 175000, "USD", "year"),
        ),
        (
            "Pay range UK: £70,000-£85,000; pay range Ireland: €80,000-€95,000",
            "IE",
            (80000, 95000, "EUR", "year"),
        ),
        (
            "Salary: $100,000 - $120,000 (US), C$110,000 - C$130,000 (Canada)",
            "CA",
            (110000, 130000, "CAD", "year"),
        ),
        (
            ("Base Salary: $98,500 - $131,400 per year. The actual salary will vary.\nBonus: 10%"),
            "US",
            (98500, 131400, "USD", "year"),
        ),
        (
            (
                "The salary range for this role takes into account the wide range of "
                "factors considered in making compensation decisions. A reasonable "
                "estimate of the current range is $105,000 to $135,000."
            ),
            "US",
            (105000, 135000, "USD", "year"),
        ),
        ("Annual Salary\n$200,000 - $250,000 USD", "US", (200000, 250000, "USD", "year")),
        (
            (
                "The typical base pay range for this role across the U.S. is USD "
                "$119,800 - $234,700 per year. There is a different range applicable "
                "to specific work locations, within the San Francisco Bay area and "
                "New York City metropolitan area, and the base pay range for this "
                "role in those locations is USD $158,400 - $258,000 per year."
            ),
            "US",
            (119800, 258000, "USD", "year"),
        ),
        (
            (
                "Pay Range: $17.00 - $19.00 per hour. Eligible for a $1,500 sign-on "
                "bonus after 90 days."
            ),
            "US",
            (17, 19, "USD", "hour"),
        ),
        (
            "Compensation\nBase: $130K-$150K\nEquity: 0.1%-0.3%",
            "US",
            (130000, 150000, "USD", "year"),
        ),
        ("$25/hr, 20 hrs/week, 6-month contract", "US", (25, 25, "USD", "hour")),
        (
            (
                "We offer: salary 3000-4000 EUR gross/month, private health "
                "insurance (up to 500 EUR)."
            ),
            "LT",
            (3000, 4000, "EUR", "month"),
        ),
        ("Atlyginimas 2500-3500 EUR/mėn. bruto", "LT", (2500, 3500, "EUR", "month")),
        ("Hourly Rate: 22.00 USD", "US", (22, 22, "USD", "hour")),
        ("Pay type: Hourly\nPay: $22.00 - $26.00", "US", (22, 26, "USD", "hour")),
        ("Salary: £27,000 - £30,000 DOE\nHours: 40 per week", "GB", (27000, 30000, "GBP", "year")),
        ("£55,000 base, double OTE (£110,000)", "GB", (55000, 55000, "GBP", "year")),
        ("Basic £30k, OTE £50k", "GB", (30000, 30000, "GBP", "year")),
        ("Competitive salary circa £35,000", "GB", (35000, 35000, "GBP", "year")),
        ("Rate: £600/day inside IR35", "GB", (600, 600, "GBP", "day")),
        (
            ("Dein Gehalt: 3.000 € – 3.600 € brutto/Monat, 13. Gehalt, 500 € Urlaubsgeld"),
            "DE",
            (3000, 3600, "EUR", "month"),
        ),
        (
            "Einstiegsgehalt von 45.000€ mit jährlicher Anpassung",
            "DE",
            (45000, 45000, "EUR", "year"),
        ),
        ("Wir zahlen dir 16 € pro Stunde", "DE", (16, 16, "EUR", "hour")),
        ("Verdienst: bis zu 3.500 € im Monat", "DE", (None, 3500, "EUR", "month")),
        (
            ("Das kollektivvertragliche Jahresbruttogehalt beträgt mind. EUR 42.000,-"),
            "AT",
            (42000, None, "EUR", "year"),
        ),
        (
            "Salaire fixe : 30 000€ à 35 000€ + primes (jusqu'à 5 000€)",
            "FR",
            (30000, 35000, "EUR", "year"),
        ),
        ("Rémunération : 1 850 € brut mensuel", "FR", (1850, 1850, "EUR", "month")),
        ("Salario: 1.400€ netos/mes", "ES", (1400, 1400, "EUR", "month")),
        ("Retribución de 22.000 a 25.000 € b/a", "ES", (22000, 25000, "EUR", "year")),
        (
            "Offriamo RAL da 26.000 a 30.000 euro e buoni pasto da 8 euro",
            "IT",
            (26000, 30000, "EUR", "year"),
        ),
        (
            "Salaris: € 2.800,- tot € 3.600,- bruto per maand (schaal 8)",
            "NL",
            (2800, 3600, "EUR", "month"),
        ),
        ("een uurloon van € 15,50", "NL", (15.5, 15.5, "EUR", "hour")),
        ("Lön: 35 000 kr/mån", "SE", (35000, 35000, "SEK", "month")),
        ("給与 月給 300,000円 ~ 450,000円", "JP", (300000, 450000, "JPY", "month")),
        ("時給1,200円~1,500円+交通費(1日1,000円まで)", "JP", (1200, 1500, "JPY", "hour")),
        ("月薪:15K-25K", "CN", (15000, 25000, "CNY", "month")),
        ("급여 연봉 4,000만원 이상", "KR", (40000000, None, "KRW", "year")),
        (
            "Salary range: INR 15,00,000 - 22,00,000 per annum",
            "IN",
            (1500000, 2200000, "INR", "year"),
        ),
        ("Pay: ₹20,000.00 - ₹35,000.00 per month", "IN", (20000, 35000, "INR", "month")),
        (
            "The salary is Ksh 60,000 net per month plus airtime of Ksh 2,000.",
            "KE",
            (60000, 60000, "KES", "month"),
        ),
        ("Salary: $1,500 - $2,000 per month", "PH", (1500, 2000, "USD", "month")),
        ("Sueldo mensual: $15,000 - $18,000", "MX", (15000, 18000, "MXN", "month")),
        ("CTC: R600 000 - R750 000 per annum", "ZA", (600000, 750000, "ZAR", "year")),
        (
            (
                "For US-based candidates: $150,000-$180,000. For UK-based "
                "candidates: £90,000-£110,000."
            ),
            "GB",
            (90000, 110000, "GBP", "year"),
        ),
        (
            (
                "For US-based candidates: $150,000-$180,000. For UK-based "
                "candidates: £90,000-£110,000."
            ),
            "US",
            (150000, 180000, "USD", "year"),
        ),
        (
            (
                "Salary ranges: Junior $60,000-$75,000; Mid $80,000-$100,000; Senior "
                "$110,000-$130,000"
            ),
            "US",
            (60000, 130000, "USD", "year"),
        ),
        ("Pay Rate: $20.50", "US", (20.5, 20.5, "USD", "hour")),
        ("Our salary bands start at $90,000.", "US", (90000, None, "USD", "year")),
        (
            ("Total rewards of $180,000 - $220,000 including base, bonus and equity"),
            "US",
            (180000, 220000, "USD", "year"),
        ),
        (
            "The pay range for this role is 150,000 - 180,000 USD per year.",
            "US",
            (150000, 180000, "USD", "year"),
        ),
        ("Compensation: $70–90/hour, 1099", "US", (70, 90, "USD", "hour")),
        ("This position pays $18/hour.", "US", (18, 18, "USD", "hour")),
        (
            "Expected annual base: $165,000–$205,000, plus a 15% target bonus.",
            "US",
            (165000, 205000, "USD", "year"),
        ),
        (
            (
                "If based in Colorado, the salary range for this role is "
                "$88,000-$110,000. If based in New York City, the salary range is "
                "$97,000-$121,000."
            ),
            "US",
            (88000, 121000, "USD", "year"),
        ),
        (
            (
                "Per NY law, the range is $62,400 to $70,000 annually. We also offer "
                "commuter benefits of $300/month."
            ),
            "US",
            (62400, 70000, "USD", "year"),
        ),
        ("Wage: $23.10-$28.40 hourly, union position", "US", (23.1, 28.4, "USD", "hour")),
        ("Salary $3,500 to $4,200 per month (MXN equivalent)", "US", (3500, 4200, "USD", "month")),
        (
            ("Salary: £11.44 - £12.50 an hour\nBenefits: £500 refer a friend bonus"),
            "GB",
            (11.44, 12.5, "GBP", "hour"),
        ),
        ("Up to £52,000 + £6,000 car allowance + bonus", "GB", (None, 52000, "GBP", "year")),
        (
            "Gehalt ab 2.900 Euro brutto/Monat plus 200 Euro Schichtzulage",
            "DE",
            (2900, None, "EUR", "month"),
        ),
        ("attraktive Vergütung zwischen 50 und 60 T€", "DE", (50000, 60000, "EUR", "year")),
        ("Salaire : à partir de 25K€ brut annuel", "FR", (25000, None, "EUR", "year")),
        ("Salario: 24k-28k€ brutos/año según experiencia", "ES", (24000, 28000, "EUR", "year")),
        ("Salário: R$ 4.200,00/mês + VR R$ 30/dia", "BR", (4200, 4200, "BRL", "month")),
        ("Stipendio: 1.600 € netti al mese", "IT", (1600, 1600, "EUR", "month")),
        ("Stawka 30-35 zł/h brutto", "PL", (30, 35, "PLN", "hour")),
        ("賃金:月給22万円~30万円、賞与年2回", "JP", (220000, 300000, "JPY", "month")),
        ("Annual CTC Rs. 6,00,000 to Rs. 9,00,000", "IN", (600000, 900000, "INR", "year")),
        (
            "Salary: 60,000 - 70,000 EUR + up to 10,000 EUR bonus",
            "NL",
            (60000, 70000, "EUR", "year"),
        ),
        ("The starting salary is NOK 620,000 per year.", "NO", (620000, None, "NOK", "year")),
    ],
)
def test_pay_in_a_text(text: str, country: str | None, expected: Stated) -> None:
    """The sum that words call pay is found, with its own period and bounds."""
    assert read(text, country) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Base pay range of 54,000 – 84,000 GBP in the UK; 64,000 – 100,000 Euro in the EU", None),
        ("We raised $50M in Series B and grew revenue to $10,000,000.", "US"),
        (
            (
                "Benefits\n• $1,000 annual learning stipend\n• $150/month wellness "
                "allowance\n• 401(k) match up to $5,000 per year"
            ),
            "US",
        ),
        ("You will manage a budget of $500,000 per year.", "US"),
        ("Our customers save $25,000 per year on average.", "US"),
        ("Competitive salary and a $5,000 sign-on bonus", "US"),
        ("Refer a friend and earn $2,000!", "US"),
        ("Own a quota of $1,200,000 annually and deal sizes of $50,000 - $150,000.", "US"),
        ("We manage over $5 billion in assets.", "US"),
        (
            (
                "Competitive compensation. Home office budget of €1.000 and €50 per "
                "month for internet."
            ),
            "DE",
        ),
        ("Wir bieten: 50€ Sachbezug monatlich, Deutschlandticket, 500 € Gesundheitsbudget", "DE"),
        ("Prime de cooptation de 1 000 € et tickets restaurant de 9 €", "FR"),
        ("Life insurance of 2x salary up to $500,000", "US"),
        ("Experience managing $10-20K+ ACV deals", "US"),
        ("ad spend of €200k/month", "DE"),
        ("Up to $10,000 per year in tuition reimbursement", "US"),
        ("$300 per day in meals while traveling", "US"),
        ("The rate is $20 per 100 words", "US"),
        ("Equity: $50,000 - $100,000 in stock options", "US"),
        ("Our app costs $9.99 per month and we have 50,000 users.", "US"),
        ("Employees earning less than $100,000 per year get free lunch", "US"),
        (
            (
                "Housing subsidy of $2k per month for those living within walking "
                "distance of the office"
            ),
            "US",
        ),
        ("Relocation package: $10,000 - $15,000", "US"),
        ("Generous pay, and £250 to set up your desk", "GB"),
        ("Our average customer pays us $30,000 - $60,000 per year.", "US"),
        ("We've paid out $80,000 - $100,000 in prizes", "US"),
        ("Companies with revenue of $500,000 - $5,000,000", "US"),
        ("commission of $500 - $1,000 per sale, uncapped", "US"),
        ("H-1B: the minimum salary threshold for exempt employees is $66,560", "US"),
        ("Salary: competitive. Our hardware costs $2,000 - $3,000 per month to run.", "US"),
        ("paid biweekly: $3,000", "US"),
        ("Grants of $10,000 - $50,000 per year to nonprofits", "US"),
        ("You'll have a portfolio of clients with £20,000 - £50,000 in annual fees", "GB"),
        ("Gehalt: attraktiv. Jahresumsatz 500.000 €", "DE"),
        ("Bonus: up to $30,000 annually", "US"),
        ("annual bonus target of $20,000 - $30,000", "US"),
        ("Ausbildungsvergütung: 1. Jahr 1.100 €, 2. Jahr 1.200 €, 3. Jahr 1.300 € monatlich", "DE"),
        ("Gratification de stage : 1 200€ / mois", "FR"),
        ("Salário de R$ 3.500,00 + benefícios (VR de R$ 800,00)", "BR"),
        ("Stipend: ₹15,000 per month", "IN"),
        ("Our platform processes $40,000 - $60,000 per hour in payments.", "US"),
        ("Tuition reimbursement of up to $5,250 per year; pay is weekly.", "US"),
        ("We've awarded grants of $25,000 to $100,000.", "US"),
        ("Serve customers with annual incomes of $50,000 - $80,000.", "US"),
        ("Accidental death insurance: $50,000", "US"),
        ("Sie verwalten ein Budget von 100.000 - 200.000 € im Jahr", "DE"),
        ("Wir zahlen 2.000 € Prämie für jede Empfehlung", "DE"),
        ("1.000 € brutto Willkommensbonus", "DE"),
        ("Budget formation de 3 000 € par an", "FR"),
        ("Chiffre d'affaires de 500 000 € par an", "FR"),
        ("Chèque cadeau de 150€ et prime vacances de 500 €", "FR"),
        ("Facturación anual de 300.000 € - 500.000 €", "ES"),
        ("交通費全額支給(月5万円まで)", "JP"),
        ("資本金1,000万円", "JP"),
        ("The ideal candidate has managed P&L of $250,000 - $1,000,000 annually", "US"),
        ("Rent assistance: $1,500 per month", "US"),
        ("Average deal size is $40,000 - $90,000 per year", "US"),
        ("Save up to $3,000 a year with our pay-day perks", "US"),
        ("Win a prize of $20,000!", "US"),
        ("Application fee of $50. Must be 18+.", "US"),
        ("The home we build cost between $200,000 and $400,000", "US"),
        ("Minimum spend $25,000 a month", "US"),
        ("Salary from 2500 EUR to 3500 EUR (gross)", "LV"),
        ("Salary: £DOE. We give £1,000 a year for training.", "GB"),
        (("Salaire à négocier selon profil, mutuelle 100%, prime annuelle de 1 500€"), "FR"),
        (("Salary: PLN 14 000–18 000 net + VAT (B2B) or 11 000–14 000 gross (CoE)"), "PL"),
        (("We're a $100 million company with 500 employees earning great salaries."), "US"),
        (
            ("Founded in 2015, we process payroll of $90,000 - $120,000 each month for clients."),
            "US",
        ),
        ("Over $50,000 in scholarships each year", "US"),
        ("Manage client accounts ranging from $50,000 to $250,000", "US"),
        (("Benefits: $25,000 company-paid life insurance; HSA contribution $1,000 per year"), "US"),
        ("Mileage at $0.67 per mile, cell phone $50 per month", "US"),
        ("Participants receive $15 per survey", "US"),
        ("Donors give $20 - $50 per month to support us", "US"),
        ("Reports to CFO. Approves invoices up to $100,000 per month.", "US"),
        ("paid parental leave, $10,000 adoption assistance, pay equity audits", "US"),
        ("Experience closing contracts of €100,000 - €300,000 annually", "DE"),
        ("Team events, 30 Tage Urlaub und 100 € Zuschuss im Monat zum Gehalt", "DE"),
        ("Startup financé à hauteur de 500 000 €", "FR"),
        ("Gestión de un presupuesto de 200.000 € anuales", "ES"),
        ("売上高 50億円、従業員 300名", "JP"),
        ("注册资本1000万元", "CN"),
        ("Indemnité de stage : 1 000 € par mois", "FR"),
        ("Bolsa-auxílio: R$ 1.500,00", "BR"),
        ("Wynagrodzenie: 6500 zł brutto", "PL"),
        (("Our median salary is above market. Sign-on: $10,000; relocation: $8,000."), "US"),
        ("Lead programs worth $300,000 - $600,000 per year", "US"),
        ("Cash prize of $25,000 - $50,000 for founders", "US"),
        ("401k with 4% match; PTO; $50,000 life cover", "US"),
        ("We help families earning under $40,000 a year", "US"),
        ("Ticket size: €50,000 – €100,000", "DE"),
        ("Monthly burn of $80,000 - $100,000", "US"),
        ("Unser Jahresumsatz liegt zwischen 500.000 und 800.000 Euro", "DE"),
        (("Our course normally costs $2,000, free for staff; salary is competitive"), "US"),
        ("Tuition: $15,000 per year", "US"),
        (("Employees receive $1,200 per year in HSA funds, salary continuation, and more."), "US"),
    ],
)
def test_sums_that_are_no_pay(text: str, country: str | None) -> None:
    """Sums of benefits, budgets, business and piece work are no pay."""
    assert read(text, country) is None


def test_evidence_is_the_sentence() -> None:
    """The words are the sentence that states the pay, on one line."""
    sentence = "The salary range is\u00a0$90,000 - $110,000 a year."
    text = f"We build boats.\nThe pay is good. {sentence} Apply!"

    found = salary_mentions.find(text, "US")

    assert found is not None
    assert found.words == "The salary range is $90,000 - $110,000 a year."


def test_evidence_is_short() -> None:
    """Of an endless sentence only what surrounds the sum is kept."""
    text = "boats and " * 100 + "a salary of $90,000 - $110,000 a year " + "and boats " * 100

    found = salary_mentions.find(text, "US")

    assert found is not None
    assert len(found.words) <= 300
    assert "$90,000 - $110,000" in found.words


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "$1," * 70_000,
        "pay $50 to $60 per hour\n" * 8_000,
        "salary bonus of " * 12_000 + "$5",
        "$5 ((" * 40_000,
        "100 000 " * 25_000 + "EUR",
        "\u5e74\u53ce1\u4e07" * 50_000,
    ],
)
def test_hostile_texts_end(text: str) -> None:
    """The sentences and sums that are read are bounded."""
    salary_mentions.find(text, "US")


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "salary",
                "pay ",
                " ",
                "$",
                "\u20ac",
                "k",
                "1",
                "50",
                ",000",
                ".",
                "-",
                " to ",
                " per hour",
                "\n",
            ]
        ),
        max_size=60,
    ).map("".join)
)
def test_found_pay_is_sane(text: str) -> None:
    """Any text is read without an error; what is found is plausible and has evidence."""
    found = salary_mentions.find(text)

    assert found is None or (
        salaries.sane(found.value) == found.value and 0 < len(found.words) <= 300
    )


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("We offer CHF 110'000 to 135'000 a year and relocation support.", "CH", (110000, 135000)),
        ("We offer €60,000 to €70,000 a year and a training budget.", "DE", (60000, 70000)),
        ("Our clients invest €20,000 to €60,000 per year and get support", "DE", None),
        ("You will manage a budget of $500,000 - $700,000 a year", "US", None),
        ("Grants of $20,000 to $50,000 per year, and more", "US", None),
    ],
)
def test_what_follows_a_range_is_not_about_it(
    text: str, country: str, expected: tuple[float, float] | None
) -> None:
    """A benefit after "and" does not make the pay before it one."""
    found = salary_mentions.find(text, country)

    assert (found and (found.value.min, found.value.max)) == expected
