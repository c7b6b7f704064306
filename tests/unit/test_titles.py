"""Titles: how they are shown and compared, and the level they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import titles


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Senior Engineer", "senior"),
        ("Sr. Controller (w/m/d)", "senior"),
        ("(Senior) Accountant", "senior"),
        ("Mid/Senior Video Editor", "senior"),
        ("Senior Living Advisor", None),
        ("Seniority Analyst", None),
        ("Staff Software Engineer, Product", "lead"),
        ("Staff Accountant", None),
        ("Support Staff", None),
        ("Chief of Staff", None),
        ("Principal Engineer", "lead"),
        ("Sr. Principal Embedded Architect", "lead"),
        ("Lead AI Engineer (w/m/d)", "lead"),
        ("Tech Lead Full-Stack Rails Engineer", "lead"),
        ("Teamleiterin Vertrieb", "lead"),
        ("Lead Generation Specialist", None),
        ("Leadership Coach", None),
        ("Leading Consultant", None),
        ("Software Engineer Intern", "intern"),
        ("Intern- Firmware Engineering", "intern"),
        ("Technical Program Manager Intern", "intern"),
        ("Software Engineering Internship", "intern"),
        ("Internship Program Manager", None),
        ("Internal Audit Manager", None),
        ("International Sales", None),
        ("Praktikantin Marketing", "intern"),
        ("Werkstudent/in", "intern"),
        ("Working Student (f/m/d)* IT Security", "intern"),
        ("Stagiaire RH", "intern"),
        ("Alternance - Data", "intern"),
        ("Ausbildung: Fachinformatiker", "intern"),
        ("Head of Sales, Banking", "director"),
        ("Director of Engineering", "director"),
        ("Senior Director, Product", "director"),
        ("Art Director", None),
        ("VP Sales", "executive"),
        ("Vice President of Engineering", "executive"),
        ("Chief Technology Officer", "executive"),
        ("Chief Information & Security Officer", "executive"),
        ("CTO", "executive"),
        ("Executive Assistant to the CEO", None),
        ("Account Executive", None),
        ("Software Engineer I", "junior"),
        ("Software Engineer II", "mid"),
        ("Software Engineer III", "senior"),
        ("Software Engineer-1", "junior"),
        ("Technician 5", "senior"),
        ("Tier III Service Desk Engineer", None),
        ("Backend Engineer | Mid-level", "mid"),
        ("Junior Developer", "junior"),
        ("Verification Engineer - New College Grad 2026", "junior"),
        ("Associate Software Engineer", "junior"),
        ("Growth Associate", None),
        ("Ingénieur Sénior", "senior"),
        ("Software Engineer", None),
        ("", None),
    ],
)
def test_title_names_a_level(title: str, seniority: str | None) -> None:
    """Words count as words, and the highest rank of a title wins."""
    assert titles.seniority(title) == seniority


@pytest.mark.parametrize(
    ("title", "stated", "seniority"),
    [
        ("Engineer", "Senior", "senior"),
        ("Senior Engineer", "Director", "director"),
        ("Engineer", "Midweight", "mid"),
        ("Engineer", "mid_level", "mid"),
        ("Engineer", "entry_level", "junior"),
        ("Engineer", "internship", "intern"),
        ("Engineer", "student", "intern"),
        ("Engineer", "executive", "executive"),
        ("Engineer", "Mid-Senior level", "mid"),
        ("Director, Product", "Mid-Senior level", "director"),
        ("Engineer", "experienced", "mid"),
        ("Senior Engineer", "experienced", "senior"),
        ("Engineer", "Associate", "junior"),
        ("Engineer", "berufserfahren", "mid"),
        ("Senior Engineer", "not_applicable", "senior"),
        ("Engineer", "", None),
        ("Senior Developer, Test Automation", "entry_level", "senior"),
        ("Technician 2, Vacuum Maintenance", "entry_level", "mid"),
        ("VP, Member Communications", "Director", "executive"),
        ("Senior Manager, Dealer Training", "Senior", "manager"),
        ("Lead Specialist, Vendor Risk", "Senior", "lead"),
        ("Sr. SAP MM Consultant (w/m/d)", "berufserfahren", "senior"),
        ("Junior Buyer (m/w/d)", "berufserfahren", "junior"),
        ("Werkstudent:in Buchhaltung", "berufseinstieg", "intern"),
        ("Trainee Einkauf", "student", "intern"),
        ("Internship, Sales", "Senior", "intern"),
    ],
)
def test_higher_of_stated_and_titled_level(title: str, stated: str, seniority: str | None) -> None:
    """Boards state the lowest by default, and vague ones only where the title says nothing."""
    assert titles.seniority(title, stated) == seniority


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Mid-Market Account Executive", None),
        ("Area Sales Manager (Mid-Atlantic)", None),
        ("Account Executive - Mid South", None),
        ("Mid-Market Sales Director", "director"),
        ("Customer Success Manager, Mid Market EMEA", None),
        ("Account Manager - Mid-West", None),
        ("Regional Sales Rep (Mid-Hudson Valley)", None),
        ("Mid-Enterprise Account Executive", None),
        ("Mid-Size Account Manager", None),
        ("Mid-Cap Equity Analyst", None),
        ("Mid-Term Planning Analyst", None),
        ("Mid Wales Area Representative", None),
        ("Sales Engineer, Mid-Market", None),
        ("Senior Mid-Market Account Executive", "senior"),
        ("Mid-Level Java Developer", "mid"),
        ("Mid Software Engineer", "mid"),
        ("Product Designer (Mid)", "mid"),
        ("Mid-America Regional Sales Manager", None),
        ("Account Executive (Mid-Market), Benelux", None),
        ("Mid-Ohio Valley Branch Nurse", None),
        ("Commercial Account Executive - Mid-Market & SMB", None),
        ("Mid Market Renewals Specialist", None),
        ("Mid-Frequency Quant Trader", None),
        ("Mid-Range Hotel Receptionist", None),
        ("Middlesex County Driver", None),
        ("Mid-Cities Home Health Aide", None),
        ("Territory Rep, Mid-Tennessee", None),
    ],
)
def test_segments_and_regions_are_no_level(title: str, level: str | None) -> None:
    """A market segment or a region is not mid level."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Executive Assistant - COO", None),
        ("Executive Assistant to CEO & CFO", None),
        ("Assistenz der Geschäftsführung (m/w/d)", None),
        ("Personal Assistant to Director", None),
        ("Executive Assistant to the Chief Financial Officer", None),
        ("EA to CEO", None),
        ("Personal Assistant - Managing Director", None),
        ("CEO's Executive Assistant", None),
        ("Executive Assistant, Office of the CTO", None),
        ("Assistenz des Vorstands / CFO (m/w/d)", None),
        ("Assistentin der Geschäftsleitung", None),
        ("Assistant to the Vice President of Sales", None),
        ("Secretary to the Director General", None),
        ("Senior Executive Assistant to CEO", "senior"),
        ("Chief of Staff to the COO", None),
        ("Assistante du Directeur Général", None),
        ("Asistente de Dirección General", None),
        ("Secretaria del Director", None),
        ("Executive Assistant to CTO & VP Product", None),
        ("Executive Assistant/Office Coordinator to the President", None),
        ("Administrative Assistant to the Executive Director", None),
        ("Sekretärin des Geschäftsführers", None),
        ("Assistenz Geschäftsleitung & Office Management", None),
        ("Vorstandsassistenz (m/w/d)", None),
        ("Assistant to Managing Partner", None),
        ("Personal Assistant to CEO (Part-time)", None),
        ("Senior Assistant to the Head of Design", "senior"),
        ("EA to the Founder", None),
    ],
)
def test_who_works_for_a_chief_is_none(title: str, level: str | None) -> None:
    """An assistant has no level of the person assisted."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("CIO Advisory Consultant", None),
        ("Student CEO (SCEO) - TEMPLE UNIVERSITY", None),
        ("Clinical Research Associate (CRO)", None),
        ("Office of CFO Intern", "intern"),
        ("Project Lead, Strategic Planning & Operations, Office of CEO", "lead"),
        ("CFO Services Associate", None),
        ("Clinical Trial Manager - CRO", None),
        ("CRO Specialist (Conversion Rate Optimisation)", None),
        ("CMO Quality Engineer", None),
        ("Chief of Staff, Office of the CEO", None),
        ("Consultant, CFO Advisory", None),
        ("CTO Office Analyst", None),
        ("Director, Office of the CEO", "director"),
        ("Recruiter for CEO Searches", None),
        ("Business Analyst CIO Organisation", None),
        ("Co-Founder & CTO", "executive"),
        ("Chief Technology Officer (CTO)", "executive"),
        ("CFO", "executive"),
        ("Interim CFO", "executive"),
        ("CTO-as-a-Service Consultant", None),
        ("CFO Advisory Manager", None),
        ("Analyst, Office of the COO", None),
        ("CIO Practice Lead", "lead"),
        ("CEO Network Community Manager", None),
        ("COO Office Project Manager", None),
        ("CPO Practitioner (Prosthetics)", None),
        ("CRO Account Director", "director"),
        ("CMO / VP Marketing", "executive"),
        ("Chief Executive Officer", "executive"),
    ],
)
def test_letters_of_a_chief(title: str, level: str | None) -> None:
    """The letters of an office count where the title is the office."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Restaurant General Manager", None),
        ("Assistant General Manager", None),
        ("Store General Manager", None),
        ("Hotel General Manager", None),
        ("General Manager - Restaurant", None),
        ("General Manager, Pizza Restaurant", None),
        ("Assistant General Manager - Fitness Club", None),
        ("General Manager", "executive"),
        ("General Manager, DACH", "executive"),
        ("Deputy General Manager (Hotel)", None),
        ("Gym General Manager", None),
        ("General Manager in Training", None),
        ("VP & General Manager", "executive"),
        ("Cafe General Manager", None),
        ("Retail General Manager", None),
        ("Bar General Manager", None),
        ("General Manager - Hotel Indigo", None),
        ("Assistant General Manager, Steakhouse", None),
        ("General Manager (Shake Shack)", None),
        ("Restaurant General Manager in Training", None),
        ("Area General Manager", "executive"),
        ("Pub General Manager", None),
        ("Store Manager / General Manager", None),
        ("Franchise General Manager", None),
        ("General Manager | Boutique Gym", None),
    ],
)
def test_general_managers(title: str, level: str | None) -> None:
    """Who runs a store or a restaurant is no executive."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Operating Model Design Manager - 6 Month FTC ", None),
        ("Technician - 3 Openings", None),
        ("Engineer (2 positions)", None),
        ("Java Developer - 12 Month Contract", None),
        ("Analyst (3 month contract)", None),
        ("Engineer 2 Openings", None),
        ("Software Engineer - 4 Vacancies", None),
        ("Nurse - 3 Days a Week", None),
        ("Technician 4 Day Week", None),
        ("Analyst - 6 Months FTC", None),
        ("Developer (x2)", None),
        ("Driver - 2 Positions", None),
        ("Consultant - 1 Year Contract", None),
        ("Designer, 2 Days per Week", None),
        ("Representative - 5 Roles", None),
        ("Specialist (2 Stellen)", None),
        ("Administrator - 3 Monate befristet", None),
        ("Business Analyst - 18 Month FTC", None),
        ("Welder - 5 Openings", None),
        ("Nurse - 4 shifts per week", None),
        ("Engineer (4 openings)", None),
        ("Project Manager 3 Months", None),
        ("Teacher (2 vacancies)", None),
        ("Developer 6-month contract", None),
        ("Driver (3 days/week)", None),
        ("Technician - 2 years experience", None),
        ("Administrator - 2 days onsite", None),
    ],
)
def test_counts_are_no_level(title: str, level: str | None) -> None:
    """Months, openings and days are counted, not ranked."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Member of Technical Staff - Production Engineering", None),
        ("Staff, Software Engineer - Motion Planning (Unstructured Environments)", "lead"),
        ("Staff Training Manager", None),
        ("Member of Technical Staff", None),
        ("Senior Member of Technical Staff, Kernel", "senior"),
        ("Staff Nurse", None),
        ("Staff Accountant - AP", None),
        ("Staffing Coordinator", None),
        ("Staff, Data Scientist", "lead"),
        ("Software Engineer, Staff", "lead"),
        ("Software Engineer (Staff)", "lead"),
        ("Senior Staff Machine Learning Engineer", "lead"),
        ("Staff Product Designer", "lead"),
        ("Staff Technical Program Manager", "lead"),
        ("Staff Development Manager", None),
        ("Staff Attorney", None),
        ("Kitchen Staff", None),
        ("Member of the Technical Staff", None),
        ("Technical Staff Member II", "mid"),
        ("Staff Writer", None),
        ("Staff Firmware Engineer", "lead"),
        ("Staffing Manager", None),
        ("Staff, Product Manager", "lead"),
        ("Bar Staff", None),
        ("Nursing Staff Coordinator", None),
        ("Engineering Staff Assistant", None),
        ("Staff Machine Learning Scientist", "lead"),
    ],
)
def test_staff(title: str, level: str | None) -> None:
    """A staff engineer leads; technical staff and kitchen staff do not."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Sales Internship Program", "intern"),
        ("Manager, University Recruiting & Internships", "manager"),
        ("Software Engineer (2027 Graduates)", "junior"),
        ("Customer Care Advocate (New Graduates) ", "junior"),
        ("Marketing Internship Programme", "intern"),
        ("Summer Internship Program 2027", "intern"),
        ("Internship Coordinator", None),
        ("Internship Program Coordinator", None),
        ("Data Scientist (2026 Graduate)", "junior"),
        ("Analyst, Recent Graduates", "junior"),
        ("Graduate Engineer Trainee", "junior"),
        ("Software Engineer - New Grads 2026", "junior"),
        ("Graduate Admissions Counselor", None),
        ("Graduate School Registrar", None),
        ("Fresh Graduates - Sales", "junior"),
        ("University Graduates - Finance", "junior"),
        ("Intern Program Manager", None),
        ("Graduate Recruitment Manager", None),
        ("Engineering Internship Program - Fall", "intern"),
        ("Software Engineer, New Graduates (2026)", "junior"),
        ("2027 Graduate Programme", "junior"),
        ("Finance Graduates", "junior"),
        ("Internships 2026", "intern"),
        ("Winter Internship Programs", "intern"),
        ("HR Intern / Coordinator", "intern"),
        ("Manager, Internship Program", "manager"),
        ("Grad Software Developer", "junior"),
        ("Associate Software Engineer - Recent Grad", "junior"),
    ],
)
def test_internships_and_graduates(title: str, level: str | None) -> None:
    """Who runs an internship programme is no intern."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("High School Assistant Principal (26-27)", None),
        ("Junior High School Teacher", None),
        ("Assistant Principal - Elementary School", None),
        ("School Principal", None),
        ("Vice Principal", None),
        ("Middle School Math Teacher", None),
        ("Senior High School Teacher", None),
        ("Junior School Teaching Assistant", None),
        ("Junior Varsity Basketball Coach", None),
        ("Principal, Lincoln Middle School", None),
        ("Intermediate School Librarian", None),
        ("Elementary School Principal (2026-27)", None),
        ("Junior College Instructor", None),
        ("Deputy Principal", None),
        ("Principal Engineer, Schools Platform", "lead"),
        ("Senior Teacher", "senior"),
        ("Principal - Kingswood Primary School", None),
        ("Assistant Principal, Grades 6-8", None),
        ("Junior High Math Teacher", None),
        ("Senior High Counselor", None),
        ("Substitute Principal", None),
        ("Academy Principal", None),
        ("High School Principal", None),
        ("Associate Principal - Charter High School", None),
        ("Middle School Dean of Students", None),
        ("Intermediate English Teacher", None),
    ],
)
def test_schools(title: str, level: str | None) -> None:
    """The words of schools are no levels."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Lead Paint Inspector", None),
        ("Food Co-op Cashier", None),
        ("Lead Abatement Worker", None),
        ("Lead Hazard Risk Assessor", None),
        ("Lead Generation Representative", None),
        ("Lead-Based Paint Inspector", None),
        ("Lead Conversion Specialist", None),
        ("Lead Management Associate", None),
        ("Grocery Co-op Stocker", None),
        ("Co-op Food Store Assistant", None),
        ("Housing Co-op Administrator", None),
        ("Electric Co-op Lineworker", None),
        ("Lead Acid Battery Technician", None),
        ("Lead Poisoning Case Worker", None),
        ("Mechanical Engineering Co-op", "intern"),
        ("Co-op, Software", "intern"),
        ("Lead Smelter Operator", None),
        ("Lead Paint Remediation Technician", None),
        ("Lead Gen Specialist", None),
        ("Lead Qualification Agent", None),
        ("Co-op Grocery Manager", None),
        ("Dairy Co-op Driver", None),
        ("Lead Service Line Replacement Foreman", None),
        ("Lead Nurturing Manager", None),
        ("Lead Carpenter", "lead"),
    ],
)
def test_lead_and_co_op_as_things(title: str, level: str | None) -> None:
    """Lead is also a metal and a prospect, a co-op also a shop."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Account Executive II", "mid"),
        ("Recruiter II - Contract Role", "mid"),
        ("Accountant III", "senior"),
        ("Nurse II", "mid"),
        ("Buyer I", "junior"),
        ("Clerk III - Records", "senior"),
        ("Coordinator II, Events", "mid"),
        ("Customer Service Rep I", "junior"),
        ("SDE II", "mid"),
        ("SDE 3", "senior"),
        ("Planner 2", "mid"),
        ("Police Officer I", "junior"),
        ("Mechanic III", "senior"),
        ("Teller II (20 hours)", "mid"),
        ("Paralegal II", "mid"),
        ("Product Manager II", "mid"),
        ("Data Engineer L3", "senior"),
        ("Machinist 2 - 2nd Shift", "mid"),
        ("Analista de Sistemas II", "mid"),
        ("Tier II Support Agent", None),
        ("Phase II Clinical Monitor", None),
        ("Class III Driver", None),
        ("Type II Diabetes Educator", None),
        ("Level II Trauma Nurse", None),
        ("Recruiter - Title I School", None),
        ("Sales Associate I", "junior"),
        ("Warehouse Worker I", "junior"),
        ("Test Engineer IV", "senior"),
        ("Software Development Engineer in Test II", "mid"),
        ("Executive Assistant II", "mid"),
        ("Auxiliar Administrativo I", "junior"),
        ("Engineer I&C", None),
        ("Custodian 1", "junior"),
        ("Web 3 Developer", None),
        ("Formula 1 Mechanic", None),
        ("Scientist, Level 2", "mid"),
        ("Underwriter (Level III)", "senior"),
        ("World War II Historian", None),
        ("Henry IV Actor", None),
        ("Inspector V", "senior"),
        ("Cook 1", "junior"),
        ("Line Cook II", "mid"),
        ("Librarian I/II", "mid"),
        ("Case Manager II", "mid"),
        ("Welder III", "senior"),
        ("Pharmacy Technician I", "junior"),
        ("Medical Assistant 2", "mid"),
        ("HR Generalist III", "senior"),
        ("Desktop Support Technician II", "mid"),
        ("Social Worker III", "senior"),
        ("Data Entry Clerk 1", "junior"),
        ("Senior Accountant II", "senior"),
        ("Electrician - Level 2", "mid"),
        ("Scientist II, Cell Culture", "mid"),
        ("Biologist III", "senior"),
        ("Groundskeeper I", "junior"),
        ("Housekeeper II", "mid"),
        ("Firefighter I", "junior"),
        ("Detention Deputy II", "mid"),
        ("Phlebotomist II", "mid"),
        ("Office Assistant III", "senior"),
        ("Chef II", "mid"),
        ("Loan Officer II", "mid"),
        ("Maintenance Worker 2", "mid"),
        ("Appraiser III", "senior"),
        ("Software Engineer L5", "senior"),
        ("Support Engineer (L2)", "mid"),
        ("Tier 2 Technician", None),
        ("Warehouse Associate - Shift 2", None),
        ("Unit 3 Nurse Manager", None),
        ("Class B Driver", None),
        ("Grade 3 Teacher", None),
        ("Building 2 Security Guard", None),
        ("Product Analyst I", "junior"),
        ("Analista Contable III", "senior"),
        ("Ingénieur II", "mid"),
        ("Barista 2", "mid"),
        ("Caseworker II", "mid"),
        ("SWE II", "mid"),
        ("RN II", "mid"),
        ("Phase I Clinical Research Associate", None),
        ("Part II Architectural Assistant", None),
    ],
)
def test_numerals(title: str, level: str | None) -> None:
    """A numeral behind any profession is a level, behind a thing it is not."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("高级软件工程师", "senior"),
        ("资深产品经理", "senior"),
        ("シニアエンジニア", "senior"),
        ("주니어 개발자", "junior"),
        ("시니어 백엔드 개발자", "senior"),
        ("Desarrollador Semi Senior", "mid"),
        ("Java Developer Ssr", "mid"),
        ("Werkstudierende im Marketing (m/w/d)", "intern"),
        ("Medior Backend Developer", "mid"),
        ("Старший разработчик", "senior"),
        ("Младший аналитик", "junior"),
        ("Ведущий инженер", "lead"),
        ("Kıdemli Yazılım Mühendisi", "senior"),
        ("Starszy Programista Java", "senior"),
        ("Młodszy Specjalista ds. Marketingu", "junior"),
        ("Vanhempi konsultti", "senior"),
        ("Desenvolvedor Pleno", "mid"),
        ("Analista Financeiro Júnior", "junior"),
        ("Desenvolvedor Sênior", "senior"),
        ("Стажёр-программист", "intern"),
        ("实习生 - 市场部", "intern"),
        ("インターンシップ（営業）", "intern"),
        ("インターネット広告営業", None),
        ("ミドルウェアエンジニア", None),
        ("Estagiário de Engenharia", "intern"),
        ("Prácticas de Marketing", "intern"),
        ("Pasante de Contabilidad", "intern"),
        ("Tirocinio Marketing", "intern"),
        ("Apprendista Contabile", "intern"),
        ("Praktykant w dziale HR", "intern"),
        ("Harjoittelija, viestintä", "intern"),
        ("Stajyer Mühendis", "intern"),
        ("Thực tập sinh Kế toán", "intern"),
        ("Gyakornok", "intern"),
        ("Lærling elektriker", "intern"),
        ("Stážista", "intern"),
        ("Seniorrådgiver", "senior"),
        ("Seniorkonsult inom ekonomi", "senior"),
        ("Seniorenbetreuer (m/w/d)", None),
        ("Pflegekraft für Senioren", None),
        ("初级会计", "junior"),
        ("中级工程师", "mid"),
        ("技术总监", "director"),
        ("테크 리드", "lead"),
        ("Директор по маркетингу", "director"),
        ("Dyrektor Finansowy", "director"),
        ("Diretor Comercial", "director"),
        ("Werkstudent:in Data", "intern"),
        ("Studentische Hilfskraft", "intern"),
        ("Stage - Assistant marketing", "intern"),
        ("Afstudeerstage Logistiek", "intern"),
        ("Absolvent Maschinenbau (m/w/d)", "junior"),
        ("Líder Técnico", "lead"),
        ("Teamleider Klantenservice", "lead"),
        ("Teamleder", "lead"),
        ("Conseiller de vente senior", "senior"),
        ("Développeur confirmé", "mid"),
        ("Ayudante de cocina", None),
        ("Jovem Aprendiz", "intern"),
        ("新卒採用 エンジニア", "junior"),
        ("シニア歓迎 清掃スタッフ", None),
        ("高级中学教师", None),
        ("Masterarbeit im Bereich KI", "intern"),
        ("Geschäftsführer (m/w/d)", "executive"),
        ("Toimitusjohtaja", "executive"),
        ("Старшая медсестра", "senior"),
        ("Провідний інженер", "lead"),
        ("Μεταπτυχιακός ερευνητής", None),
        ("高级产品经理", "senior"),
        ("資深工程師", "senior"),
        ("資深前端工程師", "senior"),
        ("シニアマネージャー", "manager"),
        ("ジュニアデザイナー", "junior"),
        ("リードエンジニア", "lead"),
        ("스태프 엔지니어", "lead"),
        ("시니어 마케터", "senior"),
        ("인턴 (디자인)", "intern"),
        ("Ingeniero Semi-Senior", "mid"),
        ("Semi Sr. Developer", "mid"),
        ("Medior Marketeer", "mid"),
        ("Werkstudierende:r Finance", "intern"),
        ("Werkstudium IT", "intern"),
        ("Старший бухгалтер", "senior"),
        ("Ведущий программист", "lead"),
        ("Senior-разработчик", "senior"),
        ("Джуниор тестировщик", "junior"),
        ("Руководитель отдела продаж", "manager"),
        ("Kıdemli Muhasebe Uzmanı", "senior"),
        ("Stajyer", "intern"),
        ("Starsza Księgowa", "senior"),
        ("Młodszy Programista", "junior"),
        ("Stażysta", "intern"),
        ("Seniorní vývojář", "senior"),
        ("Starší konzultant", "senior"),
        ("Juniorní účetní", "junior"),
        ("Erfaren utvecklare", None),
        ("Junior utvikler", "junior"),
        ("Seniorutvecklare", "senior"),
        ("Vedúci tímu", "lead"),
        ("Dyrektor ds. Sprzedaży", "director"),
        ("Direktør", "director"),
        ("Responsabile Vendite", None),
        ("Apprenti Boulanger", "intern"),
        ("Stagiaire Communication (H/F)", "intern"),
        ("Stage Marketing", "intern"),
        ("Becario de Finanzas", "intern"),
        ("Auxiliar Júnior", "junior"),
        ("Assistente Sênior", "senior"),
        ("Coordenador Pleno", "mid"),
        ("中級エンジニア", "mid"),
        ("高级总监", "director"),
        ("副总裁", "executive"),
        ("总经理助理", None),
        ("社長秘書", None),
        ("営業部長", "director"),
        ("新卒エンジニア", "junior"),
        ("Praktikum im Bereich HR", "intern"),
        ("Abschlussarbeit Maschinenbau", "intern"),
        ("Duale Studentin BWL", "intern"),
        ("Trainee (m/w/d) Vertrieb", "junior"),
        ("Nachwuchskraft Controlling", None),
        ("Berufseinsteiger IT", "junior"),
        ("Leitender Oberarzt", None),
        ("Leiterin Controlling", "lead"),
        ("Ingeniero Sénior", "senior"),
        ("Programador Sr", "senior"),
        ("Analista Jr", "junior"),
        ("Gerente de Producto", None),
        ("Jefe de Proyecto", None),
        ("Δόκιμος Λογιστής", None),
        ("Υπεύθυνος Πωλήσεων", None),
        ("Kỹ sư cao cấp", "senior"),
        ("Trưởng nhóm Marketing", "lead"),
    ],
)
def test_levels_in_other_languages(title: str, level: str | None) -> None:
    """Levels in other languages and scripts."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Engineering Manager", "manager"),
        ("Senior Engineering Manager", "manager"),
        ("Manager, Software Engineering", "manager"),
        ("Manager of Customer Support", "manager"),
        ("Senior Manager, Finance", "manager"),
        ("Product Manager", None),
        ("Senior Product Manager", "senior"),
        ("Project Manager", None),
        ("Account Manager", None),
        ("Store Manager", None),
        ("Community Manager", None),
        ("Case Manager", None),
        ("Office Manager", None),
        ("Customer Success Manager", None),
        ("Assistant Manager, Retail", None),
        ("Software Development Manager", "manager"),
        ("Data Engineering Manager - Payments", "manager"),
        ("Engineering Program Manager", None),
        ("Lead Engineering Manager", "manager"),
        ("Director, Engineering Manager Coaching", "director"),
        ("Finance, Senior Manager", "manager"),
        ("Senior Project Manager, Construction", "senior"),
        ("Principal Product Manager", "lead"),
        ("Junior Brand Manager", "junior"),
        ("Manager II, Site Reliability", "manager"),
        ("Category Manager", None),
        ("Internal Audit Manager", None),
        ("Abteilungsleiter Logistik", "manager"),
        ("Engineering Manager, Director's Office", "manager"),
        ("Associate Product Manager", None),
        ("Manager - Trainee", "junior"),
        ("Group Engineering Manager", "manager"),
        ("Managerial Accountant", None),
        ("Engineering Manager, Payments", "manager"),
        ("Manager, Data Engineering", "manager"),
        ("Sr. Manager, Supply Chain", "manager"),
        ("Manager of Operations", "manager"),
        ("IT Manager", None),
        ("Sales Manager", None),
        ("Marketing Manager", None),
        ("Delivery Manager", None),
        ("Senior Account Manager", "senior"),
        ("Social Media Manager", None),
        ("Director of Product Management", "director"),
        ("Product Management Lead", "lead"),
        ("Manager", "manager"),
        ("Associate Manager, QA", None),
        ("Development Manager", None),
        ("Business Development Manager", None),
        ("Senior Manager Business Development", "manager"),
        ("Software Engineering Manager II", "manager"),
        ("Product Owner/Manager", None),
        ("Trainee Manager", "junior"),
        ("Senior Program Manager", "senior"),
        ("Technical Program Manager", None),
        ("Head Manager Trainee", "junior"),
        ("Lead Project Manager", "lead"),
        ("Vice President, Engineering Managers Program", "executive"),
    ],
)
def test_managers(title: str, level: str | None) -> None:
    """Who manages people is a manager; who manages products or accounts is not by that."""
    assert titles.seniority(title) == level


