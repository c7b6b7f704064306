"""States and provinces as what ``build`` reads does not give them.

``divisions.tsv`` has GeoNames' names of 2015, and some are missing; names that differ much from
ISO's cannot be joined by comparing them. Each entry is GeoNames' code, the usual name in English,
ISO's code and other names.
"""

from __future__ import annotations

from typing import Final

CORRECTED: Final = {
    "AE": "01:Abu Dhabi:AZ:Abu Zaby; 02:Ajman:AJ; 03:Dubai:DU:Dubayy; 04:Fujairah:FU;"
    " 05:Ras al-Khaimah:RK:Ras al Khaimah; 06:Sharjah:SH; 07:Umm al-Quwain:UQ",
    "AR": "07:Ciudad Autónoma de Buenos Aires:C:CABA, Capital Federal; 13:Mendoza:M;"
    " 23:Tierra del Fuego:V",
    "AT": "02:Carinthia:K:Kärnten; 03:Lower Austria:NÖ:Niederösterreich; 04:Upper Austria:OÖ:"
    "Oberösterreich; 06:Styria:ST:Steiermark; 07:Tyrol:T:Tirol; 09:Vienna:W:Wien",
    "AU": "01:Australian Capital Territory:ACT; 02:New South Wales:NSW; 03:Northern Territory:NT;"
    " 04:Queensland:QLD; 05:South Australia:SA; 06:Tasmania:TAS; 07:Victoria:VIC;"
    " 08:Western Australia:WA",
    "BE": "BRU:Brussels:BRU:Brussels-Capital, Brussels Capital Region, Bruxelles-Capitale;"
    " VLG:Flanders:VLG:Vlaanderen, Flandre, Flemish Region; WAL:Wallonia:WAL:Wallonie",
    "BR": "07:Distrito Federal:DF:Federal District",
    "CA": "01:Alberta:AB; 02:British Columbia:BC; 03:Manitoba:MB; 04:New Brunswick:NB;"
    " 05:Newfoundland and Labrador:NL:Newfoundland & Labrador, Newfoundland; 07:Nova Scotia:NS;"
    " 08:Ontario:ON; 09:Prince Edward Island:PE:PEI; 10:Quebec:QC:Québec; 11:Saskatchewan:SK;"
    " 12:Yukon:YT; 13:Northwest Territories:NT; 14:Nunavut:NU",
    "CH": "BS:Basel-Stadt:BS:Basel-City; GE:Geneva:GE:Genève, Genf; GR:Graubünden:GR:Grisons;"
    " LU:Lucerne:LU:Luzern; SG:St. Gallen:SG; TI:Ticino:TI:Tessin; VS:Valais:VS:Wallis;"
    " ZH:Zürich:ZH; BE:Bern:BE:Berne; FR:Fribourg:FR:Freiburg; VD:Vaud:VD:Waadt",
    "CL": "02:Aysén:AI; 08:O'Higgins:LI; 10:Magallanes:MA; 12:Santiago Metropolitan:RM:"
    "Región Metropolitana, Metropolitana de Santiago, Región Metropolitana de Santiago;"
    " 14:Los Lagos:LL; 15:Tarapacá:TA; 17:Los Ríos:LR; 18:Ñuble:NB",
    "CN": "14:Tibet:XZ:Xizang; 20:Inner Mongolia:NM:Nei Mongol",
    "CO": "34:Bogotá D.C.:DC:Distrito Capital, Bogota DC; 01:Amazonas:AMA",
    "CZ": "52:Prague:PR:Praha; 78:South Moravia:JM:Jihomoravský kraj; 79:South Bohemia:JC:"
    "Jihočeský kraj; 80:Vysočina:VY; 81:Karlovy Vary:KA:Karlovarský kraj; 82:Hradec Králové:KR:"
    "Královéhradecký kraj; 83:Liberec:LI:Liberecký kraj; 84:Olomouc:OL:Olomoucký kraj;"
    " 85:Moravia-Silesia:MO:Moravskoslezský kraj; 86:Pardubice:PA:Pardubický kraj; 87:Plzeň:PL:"
    "Plzeňský kraj; 88:Central Bohemia:ST:Středočeský kraj; 89:Ústí nad Labem:US:Ústecký kraj;"
    " 90:Zlín:ZL:Zlínský kraj",
    "DE": "01:Baden-Württemberg:BW; 02:Bavaria:BY:Bayern, Bavière; 03:Bremen:HB;"
    " 05:Hesse:HE:Hessen; 06:Lower Saxony:NI:Niedersachsen; 07:North Rhine-Westphalia:NW:"
    "Nordrhein-Westfalen, NRW; 08:Rhineland-Palatinate:RP:Rheinland-Pfalz; 13:Saxony:SN:Sachsen;"
    " 14:Saxony-Anhalt:ST:Sachsen-Anhalt; 15:Thuringia:TH:Thüringen",
    "DK": "17:Capital Region:84:Hovedstaden, Capital Region of Denmark, Region Hovedstaden;"
    " 18:Central Jutland:82:Midtjylland; 19:North Denmark:81:Nordjylland; 20:Zealand:85:Sjælland;"
    " 21:South Denmark:83:Syddanmark",
    "EG": "11:Cairo:C:Al Qahirah; 06:Alexandria:ALX; 08:Giza:GZ",
    "ES": "07:Balearic Islands:IB:Illes Balears, Islas Baleares, Baleares; 31:Murcia:MC:"
    "Región de Murcia; 32:Navarre:NC:Navarra; 34:Asturias:AS:Principado de Asturias;"
    " 39:Cantabria:CB; 53:Canary Islands:CN:Canarias, Islas Canarias; 59:Basque Country:PV:"
    "País Vasco, Euskadi; 60:Valencia:VC:Comunidad Valenciana, Comunitat Valenciana, Valencian"
    " Community; 29:Madrid:MD:Comunidad de Madrid, Community of Madrid; 56:Catalonia:CT:Catalunya,"
    " Cataluña; 51:Andalusia:AN:Andalucía; 55:Castile and León:CL:Castilla y León;"
    " 54:Castilla-La Mancha:CM; 27:La Rioja:RI",
    "FI": "01:Uusimaa:18:Nyland; 02:Southwest Finland:19:Varsinais-Suomi; 19:Lapland:10:Lappi;"
    " 05:Kanta-Häme:06; 17:North Ostrobothnia:14:Pohjois-Pohjanmaa; 13:Central Finland:08:"
    "Keski-Suomi; 11:North Savo:15:Pohjois-Savo",
    "FR": "11:Île-de-France:IDF; 24:Centre-Val de Loire:CVL; 27:Bourgogne-Franche-Comté:BFC;"
    " 28:Normandy:NOR:Normandie; 32:Hauts-de-France:HDF; 44:Grand Est:GES; 52:Pays de la Loire:"
    "PDL; 53:Brittany:BRE:Bretagne; 75:Nouvelle-Aquitaine:NAQ; 76:Occitanie:OCC:Occitania;"
    " 84:Auvergne-Rhône-Alpes:ARA; 93:Provence-Alpes-Côte d'Azur:PAC:PACA; 94:Corsica:20R:Corse",
    "GB": "ENG:England:ENG; SCT:Scotland:SCT; WLS:Wales:WLS:Cymru; NIR:Northern Ireland:NIR",
    "IE": "C:Connacht:C:Connaught",
    "IN": "07:Delhi:DL:NCT of Delhi, Delhi NCR, NCR, New Delhi; 22:Puducherry:PY:Pondicherry;"
    " 39:Uttarakhand:UT:Uttaranchal; 21:Odisha:OD:Orissa; 40:Telangana:TG:Telengana;"
    " 52:Dadra and Nagar Haveli and Daman and Diu:DH; 12:Jammu and Kashmir:JK:Jammu & Kashmir",
    "IT": "02:Basilicata:77; 07:Lazio:62:Latium; 09:Lombardy:25:Lombardia; 10:Marche:57:The"
    " Marches; 12:Piedmont:21:Piemonte; 13:Apulia:75:Puglia; 14:Sardinia:88:Sardegna;"
    " 15:Sicily:82:Sicilia; 16:Tuscany:52:Toscana; 17:Trentino-South Tyrol:32:Trentino-Alto Adige;"
    " 19:Aosta Valley:23:Valle d'Aosta",
    "JP": "35:Shiga:25; 33:Saga:41",
    "KR": "20:South Gyeongsang:48:Gyeongsangnam-do; 14:North Gyeongsang:47:Gyeongsangbuk-do;"
    " 13:Gyeonggi:41:Gyeonggi-do; 01:Jeju:49:Jeju-do",
    "MA": "01:Tanger-Tétouan-Al Hoceïma:01; 03:Fès-Meknès:03; 04:Rabat-Salé-Kénitra:04;"
    " 06:Casablanca-Settat:06; 07:Marrakech-Safi:07",
    "MX": "09:Mexico City:CMX:Ciudad de México, Distrito Federal; 15:México:MEX:Estado de México,"
    " State of Mexico; 16:Michoacán:MIC; 30:Veracruz:VER; 07:Coahuila:COA",
    "MY": "09:Penang:07:Pulau Pinang; 14:Kuala Lumpur:14:Wilayah Persekutuan Kuala Lumpur,"
    " WP Kuala Lumpur, Federal Territory of Kuala Lumpur",
    "NL": "02:Friesland:FR:Fryslân; 03:Gelderland:GE; 06:North Brabant:NB:Noord-Brabant;"
    " 07:North Holland:NH:Noord-Holland; 11:South Holland:ZH:Zuid-Holland",
    "NO": "21:Trøndelag:50; 34:Innlandet:34; 42:Agder:42; 46:Vestland:46; 12:Oslo:03",
    "NZ": "G2:Wellington:WGN:Greater Wellington; E7:Auckland:AUK",
    "PE": "LMA:Lima:LMA; 07:Callao:CAL:El Callao",
    "PH": "NCR:Metro Manila:00:National Capital Region, NCR",
    "PK": "03:Khyber Pakhtunkhwa:KP:KPK; 08:Islamabad:IS:Islamabad Capital Territory",
    "PL": "72:Lower Silesia:02:Dolnośląskie, Lower Silesian; 73:Kuyavia-Pomerania:04:"
    "Kujawsko-Pomorskie, Kuyavian-Pomeranian; 74:Łódź:10:Łódzkie; 75:Lublin:06:Lubelskie;"
    " 76:Lubusz:08:Lubuskie; 77:Lesser Poland:12:Małopolskie; 78:Mazovia:14:Mazowieckie, Masovian;"
    " 79:Opole:16:Opolskie; 80:Subcarpathia:18:Podkarpackie, Subcarpathian; 81:Podlasie:20:"
    "Podlaskie; 82:Pomerania:22:Pomorskie, Pomeranian; 83:Silesia:24:Śląskie, Silesian;"
    " 84:Świętokrzyskie:26:Holy Cross; 85:Warmia-Masuria:28:Warmińsko-Mazurskie, Warmian-Masurian;"
    " 86:Greater Poland:30:Wielkopolskie; 87:West Pomerania:32:Zachodniopomorskie, West Pomeranian",
    "PT": "10:Madeira:30; 23:Azores:20:Açores; 14:Lisbon:11:Lisboa",
    "QA": "01:Doha:DA:Ad Dawhah",
    "RO": "10:Bucharest:B:București",
    "RU": "48:Moscow:MOW:Москва; 66:Saint Petersburg:SPE:Sankt-Peterburg, Санкт-Петербург;"
    " 47:Moscow Oblast:MOS:Moskovskaya oblast; 73:Tatarstan:TA; 53:Novosibirsk Oblast:NVS",
    "SA": "10:Riyadh:01:Ar Riyad; 14:Mecca:02:Makkah, Makkah al Mukarramah;"
    " 06:Eastern Province:04:Ash Sharqiyah; 05:Medina:03:Al Madinah",
    "SE": "14:Norrbotten:BD; 23:Västerbotten:AC; 26:Stockholm:AB:Stockholms län; 27:Skåne:M:"
    "Skåne län; 28:Västra Götaland:O:Västra Götalands län; 16:Östergötland:E; 08:Jönköping:F;"
    " 15:Örebro:T; 18:Södermanland:D; 22:Värmland:S; 24:Västernorrland:Y; 25:Västmanland:U;"
    " 03:Gävleborg:X; 07:Jämtland:Z; 10:Dalarna:W; 06:Halland:N; 05:Gotland:I; 21:Uppsala:C",
    "TH": "40:Bangkok:10:Krung Thep Maha Nakhon",
    "TW": "03:Taipei:TPE:Taipei City",
    "UA": "12:Kyiv:30:Kiev; 13:Kyiv Oblast:32; 15:Lviv:46",
    "VN": "20:Ho Chi Minh City:SG; 01:Hanoi:HN:Ha Noi",
    "ZA": "03:Free State:FS:Orange Free State; 06:Gauteng:GP; 02:KwaZulu-Natal:KZN;"
    " 11:Western Cape:WC; 10:North West:NW",
}

ALSO: Final = {
    "AU": "VIC:Vic., NSW:N.S.W., QLD:Qld.",
    "IN": "OD:OR, UT:UK, TG:TS, CG:CT",
    "MX": "AGU:AG, AGU:Ags, BCN:BC, BCS:BS, CAM:CM, CHP:CS, CHP:Chis, CHH:CH, CHH:Chih, COA:CO,"
    " COA:Coah, COL:CL, CMX:DF, CMX:CDMX, DUR:DG, DUR:Dgo, GUA:GT, GUA:Gto, GRO:GR, HID:HG,"
    " HID:Hgo, JAL:JC, JAL:JA, MEX:EM, MEX:MX, MEX:Edomex, MIC:MI, MIC:Mich, MOR:MO, NAY:NA,"
    " NLE:NL, OAX:OA, PUE:PU, QUE:QT, QUE:Qro, QUE:QRO, ROO:QR, SLP:SL, SIN:SI, SON:SO, TAB:TB,"
    " TAM:TM, TAM:Tamps, TLA:TL, VER:VE, YUC:YU, ZAC:ZA",
    "NZ": "AUK:AKL, WGN:WLG",
    "ZA": "GP:GT, KZN:NL",
}
"""ISO's code and another in use."""
