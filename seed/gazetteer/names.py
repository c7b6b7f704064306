"""Names of countries, cities and areas of the world that the packages of ``build`` lack."""

from __future__ import annotations

from typing import Final

# Names in addition to GeoNames' own: short, former, and as German, French, Spanish, Italian,
# Portuguese, Dutch, Polish and Nordic boards write them.
COUNTRY_NAMES: Final = {
    "AE": "uae, emirates, vereinigte arabische emirate, الامارات, оаэ, u.a.e.",
    "AR": "argentinien, argentine",
    "AT": "osterreich, autriche, oostenrijk, osterrike",
    "AU": "australien, australie",
    "BE": "belgien, belgique, belgie, belgica, belgio",
    "BG": "bulgarien, bulgarie",
    "BR": "brasil, brasilien, bresil, brasile",
    "CA": "kanada",
    "CD": "dr congo, drc, democratic republic of congo",
    "CH": "schweiz, suisse, svizzera, suiza, zwitserland",
    "CI": "ivory coast, cote d'ivoire",
    "CL": "chili",
    "CN": "prc, mainland china, people's republic of china, chine",
    "CO": "kolumbien, colombie",
    "CY": "zypern, chypre",
    "CZ": "czech republic, tschechien, tschechische republik, cesko, republique tcheque",
    "DE": "deutschland, allemagne, alemania, germania, alemanha, duitsland, niemcy, tyskland",
    "DK": "danmark, danemark, dinamarca",
    "EE": "estland, estonie, eesti",
    "EG": "agypten, egypte",
    "ES": "espana, spanien, espagne, spagna, espanha, spanje, hiszpania",
    "FI": "finnland, finlande, suomi, finlandia",
    "FR": "frankreich, francia, frankrijk, francja, frankrike, francaise",
    "GB": "uk, u.k., u.k, great britain, britain, england, scotland, wales, northern ireland,"
    " grossbritannien, vereinigtes konigreich, royaume-uni, reino unido, regno unito,"
    " verenigd koninkrijk, wielka brytania, storbritannien, 英国, イギリス, 영국, великобритания",
    "GR": "griechenland, grece, grecia, hellas",
    "HK": "hong kong sar, hongkong",
    "HR": "kroatien, croatie, hrvatska",
    "HU": "ungarn, hongrie, magyarorszag",
    "ID": "indonesien, indonesie",
    "IE": "irland, irlande, irlanda, republic of ireland, ierland",
    "IN": "indien, inde",
    "IT": "italia, italien, italie, wlochy",
    "JP": "japon, giappone",
    "KE": "kenia",
    "KR": "korea, republic of korea, korea republic of, korea south, sudkorea, coree du sud,"
    " 한국, 韩国, 韓国",
    "LT": "litauen, lituanie, lietuva",
    "LU": "luxemburg",
    "LV": "lettland, lettonie, latvija",
    "MA": "marokko, maroc, marruecos",
    "MK": "macedonia",
    "MX": "mexiko, mexique",
    "MY": "malaysien",
    "NL": "netherlands, holland, niederlande, pays-bas, nederland, paises bajos, paesi bassi,"
    " holandia",
    "NO": "norwegen, norvege, norge, noruega",
    "NZ": "neuseeland, nouvelle-zelande",
    "PH": "philippinen",
    "PL": "polen, pologne, polska, polonia",
    "PT": "portugiesisch",
    "RO": "rumanien, roumanie",
    "RS": "serbien, serbie",
    "RU": "russian federation, russland, russie, рф",
    "SA": "ksa, saudi-arabien, السعودية",
    "SE": "schweden, suede, sverige, suecia, zweden",
    "SG": "singapur, singapour",
    "SI": "slowenien, slovenie",
    "SK": "slowakei, slovaquie, slovak republic",
    "TH": "thailande",
    "TN": "tunesien, tunisie",
    "TR": "turkey, turkei, turquie, turkiye",
    "TW": "taiwan roc, chinese taipei",
    "TZ": "tansania, united republic of tanzania",
    "UA": "ukraina",
    "US": "u.s., u.s, u.s.a., u.s.a, united states of america, america, vereinigte staaten,"
    " etats-unis, estados unidos, stati uniti, vereinigte staaten von amerika, eua, ee. uu.,"
    " eeuu, сша, америка, 미국, 美国, 美國, アメリカ",
    "VN": "viet nam",
    "ZA": "sudafrika, afrique du sud, rsa",
}
"""Alpha-2 code to folded names, separated by commas."""

