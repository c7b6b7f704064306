"""Words of dates of employment in the languages of CVs: months, seasons, now, until, since.

Names of months are those of the Unicode CLDR and their usual abbreviations; in languages that
decline them also the genitive.
"""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

_MONTH_NAMES: Final = """
january jan januar jänner janvier janv enero ene gennaio gen janeiro januari styczeń stycznia sty
 январь января янв січень січня leden ledna január ianuarie ocak oca tammikuu tammikuuta ιανουάριος
 ιανουαρίου ιαν يناير जनवरी มกราคม ม.ค ינואר
february feb februar février févr fév fev febrero febbraio fevereiro februari luty lutego lut
 февраль февраля фев февр лютий лютого únor února február februarie şubat şub helmikuu helmikuuta
 φεβρουάριος φεβρουαρίου φεβ فبراير फरवरी กุมภาพันธ์ ก.พ פברואר
march mar märz mär mrz mars marzo março maart mrt marzec marca март марта мар березень березня
 březen března marec március martie mart maaliskuu maaliskuuta maret μάρτιος μαρτίου μαρ مارس मार्च
 มีนาคม มี.ค מרץ marts
april apr avril avr abril abr aprile kwiecień kwietnia kwi апрель апреля апр квітень квітня duben
 dubna apríl április aprilie nisan nis huhtikuu huhtikuuta απρίλιος απριλίου απρ أبريل ابريل अप्रैल
 เมษายน เม.ย אפריל
may mai mayo maggio mag maio mei maj maja май мая травень травня květen května máj május mayıs
 toukokuu toukokuuta μάιος μαΐου μαΐ مايو मई พฤษภาคม พ.ค מאי
june jun juni juin junio giugno giu junho czerwiec czerwca cze июнь июня июн червень червня červen
 června jún június iunie haziran haz kesäkuu kesäkuuta ιούνιος ιουνίου يونيو जून มิถุนายน มิ.ย יוני
july jul juli juillet juil julio luglio lug julho lipiec lipca lip июль июля июл липень липня
 červenec července júl július iulie temmuz tem heinäkuu heinäkuuta ιούλιος ιουλίου يوليو जुलाई
 กรกฎาคม ก.ค יולי
august aug août aout agosto ago augustus sierpień sierpnia sie август августа авг серпень серпня
 srpen srpna augusztus ağustos ağu elokuu elokuuta agustus αύγουστος αυγούστου αυγ أغسطس अगस्त
 สิงหาคม ส.ค אוגוסט
september sep sept septembre septiembre settembre set setembro wrzesień września wrz сентябрь
 сентября сен сент вересень вересня září szeptember septembrie eylül eyl syyskuu syyskuuta
 σεπτέμβριος σεπτεμβρίου σεπ سبتمبر सितंबर सितम्बर กันยายน ก.ย ספטמבר
october oct oktober okt octobre octubre ottobre ott outubro out październik października paź
 октябрь октября окт жовтень жовтня říjen října október octombrie ekim eki lokakuu lokakuuta
 οκτώβριος οκτωβρίου οκτ أكتوبر اكتوبر अक्टूबर ตุลาคม ต.ค אוקטובר
november nov novembre noviembre novembro listopad listopada lis ноябрь ноября ноя нояб листопада
 listopadu noiembrie kasım kas marraskuu marraskuuta νοέμβριος νοεμβρίου νοε نوفمبر नवंबर नवम्बर
 พฤศจิกายน พ.ย נובמבר
december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia gru
 декабрь декабря дек грудень грудня prosinec prosince decembrie aralık ara joulukuu joulukuuta
 desember δεκέμβριος δεκεμβρίου δεκ ديسمبر दिसंबर दिसम्बर ธันวาคม ธ.ค דצמבר
"""
_SEASON_NAMES: Final[dict[int, str]] = {
    1: "winter hiver invierno inverno early anfang début principios inizio begin początek",
    3: "spring frühjahr frühling printemps primavera vår wiosna",
    6: "summer sommer été verano estate verão zomer lato mid mid- mitte mi- mediados metà medio",
    9: "autumn fall herbst automne otoño autunno outono herfst jesień",
    11: "late",
    12: "end ende fin finales fine eind koniec",
}
_NOW: Final = """
present day|the present|present|at present|presently|current|currently|current position|now|today
|ongoing|continuing|continued|date|heute|jetzt|dato|aktuell|derzeit|laufend|gegenwärtig
|andauernd|présent|aujourd'hui|ce jour|nos jours|actuel|actuellement|maintenant|en cours|la fecha
|fecha|la actualidad|actualidad|actual|actualmente|el presente|presente|hoy|la presente|oggi
|attuale|attualmente|in corso|data attuale|atual|atualmente|hoje|o momento|o presente|à data
|momento|em curso|o dia de hoje|heden|nu|lopend|obecnie|teraz|chwili obecnej|dziś|dzisiaj
|настоящее время|настоящего времени|наст. время|н.в.|н. в.|н.вр.|текущее время|сейчас|сегодня
|настоящий момент|теперішній час|теперішнього часу|дотепер|сьогодні|цього часу|н.ч.|момента
|настоящем|současnost|současnosti|dosud|nyní|dnes|súčasnosť|súčasnosti|doteraz|jelenleg|jelen
|napjainkig|prezent|în prezent|astăzi|halen|günümüz|günümüze|devam ediyor|devam|hâlâ|şu an
|bugün|nykyhetki|nykyinen|nyt|edelleen|nåværende|nuværende|nåvarande|nuvarande|pågående|pågår
|d.d.|d.d|dags dato|i dag|idag|sekarang|saat ini|kini|hari ini|nay|hiện tại|hiện nay|bây giờ
|σήμερα|παρόν|الآن|الان|حتى الآن|حاليا|الوقت الحاضر|اليوم|היום|כיום|הווה|वर्तमान|अब|अब तक|आज
|ปัจจุบัน|至今|现在|現在|目前|迄今|如今|今|今日|現職|現任
|在職中|在职|在職|在籍中|勤務中|継続中|就業中
|현재|재직 중|재직중|지금|n. v.|nadal|tills vidare|н. вр.|н. вр|actualité
"""
_TO: Final = """
to|until|till|til|thru|through|up to|up until|untill|bis|bis zum
|bis einschließlich|à|au|a|al|ad|jusqu'à|jusqu'au|jusqu'en|jusque|hasta|hasta el|até|ate|até ao
|fino a|fino al|sino a|tot|tot en met|t/m|tm|do|po|по|до|к|på|till och med|t.o.m.|ile|asti
|saakka|s/d|s.d.|sd|sampai|sampai dengan|hingga|đến|tới|έως|μέχρι|ως|إلى|الى|حتى|עד|से|तक|ถึง|จนถึง
|至|到|迄|から|より|まで|に至る|부터|까지|the|tháng|thg|în|la|până în|入社|入職|就職
"""
_SINCE: Final = """
since|from|seit|ab|von|depuis|depuis le|dès|à partir de|à compter de|desde|desde el|a partir de
|dal|da|dall'|sinds|vanaf|od|с|со|з|від|fra|fra og med|sedan|från|siden|din|от|ตั้งแต่|منذ|מאז
|自|从|從|since the|as of|as from|starting|sejak|từ|από|depuis l'|από το
"""
_ONWARDS: Final = """
onwards|onward|起|から|より|以降|〜|부터|从|to|since
"""


def _words(names: str) -> tuple[str, ...]:
    """The names in lower case, the longest first."""
    plain = normalize("NFKC", names).casefold()
    found = {" ".join(name.split()) for name in plain.split("|")} - {""}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


MONTHS: Final[dict[str, int]] = {
    name: number
    for number, row in enumerate(
        normalize("NFKC", _MONTH_NAMES).casefold().replace("\n ", " ").strip().splitlines(), 1
    )
    for name in row.split()
}
"""1 to 12 by name, in lower case and NFKC, without the full stop of an abbreviation."""

PARTS_OF_YEARS: Final[dict[str, int]] = {
    name: month
    for month, row in _SEASON_NAMES.items()
    for name in normalize("NFKC", row).casefold().split()
}
"""The month that a season, or the beginning, middle or end of a year, stands for."""

NOW: Final = _words(_NOW)
TO: Final = _words(_TO)
SINCE: Final = _words(_SINCE)
ONWARDS: Final = _words(_ONWARDS)