@pytest.mark.parametrize(
    ("stated", "level"),
    [
        ("Manager", "manager"),
        ("Manager/Supervisor", "manager"),
        ("senior_manager", "manager"),
        ("Teamleitung", "lead"),
        ("management", "manager"),
        ("Director", "director"),
        ("Entry-level", "junior"),
        ("Not Applicable", None),
        ("3-4 years", None),
        ("Individual Contributor", None),
        ("student_college", "intern"),
        ("Senior level", "senior"),
        ("expert", None),
        ("c_level", "executive"),
        ("Senior Manager/Supervisor", "manager"),
        ("Executive", "executive"),
        ("geschäftsleitung", "executive"),
        ("Mid-Market", None),
        ("Entry", "junior"),
        ("trainee", "junior"),
    ],
)
def test_stated_levels(stated: str, level: str | None) -> None:
    """The boards' own values, in every wording."""
    assert titles.seniority("Engineer", stated) == level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Softwareentwickler (m/w/d)", "Softwareentwickler"),
        ("Engineer (x/f/m)", "engineer"),
        ("Développeur (H/F)", "developpeur"),
        ("Manager:in (d/w/m)", "Manager"),
        ("Entwickler*in", "Entwickler"),
        ("Controller (all genders)", "Controller"),
        ("Consultant m/w/d", "Consultant"),
        ("Sr. Backend Engineer", "Senior Back-End Engineer"),
        ("Software Engineer, Backend", "Software Engineer - Backend"),
    ],
)
def test_key_unites(one: str, other: str) -> None:
    """Gender marks, punctuation and spellings tell no two titles apart."""
    assert titles.key(one) == titles.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++ Developer", "C# Developer"),
        ("C++ Developer", "C Developer"),
        (".NET Developer", "Net Developer"),
        ("Java Developer", "JavaScript Developer"),
        ("Engineer I", "Engineer II"),
        ("Senior Engineer", "Engineer"),
    ],
)
def test_key_keeps_apart(one: str, other: str) -> None:
    """What differs in meaning differs in the key."""
    assert titles.key(one) != titles.key(other)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("  Product\u00a0 Designer \n", "Product Designer"),
        ("A\x00B\x07C\u200b", "ABC"),
        ("\ufeffEngineer", "Engineer"),
        ("環境 (Manager)", "環境 (Manager)"),
        ("x" * 400, "x" * 300),
    ],
)
def test_clean(title: str, shown: str) -> None:
    """Shown titles hold no invisible characters and at most 300 others."""
    assert titles.clean(title) == shown


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Enablement Owner, CFO", None),
        ("Project Manager - CFO", None),
        ("Strategy & Operations, CEO", None),
        ("Founder, CEO", "executive"),
        ("Managing Partner, CFO", "executive"),
        ("Head of Finance (CFO)", "executive"),
        ("Software Engineer & CTO", "executive"),
        ("Insurance Sales Specialist & Team Lead Track", None),
        ("Sachgebietsleiterin / Sachgebietsleiter Bauleitplanung (m/w/d)", "lead"),
        ("Stationsleitung Chirurgie (m/w/d)", "lead"),
        ("Fachbereichsleiter Soziales", "lead"),
        ("Tirocinante amministrativo", "intern"),
        ("Stagiair HR", "intern"),
    ],
)
def test_whose_level_it_is(title: str, level: str | None) -> None:
    """A chief whom somebody works for, and a way to become a lead, are no levels of the job."""
    assert titles.seniority(title) == level


@given(st.text(), st.text() | st.none())
def test_any_text_is_a_title(title: str, stated: str | None) -> None:
    """Nothing raises on any text, and cleaning twice is cleaning once."""
    titles.seniority(title, stated)
    titles.key(title)

    assert titles.clean(titles.clean(title)) == titles.clean(title)
    assert "\x00" not in titles.clean(title)
