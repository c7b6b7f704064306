"""Names of professions: the last parts of compounds, and the forms for women and for many.

Our own work, from general knowledge of the languages; no list of others was copied. Words are
folded (``spelling.fold``) and of any trade. What is here decides only where a word is parted and
which forms are one, so a missing profession costs a variation and never a plain match.
"""

from __future__ import annotations

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


GERMAN: Final = """
assistenz praktikum entwicklung buchhaltung sachbearbeitung betreuung beratung management pflege
angestellte beauftragte auszubildende beamte
administrator agent analyst anleiter anwalt apotheker architekt arzt assistent aushilfe ausbilder
ausfahrer auditor azubi backer bearbeiter bediener begleiter berater betreuer betriebswirt
volkswirt bibliothekar biologe buchhalter chef chemiker controller dachdecker designer developer
dienstleiter direktor disponent dolmetscher dozent drucker einkaufer einrichter elektriker
elektroniker engineer entwickler erzieher experte fachkraft fachmann fahrer forscher friseur
fuhrer gartner gehilfe gestalter handler handwerker hauswirtschafter hebamme helfer hilfe
informatiker ingenieur inspektor installateur jurist kassierer kaufmann kauffrau kaufleute
fachfrau fachleute bauer kellner koch kommissionierer konstrukteur konditor koordinator kosmetiker
kraft lackierer laborant lagerist landwirt lehrer leiter leitung lektor logistiker makler maler
manager masseur mathematiker maurer mechaniker mechatroniker meister metzger mitarbeiter monteur
notar optiker padagoge pfleger physiker planer praktikant programmierer prufer psychologe
redakteur referendar referent reiniger revisor richter rezeptionist sachbearbeiter sanitater
schlosser schneider schreiner schweisser schwester sekretar soldat spediteur spezialist sportler
steward student supporter techniker texter therapeut tester tischler trainee trainer uberwacher
ubersetzer verkaufer vermittler verpacker vertreter verwalter volontar wachter werker wirt
wissenschaftler zeichner zerspaner zimmerer zusteller tatigkeit
"""
DUTCH: Final = """
adviseur advocaat analist apotheker architect assistent begeleider beheerder behandelaar
beveiliger bezorger bewaker boekhouder chauffeur consulent coordinator directeur docent
elektricien fysiotherapeut hovenier hulp ingenieur inkoper installateur kapper leerkracht leider
leraar loodgieter makelaar medewerker mecanicien monteur onderzoeker ontwikkelaar ontwerper
operator opvoeder planner programmeur psycholoog receptionist schilder schoonmaker secretaresse
specialist stagiair tandarts technicus timmerman verkoper vertaler verpleegkundige verzorgende
verzorger voorman werker
"""
NORDIC: Final = """
administrator analytiker ansvarig arbetare arkitekt assistent barnskotare bitrade chauffor chef
designer ekonom elektriker fagarbeider forare forskare forsker handlaggare hantverkare handverker
ingenjor ingenior instruktor konsulent konsult koordinator kock larare lakare leder ledare
medarbejder medarbeider medarbetare mekaniker montor personal psykolog radgiver radgivare
rekryterare redovisare revisor samordnare saljare saelger selger skoterska snickare sjukskoterska
underskoterska specialist strateg sygeplejerske sykepleier tekniker terapeut udvikler undersokare
utredare utvecklare utvikler vardare vikar asiantuntija insinoori johtaja kehittaja konsultti
myyja opettaja paallikko suunnittelija hoitaja tyontekija
"""
KOREAN: Final = """
개발자 엔지니어 디자이너 매니저 간호사 간호조무사 기획자 연구원 관리자 상담사 상담원 요리사
조리사 조리원 강사 교사 회계사 변호사 의사 약사 기사 사무원 마케터 분석가
조무사 배송원 판매원 영업사원 컨설턴트 아키텍트 프로그래머 과학자 전문가 담당자 책임자 팀장
직원 사원 인턴 설계사 코디네이터 트레이너 통역사 번역가 영양사 치료사 복지사 보육교사
요양보호사
"""
HEADS: Final = _words(f"{GERMAN} {DUTCH} {NORDIC} エンジニア マネージャ デザイナ")
KOREAN_HEADS: Final = _words(KOREAN)

WHOLE: Final = _words("""
    tierarzt zahnarzt tandarts tandlakare tannlege tandlaege fachanwalt notarzt vorarbeiter
    halbleiter supraleiter blitzableiter schallleiter stromleiter wellenleiter werkstudent
    arbeitskraft wasserkraft windkraft schwerkraft rechtskraft zugkraft triebkraft kernkraft
    soforthilfe sozialhilfe abhilfe beihilfe nachhilfe mithilfe ableitung einleitung anleitung
    rohrleitung freileitung wasserleitung burgermeister weltmeister restrainer constrainer
    entrainer microcontroller interpersonal impersonal
""")
"""Not parted: other professions than their ends name (a search for "Arzt" wants no vet, one for
"Leiter" no semiconductor), things, and words that only end alike."""

NO_MODIFIERS: Final = _words("""
    ab an auf aus be bei beg des dis ein ent er ge her hin in inter ken lok mit nach non over
    pro re res sub super trans un under unter ver vor wahr zer zu zur uber ueber con com dar erh
    erm ers best vers fest gest hand col coll
""")
"""What before a head makes no compound: prefixes, as in "Mitarbeiter" and "Begleiter"."""

