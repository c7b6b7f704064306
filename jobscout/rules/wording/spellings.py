"""Words that are spelt in two ways, in one piece or in two, or by first letters. Our own lists."""

from __future__ import annotations

from typing import Final


def _pairs(listed: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in listed.split())


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _in_two(listed: str) -> dict[str, str]:
    return {word: parts.replace("_", " ") for word, parts in _pairs(listed).items()}


BRITISH: Final = _pairs(
    """
    programme=program centre=center theatre=theater metre=meter litre=liter fibre=fiber
    labour=labor colour=color behaviour=behavior harbour=harbor honour=honor favour=favor
    neighbour=neighbor neighbourhood=neighborhood rumour=rumor armour=armor vapour=vapor
    behavioural=behavioral colouring=coloring labourer=laborer labouring=laboring
    favourite=favorite endeavour=endeavor defence=defense licence=license offence=offense
    practise=practice practised=practiced practising=practicing catalogue=catalog
    dialogue=dialog analogue=analog cheque=check grey=gray tyre=tire aluminium=aluminum
    jewellery=jewelry jeweller=jeweler paediatric=pediatric paediatrics=pediatric
    paediatrician=pediatrician anaesthetist=anesthetist anaesthesia=anesthesia
    anaesthetic=anesthetic anaesthesist=anesthetist anaesthesiologist=anesthesiologist
    orthopaedic=orthopedic haematology=hematology gynaecology=gynecology
    gynaecologist=gynecologist oesophageal=esophageal archaeologist=archeologist
    archaeology=archeology paralyse=paralyze analyse=analyze analysed=analyzed analyser=analyzer
    analysing=analyzing catalyse=catalyze enrolment=enrollment fulfilment=fulfillment
    skilful=skillful instalment=installment counsellor=counselor counselling=counseling
    traveller=traveler travelling=traveling modelling=modeling modeller=modeler
    labelling=labeling labelled=labeled cancelled=canceled cancelling=canceling fuelled=fueled
    signalling=signaling levelled=leveled panelling=paneling marvellous=marvelous woollen=woolen
    mould=mold moulding=molding moulder=molder plough=plow storey=story kerb=curb ageing=aging
    judgement=judgment acknowledgement=acknowledgment manoeuvre=maneuver sceptical=skeptical
    artefact=artifact enquiry=inquiry speciality=specialty cosy=cozy whilst=while amongst=among
    maths=math draught=draft draughtsman=draftsman draughtsperson=draftsman
    draftsperson=draftsman drafter=draftsman advisor=adviser conveyer=conveyor pyjama=pajama
    aeroplane=airplane
    """
)
"""British and other second spellings to one; the American where there is one."""

ENDINGS: Final = (
    ("isations", "izations"), ("isation", "ization"), ("isational", "izational"),
    ("ising", "izing"), ("ised", "ized"), ("iser", "izer"), ("ise", "ize"),
    ("yse", "yze"),
)  # fmt: skip
NO_ENDING: Final = _words("""
    advertise advertised advertiser advertising advise advised adviser advising arise arising
    chastise circumcise comprise comprised comprising compromise compromised compromising
    concise demise despise devise devised devising disguise disguised enterprise excise exercise
    exercised exercising expertise franchise franchised franchising franchiser improvise
    improvised improvising incise likewise merchandise merchandised merchandiser merchandising
    noise otherwise paradise poise poised praise praised precise premise promise promised
    promising raise raised raising revise revised revising rise rising wise supervise supervised
    supervising surprise surprised surprising televise televised appraise appraised appraiser
    appraising cruise bruise kaiser cruiser raiser fundraiser fundraising fundraise uprising
    practise anise reprise entreprise prise mise crise emprise marchandise friseur friser geiser
    reiser kreise preise weise reise speise krise leise greise precised valise treatise praising
    liaise liaised liaising mayonnaise portugaise francaise anglaise chemise maitrise balise
""")
"""Words that end like British spellings and are spelt so everywhere, and others."""

