"""Dates of employment as people of many countries write them."""

from __future__ import annotations

from datetime import date

import pytest

from jobscout.cv.lines import Line, Placed
from jobscout.cv.years import years_of_experience

TODAY = date(2026, 11, 24)

ROWS = """
Jan 2020 - Till Date = 6.8
Jan 2020 till date = 6.8
Jan 2020 to date = 6.8
Jan 2020 – To Date = 6.8
Jan 2020 - Till Now = 6.8
Jan 2020 - until now = 6.8
Jan 2020 up to now = 6.8
Jan 2020 – the present = 6.8
Jan 2020 to present day = 6.8
January 2020 - Continuing = 6.8
2017-19 = 2.0
2017–19 = 2.0
1998-01 = none
1998–01 = 3.0
2009–11 = 2.0
2012 - 15 = 3.0
2017/18 – 2019/20 = 3.0
апрель 2019 — по настоящее время = 7.6
Апрель 2019 – н.в. = 7.6
с апреля 2019 по настоящее время = 7.6
март 2015 – май 2017 = 2.2
01.2015 г. – 12.2016 г. = 2.0
Present - Jan 2020 = 6.8
heute – 01/2020 = 6.8
Jan 2020 -> Mar 2022 = 2.2
Jan 2020 => Mar 2022 = 2.2
Jan 2020 → Mar 2022 = 2.2
Jan 2020 › Mar 2022 = 2.2
2018年4月〜2020年3月 = 2.0
2018年4月～2020年3月 = 2.0
2018/04〜現在 = 8.6
2018年4月〜 = 8.6
平成30年4月〜令和2年3月 = 2.0
令和元年5月～現在 = 7.5
平成元年4月 〜 平成3年3月 = 2.0
昭和60年4月～平成元年3月 = 4.0
H30.4～R2.3 = 2.0
㍻30年4月～令和２年３月 = 2.0
２０１８年４月～２０２０年３月 = 2.0
2018年4月より現在に至る = 8.6
2018年4月から2020年3月まで = 2.0
2018年4月 入社 ～ 2020年3月 退社 = 2.0
2018年4月－2020年3月 = 2.0
2018年4月〜9月 = 0.5
民國107年4月至109年3月 = 2.0
2018年4月到2020年3月 = 2.0
2018.04—至今 = 8.6
2018年4月起 = 8.6
从2018年4月至今 = 8.6
2018년 4월 ~ 2020년 3월 = 2.0
2018.04 ~ 재직중 = 8.6
2018년 4월부터 현재까지 = 8.6
เมษายน 2561 - มีนาคม 2563 = 2.0
เม.ย. 2561 - ปัจจุบัน = 8.6
พ.ศ. 2561 – 2563 = 2.0
๒๕๖๑ - ๒๕๖๓ (พ.ศ.) = 2.0
٢٠١٨ - ٢٠٢٠ = 2.0
أبريل 2018 - حتى الآن = 8.6
अप्रैल 2018 - वर्तमान = 8.6
Sept. '18 – Dec. '20 = 2.3
Sep ’18 to Feb ’20 = 1.5
'17 – '19 = 2.0
Jan-2018 to Dec-2019 = 2.0
Jan/2018 - Dec/2019 = 2.0
Jan.2018–Dec.2019 = 2.0
1st January 2018 to 31st December 2019 = 2.0
1 Jan 2018 - 31 Dec 2019 = 2.0
01/15/2018 - 12/20/2019 = 2.0
2018-01-15 – 2019-12-20 = 2.0
15.01.2018 bis 20.12.2019 = 2.0
03/2019 – heute = 7.7
03.2019 - dato = 7.7
März 2019 bis dato = 7.7
Jan – Jun 2019 = 0.5
June to August 2018 = 0.2
01–06/2019 = 0.5
Mai - Dezember 2019 = 0.7
Q1 2020 – Q4 2021 = 2.0
Q3 2018 – present = 8.3
2018 Q1 - 2019 Q4 = 2.0
H2 2018 – H1 2020 = 2.0
Fall 2018 – Spring 2019 = 0.6
mid-2018 – late 2019 = 1.5
Anfang 2018 – Ende 2019 = 2.0
FY2018 – FY2020 = 2.0
FY 2018-19 to FY 2019-20 = 2.0
janvier 2018 à décembre 2019 = 2.0
de janvier 2018 à ce jour = 8.8
janv. 2018 – aujourd’hui = 8.8
depuis le 1er janvier 2018 = 8.8
jusqu'à présent = none
janvier 2018 jusqu'à présent = 8.8
enero 2018 hasta la fecha = 8.8
enero de 2018 – actualidad = 8.8
desde enero de 2018 hasta la actualidad = 8.8
ene. 2018 - dic. 2019 = 2.0
gennaio 2018 – in corso = 8.8
gennaio 2018 ad oggi = 8.8
janeiro de 2018 até o momento = 8.8
jan/2018 - atual = 8.8
januari 2018 t/m december 2019 = 2.0
januari 2018 – heden = 8.8
styczeń 2018 – obecnie = 8.8
od stycznia 2018 do grudnia 2019 = 2.0
leden 2018 – současnost = 8.8
ianuarie 2018 – prezent = 8.8
2018. január – jelenleg = 8.8
Ocak 2018 – Halen = 8.8
Ocak 2018 - Aralık 2019 = 2.0
tammikuu 2018 – nykyhetki = 8.8
januar 2018 – nåværende = 8.8
januari 2018 – pågående = 8.8
Januari 2018 s/d Desember 2019 = 2.0
Januari 2018 - sekarang = 8.8
01/2018 - nay = 8.8
tháng 1/2018 đến nay = 8.8
Ιανουάριος 2018 – σήμερα = 8.8
січень 2018 – теперішній час = 8.8
from 2018 until 2020 = 2.0
between 2018 and 2020 = 2.0
zwischen 2018 und 2020 = 2.0
entre 2018 et 2020 = 2.0
ab 2018 = 8.8
2018 onwards = 8.8
à partir de 2018 = 8.8
平成30年4月〜31年3月 = 1.0
12/2021 - 03/2020 = none
up to date with the news of 2019 = none
won 2019, 2020 and 2021 = none
ISO 9001:2015, 27001 = none
Model 2017-05, 300 pieces = none
version R2.3, H1.0 = none
Room 2019 to the left = none
Born 14.03.1985 = none
Jan 2020 – Till Present = 6.8
01/2020 - Till date = 6.8
June 2019–Till-date = 7.4
Jul 2019 - till today = 7.3
Since Jan 2020 = 6.8
Jan 2020 onwards = 6.8
from Jan 2020 = 6.8
2015-2018 = 3.0
2015 to 18 = 3.0
1999-2003 = 4.0
Feb'15 - Mar'17 = 2.2
Feb 15 – Mar 17 = 2.2
02/15 – 03/17 = 2.2
2.2015 – 3.2017 = 2.2
2015/02 - 2017/03 = 2.2
201502-201703 = 2.2
2015年2月-2017年3月 = 2.2
2015年2月 – 2017年3月 = 2.2
2015年2月至2017年3月 = 2.2
平成27年2月から平成29年3月まで = 2.2
平成27年（2015年）2月〜平成29年（2017年）3月 = 2.2
2015（平成27）年2月～2017（平成29）年3月 = 2.2
令和2年4月 ～ 現在に至る = 6.6
令和4年4月 現在に至る = 4.6
2020年4月～現職 = 6.6
R2年4月～R4年3月 = 2.0
H27.2.1～H29.3.31 = 2.2
2015.02 - 2017.03 = 2.2
2015. 2. ~ 2017. 3. = 2.2
2015.02.01 ~ 2017.03.31 = 2.2
2020.03 ~ 현재 = 6.7
2015년 ~ 2017년 = 2.0
กุมภาพันธ์ 2558 – มีนาคม 2560 = 2.2
2558 - ปัจจุบัน = 11.8
1 ก.พ. 2558 ถึง 31 มี.ค. 2560 = 2.2
من فبراير 2015 إلى مارس 2017 = 2.2
פברואר 2015 - מרץ 2017 = 2.2
2015 - היום = 11.8
Şubat 2015 – Mart 2017 = 2.2
02.2015 - Devam Ediyor = 11.8
février 2015 - mars 2017 = 2.2
fév. 2015 à mars 2017 = 2.2
De février 2015 à aujourd'hui = 11.8
Depuis février 2015 = 11.8
Seit 02/2015 = 11.8
Feb. 2015 bis März 2017 = 2.2
Februar 2015 – laufend = 11.8
02/2015 – dato = 11.8
febrero 2015 a marzo 2017 = 2.2
febrero de 2015 a la fecha = 11.8
Feb/2015 até hoje = 11.8
fevereiro 2015 - presente = 11.8
febbraio 2015 - presente = 11.8
da febbraio 2015 a marzo 2017 = 2.2
dal febbraio 2015 ad oggi = 11.8
luty 2015 - marzec 2017 = 2.2
02.2015 – nadal = 11.8
Февраль 2015 — Март 2017 = 2.2
2015 – по н. вр. = 11.8
feb 2015 – tills vidare = 11.8
feb. 2015 - nu = 11.8
helmikuu 2015 – maaliskuu 2017 = 2.2
únor 2015 – březen 2017 = 2.2
2015. február – 2017. március = 2.2
Φεβρουάριος 2015 – Μάρτιος 2017 = 2.2
thg 2/2015 - thg 3/2017 = 2.2
Q2'19 – Q1'21 = 2.0
2Q19 - 1Q21 = 2.0
Q2 2019 - Q1 2021 = 2.0
Spring 2019 – Fall 2019 = 0.6
SS 2019 = none
Winter 2018/19 = none
Sept 2019-Present = 7.2
Sep2019-Oct2020 = 1.2
09-2019 / 10-2020 = none
2019-09 to 2020-10 = 1.2
2019-09-15 to Present = 7.2
September 15, 2019 - October 3, 2020 = 1.2
15th Sept 2019 – 3rd Oct 2020 = 1.2
09/15/2019 – Present = 7.2
Currently (since 2019) = 7.8
2019 (9 months) = none
Mar-May 2019 = 0.2
Present – 2019 = 7.8
2019 ~ = 7.8
(2015–2017) = 2.0
[2015 - 2017] = 2.0
2015 & 2016 = none
2015, 2016 = none
FY15 – FY17 = 2.0
FY2015-16 = 1.0
Academic year 2015-16 = 1.0
2015/16 = none
1985 – 1990 = 5.0
2O15 = none
2009-11 = 2.0
2009-11 - 2011-10 = 2.0
"""


@pytest.mark.parametrize(
    ("said", "years"),
    [tuple(map(str.strip, row.rsplit("=", 1))) for row in ROWS.strip().splitlines()],
)
def test_dates_of_the_world(said: str, years: str) -> None:
    """Calendars, scripts, words for now, quarters and shortened years."""
    found = years_of_experience([Placed(Line(said, 1), "experience")], TODAY)

    assert found == (None if years == "none" else float(years))


def test_endless_dates_stay_cheap() -> None:
    """Thousands of dates, separators and blanks are read in one pass."""
    for text in ("2019 - " * 50_000, "2019" + " -" * 100_000, "till " * 80_000, "令和" * 150_000):
        years_of_experience([Placed(Line(text, 1), "experience")], TODAY)