ROMANCE: Final = {
    "es": """
    enfermer/o/a/os/as ingenier/o/a/os/as cociner/o/a/os/as camarer/o/a/os/as abogad/o/a/os/as
    maestr/o/a/os/as medic/o/a/os/as tecnic/o/a/os/as psicolog/o/a/os/as arquitect/o/a/os/as
    operari/o/a/os/as secretari/o/a/os/as becari/o/a/os/as dependient/e/a/es/as jef/e/a/es/as
    desarrollador//a/es/as disenador//a/es/as programador//a/es/as vendedor//a/es/as
    director//a/es/as administrador//a/es/as contador//a/es/as profesor//a/es/as
    coordinador//a/es/as asesor//a/es/as consultor//a/es/as conductor//a/es/as
    trabajador//a/es/as cuidador//a/es/as repartidor//a/es/as supervisor//a/es/as
    educador//a/es/as investigador//a/es/as traductor//a/es/as auditor//a/es/as gestor//a/es/as
    operador//a/es/as limpiador//a/es/as farmaceutic/o/a/os/as electric/o/a mecanic/o/a/os/as
    fontaner/o/a/os/as carpinter/o/a/os/as peluquer/o/a/os/as emplead/o/a/os/as
    encargad/o/a/os/as licenciad/o/a/os/as veterinari/o/a/os/as obrer/o/a/os/as
    """,
    "pt": """
    enfermeir/o/a/os/as engenheir/o/a/os/as cozinheir/o/a/os/as advogad/o/a/os/as
    estagiari/o/a/os/as desenvolvedor//a/es/as vendedor//a/es/as diretor//a/es/as
    farmaceutic/o/a/os/as faxineir/o/a/os/as programador//a/es/as psicolog/o/a/os/as
    arquitet/o/a/os/as funcionari/o/a/os/as entregador//a/es/as cuidador//a/es/as
    tradutor//a/es/as pedreir/o/a/os/as
    """,
    "fr": """
    infirmi/er/ere/ers/eres developp/eur/euse/eurs/euses vend/eur/euse/eurs/euses
    technici/en/enne/ens/ennes conseill/er/ere/ers/eres direct/eur/rice/eurs/rices
    charge//e/s/es assistant//e/s/es employe//e/s/es avocat//e/s/es cuisini/er/ere/ers/eres
    serv/eur/euse/eurs/euses caissi/er/ere/ers/eres enseignant//e/s/es
    format/eur/rice/eurs/rices educat/eur/rice/eurs/rices animat/eur/rice/eurs/rices
    coordinat/eur/rice/eurs/rices achet/eur/euse/eurs/euses etudiant//e/s/es apprenti//e/s/es
    alternant//e/s/es consultant//e/s/es commercial//e/es/aux operat/eur/rice/eurs/rices
    conduct/eur/rice/eurs/rices livr/eur/euse/eurs/euses preparat/eur/rice/eurs/rices
    redact/eur/rice/eurs/rices administrat/eur/rice/eurs/rices soignant//e/s/es
    audit/eur/rice/eurs/rices electrici/en/enne/ens/ennes mecanici/en/enne/ens/ennes
    pharmaci/en/enne/ens/ennes ingenieur//e/s/es magasini/er/ere/ers/eres
    coiff/eur/euse/eurs/euses chauff/eur/euse/eurs/euses gestionnaire//s responsable//s
    adjoint//e/s/es estheticien//ne/s/nes boulang/er/ere/ers/eres boucher//e/s/es aide//s
    concept/eur/rice/eurs/rices collaborat/eur/rice/eurs/rices recrut/eur/euse/eurs/euses
    controleur//se/s/ses negociat/eur/rice/eurs/rices traduct/eur/rice/eurs/rices
    """,
    "it": """
    infermier/e/a/i impiegat/o/a/i commess/o/a/i camerier/e/a/i cuoc/o/a operai/o/a addett/o/a/i
    tecnic/o/a/i sviluppat/ore/rice/ori venditor/e/i direttor/e/i educat/ore/rice/ori
    magazzinier/e/a/i programmator/e/i avvocat/o/a/i segretari/o/a collaborat/ore/rice/ori
    progettist/a/i coordinat/ore/rice/ori maestr/o/a/i ingegner/e/i/a farmacist/a/i
    """,
    "pl": """
    programist/a/ka/ow pielegniar/z/ka/ki specjalist/a/ka/ow kierowni/k/czka/kow ksiegow/y/a/ych
    sprzedawc/a/zyni/ow nauczyciel//ka/i asystent//ka/ow kuchar/z/ka/zy lekar/z/ka/zy
    konsultant//ka/ow menedzer//ka/ow magazynier//ka/ow analityk//czka/ow projektant//ka/ow
    koordynator//ka/ow inzynier//ka/ow rekruter//ka/ow
    """,
}
"""A stem and the endings of its forms, by language; the first form stands for all."""
SUPPLETIVE: Final = """
waiter/waitress/waitresses steward/stewardess/stewardesses host/hostess/hostesses
salesperson/salesman/saleswoman/salesmen/saleswomen/salespeople
chairperson/chairman/chairwoman foreman/forewoman/foremen/foreperson
handyman/handywoman/handyperson/handymen repairman/repairwoman/repairperson
policeman/policewoman fireman/firewoman craftsman/craftswoman/craftsperson
barman/barmaid/bartender seamstress/seamster masseur/masseuse actor/actress garcom/garconete
kaufmann/kauffrau/kaufleute/kaufmannin fachmann/fachfrau/fachleute/fachkraft
hausmann/hausfrau/hausleute obmann/obfrau zimmermann/zimmerfrau
"""
"""Whole words for one profession; the first stands for all."""