PARTS: Final = _in_two(
    """
    cybersecurity=cyber_security healthcare=health_care datacenter=data_center
    datacentre=data_center childcare=child_care daycare=day_care homecare=home_care
    skincare=skin_care haircare=hair_care aftercare=after_care eyecare=eye_care
    marketplace=market_place callcenter=call_center callcentre=call_center helpdesk=help_desk
    servicedesk=service_desk lifecycle=life_cycle webshop=web_shop spreadsheet=spread_sheet
    supplychain=supply_chain realestate=real_estate realtime=real_time fulltime=full_time
    parttime=part_time freelance=free_lance onboarding=on_boarding offboarding=off_boarding
    workflow=work_flow teamwork=team_work bookkeeper=book_keeper bookkeeping=book_keeping
    housekeeper=house_keeper housekeeping=house_keeping storekeeper=store_keeper
    shopkeeper=shop_keeper groundskeeper=grounds_keeper timekeeper=time_keeper
    storefront=store_front shopfront=shop_front fundraiser=fund_raiser fundraising=fund_raising
    copywriter=copy_writer copywriting=copy_writing underwriter=under_writer
    underwriting=under_writing scriptwriter=script_writer screenwriter=screen_writer
    forklift=fork_lift roadmap=road_map aftersales=after_sales presales=pre_sales
    presale=pre_sales postsales=post_sales telesales=tele_sales telemarketing=tele_marketing
    telemarketer=tele_marketer telehealth=tele_health telemedicine=tele_medicine
    ecommerce=e_commerce elearning=e_learning ebook=e_book egovernment=e_government
    microservice=micro_service microbiology=micro_biology multimedia=multi_media
    cofounder=co_founder coworker=co_worker subcontractor=sub_contractor
    crossfunctional=cross_functional lowcode=low_code nocode=no_code opensource=open_source
    blockchain=block_chain chatbot=chat_bot bigdata=big_data datawarehouse=data_warehouse
    datalake=data_lake timeseries=time_series machinelearning=machine_learning
    deeplearning=deep_learning paralegal=para_legal landowner=land_owner landscaper=land_scaper
    bricklayer=brick_layer steelworker=steel_worker metalworker=metal_worker
    woodworker=wood_worker ironworker=iron_worker caseworker=case_worker careworker=care_worker
    fieldworker=field_worker postdoc=post_doc postdoctoral=post_doctoral
    postgraduate=post_graduate undergraduate=under_graduate barback=bar_back
    backoffice=back_office frontoffice=front_office frontdesk=front_desk nightshift=night_shift
    dayshift=day_shift smartphone=smart_phone bioinformatics=bio_informatics biotech=bio_tech
    biotechnology=bio_technology fintech=fin_tech edtech=ed_tech medtech=med_tech
    proptech=prop_tech insurtech=insur_tech healthtech=health_tech adtech=ad_tech
    martech=mar_tech cleantech=clean_tech geospatial=geo_spatial geotechnical=geo_technical
    hydropower=hydro_power aerospace=aero_space agribusiness=agri_business agritech=agri_tech
    ultrasound=ultra_sound neuroscience=neuro_science airconditioning=air_conditioning
    handyman=handy_man salesperson=sales_person keyaccount=key_account teamlead=team_lead
    teamleader=team_leader techlead=tech_lead lineworker=line_worker toolmaker=tool_maker
    policymaker=policy_maker dressmaker=dress_maker cabinetmaker=cabinet_maker
    filmmaker=film_maker gamedev=game_dev webdeveloper=web_developer webdesigner=web_designer
    webmaster=web_master webdesign=web_design webentwickler=web_entwickler
    softwareentwicklung=software_entwicklung projektmanagement=projekt_management
    produktmanagement=produkt_management qualitatsmanagement=qualitats_management
    kundenservice=kunden_service kundendienst=kunden_dienst caretaker=care_taker
    caregiver=care_giver carer=care_giver lifeguard=life_guard truckdriver=truck_driver
    busdriver=bus_driver taxidriver=taxi_driver firefighter=fire_fighter sqlserver=sql_server
    reactnative=react_native springboot=spring_boot
    """
)
_PREFIXED: Final = {
    "after": "sales care school",
    "bio": "statistics statistician informatics technology technologist chemistry chemist physics"
    " medical engineering engineer process",
    "co": "founder worker",
    "cross": "border functional platform",
    "cyber": "security crime risk",
    "geo": "physicist physics spatial technical scientist",
    "micro": "service services biology biologist",
    "multi": "media channel lingual cultural",
    "neuro": "science scientist surgeon surgery",
    "non": "profit",
    "post": "sales doc doctoral graduate",
    "pre": "sales school press",
    "sub": "contractor contracting",
    "tele": "sales marketing marketer health medicine communication communications",
    "well": "being",
}
PARTS.update(
    (prefix + rest, f"{prefix} {rest}")
    for prefix, listed in _PREFIXED.items()
    for rest in listed.split()
)
"""Words in one piece to the same in two, as both are written, and hyphens too."""

ACRONYMS: Final = {
    "aprn": "advanced practice registered nurse",
    "bcba": "board certified behavior analyst",
    "bdr": "business development representative",
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "chro": "chief human resource officer",
    "cio": "chief information officer",
    "ciso": "chief information security officer",
    "cmo": "chief marketing officer",
    "cna": "certified nursing assistant",
    "coo": "chief operating officer",
    "cto": "chief technology officer",
    "cpo": "chief product officer",
    "cro": "chief revenue officer",
    "crna": "certified registered nurse anesthetist",
    "dba": "database administrator",
    "cpa": "certified public accountant",
    "emt": "emergency medical technician",
    "evp": "executive vice president",
    "hgv": "heavy goods vehicle",
    "hr": "human resource",
    "hrbp": "human resource business partner",
    "icu": "intensive care unit",
    "lpn": "licensed practical nurse",
    "lvn": "licensed vocational nurse",
    "mle": "machine learning engineer",
    "nlp": "natural language processing",
    "qa": "quality assurance",
    "rn": "registered nurse",
    "rns": "registered nurse",
    "ror": "ruby on rail",
    "sde": "software development engineer",
    "sdet": "software development engineer in test",
    "sdr": "sales development representative",
    "seo": "search engine optimization",
    "sre": "site reliability engineer",
    "svp": "senior vice president",
    "swe": "software engineer",
    "tpm": "technical program manager",
    "vp": "vice president",
}
"""First letters that mean one thing in any posting, written in full. Not PM (product, project,
afternoon), BA, PT, PR, IT or AM."""
