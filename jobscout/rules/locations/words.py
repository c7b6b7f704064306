"""Words in texts about places that name none, in the languages that boards write."""

from __future__ import annotations

from typing import Final

_NOISE: Final = (
    # how one works
    "remote remotely hybrid hybride hibrido ibrido hybryd hybrydowo onsite site wfh telecommute"
    " telecommuting telework teleworking work working works home homeoffice homebased office"
    " offices inoffice person desk based base distributed virtual flexible flex fully full partly"
    " partial partially primarily mostly mainly 100% first friendly travel traveling required"
    " optional optionally eligible preferred preferably ideally possible permitted allowed"
    " distance mobile-work commute commutable commuting field"
    # what is counted or left open
    " location locations cities countries sites markets level etage stock floor multiple various"
    " several different any all other others tbd tbc tba na n/a none unknown unspecified"
    " undisclosed confidential negotiable dnu test city/state on more part preference preferences"
    " etc only job jobs position positions role roles opportunity candidates candidate applicants"
    " must reside residents resident living live located hiring us-based open to at in the of for"
    " from with within across inside throughout near nearby around is are be can could may or a an"
    " not applicable confirmed disclosed specified decided see description descriptions"
    " varies vary announced determined listing listings assignment client clients"
    " customer customers candidate's anytown by"
    " pan as our your this time zone zones timezone timezones tz hours hour overlap utc gmt cst est"
    " edt cdt mdt mst pst pdt cet cest eet eest bst ist wet ict jst aest"
    # buildings
    " nationwide statewide countrywide hq headquarter headquarters headquartered head hq2"
    " corporate campus bldg building buildings suite ste room unit plant branch warehouse store no"
    " po box"
    # German
    " heimarbeit mobiles mobil arbeiten arbeit vor ort standort standorte regio rejon okolice"
    " mehrere verschiedene"
    " diverse alle im am bei oder bundesweit raum grossraum umgebung region"
    " umkreis nahe flexibel teilweise moglich ortsunabhangig und"
    # French, Spanish, Portuguese, Italian, Dutch, Polish, Nordic
    " teletravail distanciel presentiel sur lieu lieux plusieurs toute tout toutes entiere entier"
    " partout siege proche en remoto remota teletrabajo teletrabalho presencial trabajo trabalho"
    " varias varios multiples ubicaciones sede todo toda cualquier lugar desde casa qualquer pais"
    " interior da di presso vari tutta tutto sedi thuiswerk thuiswerken omgeving heel omstreken"
    " zdalnie zdalna zdalny praca cala caly distans hjemmekontor fjernarbejde hele hela flere"
    " steder etatyo uzaktan"
    # Russian, Ukrainian, Chinese, Japanese, Korean, Arabic
    " удаленно удаленная удаленка работа дистанционно вся весь офис виддалено в г город リモート"
    " フルリモート リモートワーク 在宅 在宅勤務 本社 全国 リモート可 远程"
    " 远程办公 遠端 遠距 居家 总部 總部 多地 원격 재택 재택근무 본사 전국 عن بعد عن_بعد مكتب"
)
NOISE: Final = frozenset(_NOISE.split())
"""Words that name no place wherever they stand, folded."""

NOISE_IN_CAPITALS: Final = frozenset({"all", "any", "cst", "est", "for", "hq", "na", "pan", "po"})
"""Those of the shortest that are no codes of places in capitals."""

_QUALIFIERS: Final = (
    "greater metro metroplex metropolitan area areas region regional county state province district"
    " city"
    " town downtown midtown uptown central centre center north south east west northern southern"
    " eastern western northeast northwest southeast southwest northeastern northwestern"
    " southeastern southwestern mid midwest midwestern upstate coast coastal side bay inner outer"
    " suburb suburbs and & surrounding vicinity zona area+ gebiet nord sud ost est ouest norte sur"
    " este oeste land country national market territory territories vicinities domestic mainland"
    " continental lower upper new centro ville rural cbd"
    " selatan utara barat timur pusat kommun kommune gemeente powiat gmina landkreis kreis stadt"
    " municipality municipio comune commune okres kraj concelho distrito comuna fct sector sektor"
    " phase"
)
QUALIFIERS: Final = frozenset(_QUALIFIERS.split())
"""Words that say which part of a known place, folded; elsewhere they are parts of names."""

_PLACELESS: Final = (
    "street hub team teams group sales engineering support service services operations ops desk"
    " company lab labs studio studios center centre school hospital clinic university college"
    " airport park parkway pkwy hwy highway tower court mall rd road st ave avenue blvd boulevard"
    " drive dr lane ln way str strasse platz allee rue calle via avenida plaza house station"
    " district business"
)
PLACELESS: Final = frozenset(_PLACELESS.split())
"""Words of streets, buildings and teams, folded: what contains one is no town."""

_SMALL: Final = (
    "de da do del la le les am an der im in upon on sur of the and y e und bei ob van von den du"
    " des di al el"
)
SMALL: Final = frozenset(_SMALL.split())
"""Words that are written small inside the names of towns."""