ABBREVIATED: Final = {
    ("US", "CA", "San Francisco"): "sf, sfo",
    ("US", "CA", "Los Angeles"): "la",
    ("US", "CA", "San Diego"): "sd",
    ("US", "NY", "New York City"): "nyc, ny",
    ("US", "WA", "Seattle"): "sea",
    ("US", "IL", "Chicago"): "chi",
    ("US", "GA", "Atlanta"): "atl",
    ("US", "TX", "Austin"): "atx",
    ("US", "TX", "Dallas"): "dfw",
    ("US", "MA", "Boston"): "bos",
    ("US", "CO", "Denver"): "den",
    ("US", "PA", "Philadelphia"): "phl",
    ("US", "DC", "Washington"): "dc, dmv",
    ("IN", "19", "Bengaluru"): "blr",
    ("CA", "08", "Toronto"): "gta",
    ("MX", "09", "Mexico City"): "cdmx",
    ("AR", "07", "Buenos Aires"): "caba",
    ("MY", "14", "Kuala Lumpur"): "kl",
    ("VN", "79", "Ho Chi Minh City"): "hcmc, hcm",
    ("GB", "ENG", "London"): "ldn, lon",
}
"""Country, region and city to its abbreviations, which are words unless they are in capitals."""

CALLED: Final = {
    ("US", "CA", "San Francisco"): "bay area, san francisco bay area, sf bay area, sf bay",
    ("US", "CA", "San Jose"): "silicon valley",
    ("US", "NY", "New York City"): "new york, new york metropolitan area, tri state area",
    ("US", "TX", "Dallas"): "dallas fort worth, dallas ft worth, dallas fort worth metroplex",
    ("US", "MO", "St. Louis"): "st louis",
    ("US", "MN", "Minneapolis"): "minneapolis st paul, minneapolis saint paul, twin cities",
    ("US", "NC", "Raleigh"): "raleigh durham, raleigh durham chapel hill, research triangle,"
    " research triangle park, rtp",
    ("US", "DC", "Washington"): "washington dc, washington d c, dc metro, washington dc baltimore",
    ("US", "FL", "Tampa"): "tampa bay, tampa st petersburg",
    ("US", "WA", "Seattle"): "puget sound",
    ("US", "UT", "Salt Lake City"): "silicon slopes, wasatch front",
    ("IN", "07", "Delhi"): "delhi ncr, ncr delhi, ncr, national capital region",
    ("CA", "08", "Toronto"): "toronto area, gta toronto",
    ("CA", "02", "Vancouver"): "lower mainland, metro vancouver",
    ("PH", "NCR", "Manila"): "metro manila",
    ("FR", "11", "Paris"): "region parisienne, paris la defense",
    ("MY", "14", "Kuala Lumpur"): "klang valley",
    ("DE", "05", "Frankfurt am Main"): "rhein main, rhein main gebiet, frankfurt",
    ("AR", "07", "Buenos Aires"): "capital federal, ciudad autonoma de buenos aires",
    ("CO", "34", "Bogotá"): "bogota dc, bogota d c",
    ("DE", "07", "Essen"): "ruhrgebiet, ruhr area, ruhrpott",
    ("JP", "32", "Osaka"): "kansai, 関西",
    ("JP", "40", "Tokyo"): "kanto, 関東, 首都圏",
    ("CN", "30", "Guangzhou"): "pearl river delta, 珠三角",
    ("CN", "23", "Shanghai"): "yangtze river delta, 长三角",
}
"""Country, region and city to its metropolitan areas, and to names that do not mean GeoNames'
largest city of that name."""

