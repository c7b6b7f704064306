"""The words of titles that name a level, in many languages, for ``rules.levels``.

They are folded (``spelling.fold``) and separated by commas; a few are regular expressions. What
is written without spaces between words (Chinese, Japanese, Korean, Thai) is in ``UNSPACED``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobscout.model import Seniority

_COMPOUND: Final = (
    "(?:radgiv|konsul|utvikl|utveckl|udvikl|ingenj|ingeni|forsk|arkitekt|analyti|projekt"
    "|prosjekt|specialist|spesialist|berat|entwickl|manag|controll|okonom|saksbehand|asiantun"
    "|suunnit|kehitt)"
)
"""How the second part begins of one word for a level and a profession: "Seniorkonsulent"."""

WORDS: Final[dict[Seniority, str]] = {
    "intern": (
        "praktik(?:um|ant(?:in|en|innen|ka|er)?), pflichtpraktikum, praktykant(?:ka)?, praktyki,"
        " werkstud(?:ent(?:in|en|innen)?|ierende[rn]?), working students?, student assistants?,"
        " studentische[rn]? (?:hilfskraft|aushilfe|mitarbeiter(?:in)?), werkstudium, hiwi,"
        " masterand(?:in)?,"
        " (?:abschluss|bachelor|master|diplom)arbeit, azubis?, auszubildende[rn]?, ausbildung,"
        " lehrling, lehrstelle, lernende[rn]?, duales? stud(?:ium|ies|ent(?:in)?), dual studies,"
        " laerling,"
        " laerlinge, larling, stagiaires?, stage (?:de|en|-|/), ^stage, offre de stage,"
        " (?:afstudeer|meewerk|onderzoeks|snuffel|zomer)stage, stageplaats, alternance,"
        " alternante?s?, apprentie?s?, apprentice(?:ship)?s?,"
        " stagiairs?,"
        " becari[oa]s?, (?:de|en) practicas, ^practicas, practicantes?, pasantes?, pasantia,"
        " aprendiz(?:es)?, tirocin\\w*, stagista, apprendista, estagiari[oa]s?, estagio,"
        " stazyst(?:a|ka), staz, stazist(?:a|ka), stagiar, gyakornok, harjoittelija,"
        " tyoharjoittelija, stajyer, thuc tap sinh, magang, стажер(?:ка)?, стажировка,"
        " практикант(?:ка)?, интерн, стажист, متدرب, מתמחה"
    ),
    "executive": (
        "[se]?vp, avp, vice[ -]presidents?, managing director, geschaftsfuhr(?:er|erin|ung),"
        " geschaftsleitung, directeur general, directrice generale, director general,"
        " directora general, direttore generale, diretor geral, amministratore delegato,"
        " consejero delegado, gerente general, dyrektor generalny, prezes zarzadu,"
        " verkstallande direktor, administrerende direktor, toimitusjohtaja,"
        " generalni reditel, genel mudur, tong giam doc, генеральныи директор,"
        " техническии директор, исполнительныи директор"
    ),
    "director": (
        "directeur, directrice, directora, diretora?, direttore, direttrice,"
        " (?!schul)\\w{4,12}direktor(?:in|en)?, direktor(?:in)?,"
        " dyrektor, reditel(?:ka)?, direktorius, johtaja, bereichsleit(?:er|erin|ung), head of,"
        " ^head(?=,| -), global head, giam doc, директор(?<!арт-директор)(?! (?:магазин|ресторан"
        "|клуб)),"
        " chief executive"
    ),
    "manager": (
        "abteilungsleit(?:er|erin|ung), hauptabteilungsleit(?:er|erin|ung), afdelingshoofd,"
        " afdelingsleder,"
        " afdelingschef, avdelingsleder, avdelningschef, enhetschef, sektionschef,"
        " chef de (?:service|departement), jefe de (?:departamento|seccion|area),"
        " kierownik (?:dzialu|zespolu), vedouci oddeleni, osastopaallikko, truong phong,"
        " (?:руководитель|начальник) (?:отдела|управления), gerente de (?:ingenieria|engenharia)"
    ),
    "lead": (
        "(?:sachgebiets|referats|dezernats|fachbereichs|fachdienst|stations|pflegedienst"
        "|wohnbereichs|schicht)leit(?:er|erin|ung|erinnen),"
        " teamlead, techlead, team ?leaders?, teamleit(?:er|erin|ung), leiter(?:in)?, ^leitung,"
        " gruppenleit(?:er|erin|ung), distinguished, teamleid(?:er|ster|ing), teamleder,"
        " teamledare, teamchef, voorman, voorvrouw, brygadzist(?:a|ka), capo ?(?:reparto|squadra"
        "|turno|cantiere|officina), kierownik zmiany, gruppledare, gruppchef, gruppeleder,"
        " gruppeleiar,"
        " tiiminvetaja, tiimipaallikko, chef d'equipe, jefe de equipo, lider(?:esa)?,"
        " lider[ei], csoportvezeto, vedouci tymu, veduci timu, truong nhom, тимлид, лид,"
        " ведущ(?:ии|ая),"
        " провідн(?:ии|а), руководитель группы, ראש צוות"
    ),
    "senior": (
        "snr, seniorin, seniore, starsz[ya], starsi, stariji, старши, vanhempi, seniorn[iyea],"
        " vanem(?:spetsialist|arendaja|insener), kidemli, старш(?:ии|ая|іи|а), сеньор,"
        f" senior{_COMPOUND}\\w*,"
        " (?:chuyen vien|ky su|lap trinh vien) cao cap, בכירה?"
    ),
    "mid": (
        "mid[ -]?level, mid-?weight, mid[ -]?senior, mid-career, medior, semi[ -]?senior,"
        " semi[ -]sr, ssr, pleno(?<!tempo pleno)(?<!periodo pleno), confirmee?, intermediaire, мидл"
    ),
    "junior": (
        "entry[ -]level, trainees?, traineeship, berufseinstei?g(?:er|erin)?, absolvent(?:in|en)?,"
        " volontar(?:in)?, volontariat, debutante?, mlodsz[ya], mladsi, juniorn[iyea], младши,"
        f" junior{_COMPOUND}\\w*,"
        " neolaureat[oi],"
        " recem[ -]formad[oa],"
        " recien (?:egresad|graduad|titulad)[oa], младш(?:ии|ая), молодш(?:ии|а), джуниор"
    ),
}

UNSPACED: Final[dict[Seniority, str]] = {
    "intern": "实习|實習|実習生|研修生|실습생|インターン(?!シップ担当)|인턴|학생 연구원|ฝึกงาน",
    "executive": "首席.{1,3}官|副总裁|副總裁|总裁|總裁|取締役|執行役員"
    "|대표이사|부사장|최고.{1,8}책임자",
    "director": "总监|總監|本部長|部長|본부장",
    "manager": "(?:研发|开发|工程|技术|部门)经理|課長|課长|エンジニアリングマネージャー"
    "|開発マネージャー|シニアマネージャー|엔지니어링 ?매니저",
    "lead": "组长|組長|首席(?!.{1,3}官)|(?:テック|チーム|デザイン|プロダクト)リード"
    "|(?<![ァ-ヶー])リード(?=エンジニア|デベロッパー|デザイナー|デザイン)"
    "|(?<!カード)(?<!コード)リーダー(?!シップ)"
    "|プリンシパル|スタッフエンジニア|스태프 ?엔지니어|팀장|(?:테크|팀|디자인) ?리드"
    "|(?<![가-힣])리드(?![가-힣])"
    "|수석",
    "senior": "高[级級](?!中|小|专科|職業|ホテル)|[资資]深|シニア(?!向|活躍|歓迎|世代|層"
    "|スタッフ|ライフ|[のも応])"
    "|上級|시니어(?! ?(?:케어|돌봄|클럽|센터|모델|타운))|อาวุโส",
    "mid": "中[级級](?!人民)|ミドル(?=エンジニア|レベル|クラス)|미들급",
    "junior": "初[级級](?!中)|应届|應屆|校招|ジュニア|新卒|주니어|신입(?! ?가능)(?![/·])",
}