QUARTERS: Final = {
    ("KE", "05", "Nairobi"): "westlands, kilimani, upper hill, upperhill, parklands, lavington,"
    " gigiri, kileleshwa, langata, ruaraka, kasarani",
    ("NG", "05", "Lagos"): "victoria island, ikoyi, lekki phase 1",
    ("ZA", "06", "Johannesburg"): "sandton, braamfontein",
    ("GB", "ENG", "London"): "shoreditch, clerkenwell, farringdon, mayfair, holborn, fitzrovia,"
    " canary wharf, hammersmith, paddington, king's cross",
    ("IN", "16", "Mumbai"): "andheri, andheri east, bandra, bandra kurla complex, powai, goregaon",
    ("IN", "19", "Bengaluru"): "koramangala, indiranagar, hsr layout, electronic city,"
    " electronics city, marathahalli, bellandur",
    ("IN", "40", "Hyderabad"): "hitech city, hitec city, gachibowli, madhapur",
    ("KR", "11", "Seoul"): "gangnam, gangnam gu, 강남, 강남구, yeouido, 여의도, seocho gu, 서초구",
    ("CN", "22", "Beijing"): "zhongguancun, 中关村, haidian, 海淀, 海淀区, 朝阳区",
    ("JP", "40", "Tokyo"): "marunouchi, 丸の内, otemachi, 大手町, akihabara, 秋葉原, 六本木",
    ("BR", "27", "São Paulo"): "vila olimpia, itaim bibi, faria lima",
    ("PH", "NCR", "Taguig"): "bonifacio global city",
    ("US", "CA", "San Francisco"): "south of market, mission bay",
}
"""Country, region and city to its quarters that GeoNames does not list, and of which postings name
no city; none that is also the name of another town."""

AREA_NAMES: Final = {
    "Worldwide": "worldwide, world wide, world, anywhere, anywhere in the world, global, globally,"
    " all countries, earth, international, weltweit, mundial, todo el mundo, mundo, monde,"
    " monde entier, partout dans le monde, tutto il mondo, wereldwijd, cały świat, globalt,"
    " na całym świecie, hele verden, dünya çapında, весь мир, по всему миру, любая точка мира,"
    " 全球, 全世界, 世界中, 전 세계, 전세계, العالم, حول العالم, work from anywhere, everywhere",
    "LATAM": "latin america, latinoamerica, america latina, lateinamerika, amerique latine",
    "North America": "northern america, noram, namer, amer, nordamerika, amerique du nord,"
    " america del norte",
    "South America": "sudamerica, sudamerika, america del sur, america do sul",
    "EU": "european union, eu countries, eu member states, europaische union, union europea, ue,"
    " union europeenne, unia europejska",
    "EEA": "european economic area, eu eea, eea eu",
    "APAC": "asia pacific, apj, apac japan, asia pac, japac",
    "Asia": "asien, asie, азия, 亚洲, アジア, 아시아",
    "Africa": "afrika, afrique, africa, sub saharan africa",
    "Nordics": "scandinavia, nordic, the nordics, nordic countries, nordic region, skandinavien",
    "Europe": "european, northern europe, western europe, eastern europe, southern europe, europa,"
    " central europe, central and eastern europe, cee, continental europe, mainland europe,"
    " europaweit, европа, 欧洲, 歐洲, ヨーロッパ, 유럽, أوروبا, balkans, western balkans",
    "EMEA": "europe middle east and africa, europe the middle east and africa",
    "Americas": "the americas, americas, americas region",
    "ANZ": "australia and new zealand, aunz, anz",
    "Southeast Asia": "south east asia, sea region",
    "CIS": "снг, cis countries, commonwealth of independent states",
    "GCC": "gcc countries, gulf countries, gulf region",
}
"""Area to its other names. Parts of Europe count as Europe: boards do not separate them."""
