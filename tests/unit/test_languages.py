"""The language of a posting's text, against what its board says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import languages
from jobscout.rules.languages import detect, read
from tests.hostile_texts import HOSTILE

TEXTS = {
    "en": (
        "We are looking for a nurse to join our team in the surgical ward. You will "
        "care for patients before and after operations and work in shifts with "
        "experienced colleagues."
    ),
    "de": (
        "Wir suchen eine Pflegefachkraft für unsere chirurgische Station. Sie betreuen "
        "Patienten vor und nach der Operation und arbeiten im Schichtdienst mit "
        "erfahrenen Kollegen."
    ),
    "fr": (
        "Nous recherchons un infirmier pour notre service de chirurgie. Vous prendrez "
        "soin des patients avant et après les opérations et travaillerez en équipe "
        "avec des collègues expérimentés."
    ),
    "es": (
        "Buscamos una enfermera para nuestra planta de cirugía. Atenderás a los "
        "pacientes antes y después de las operaciones y trabajarás por turnos con "
        "compañeros con experiencia."
    ),
    "pt": (
        "Procuramos um enfermeiro para o nosso serviço de cirurgia. Irá cuidar dos "
        "doentes antes e depois das operações e trabalhar por turnos com colegas "
        "experientes."
    ),
    "it": (
        "Cerchiamo un infermiere per il nostro reparto di chirurgia. Ti occuperai dei "
        "pazienti prima e dopo le operazioni e lavorerai su turni con colleghi esperti."
    ),
    "nl": (
        "Wij zoeken een verpleegkundige voor onze afdeling chirurgie. Je zorgt voor "
        "patiënten voor en na de operatie en werkt in wisselende diensten met ervaren "
        "collega's."
    ),
    "sv": (
        "Vi söker en sjuksköterska till vår kirurgiska avdelning. Du tar hand om "
        "patienter före och efter operationer och arbetar i skift med erfarna kollegor."
    ),
    "da": (
        "Vi søger en sygeplejerske til vores kirurgiske afdeling. Du tager dig af "
        "patienter før og efter operationer og arbejder i skiftehold med erfarne "
        "kolleger."
    ),
    "no": (
        "Vi søker en sykepleier til vår kirurgiske avdeling. Du tar deg av pasienter "
        "før og etter operasjoner og jobber i turnus sammen med erfarne kollegaer."
    ),
    "fi": (
        "Etsimme sairaanhoitajaa kirurgiselle osastollemme. Hoidat potilaita ennen "
        "leikkausta ja sen jälkeen ja työskentelet vuoroissa kokeneiden kollegojen "
        "kanssa."
    ),
    "pl": (
        "Szukamy pielęgniarki na nasz oddział chirurgiczny. Będziesz opiekować się "
        "pacjentami przed operacją i po niej oraz pracować na zmiany z doświadczonymi "
        "kolegami."
    ),
    "cs": (
        "Hledáme zdravotní sestru na naše chirurgické oddělení. Budete se starat o "
        "pacienty před operací a po ní a pracovat na směny se zkušenými kolegy."
    ),
    "sk": (
        "Hľadáme zdravotnú sestru na naše chirurgické oddelenie. Budete sa starať o "
        "pacientov pred operáciou a po nej a pracovať na zmeny so skúsenými kolegami."
    ),
    "hu": (
        "Ápolót keresünk sebészeti osztályunkra. A betegekről gondoskodik a műtétek "
        "előtt és után, és tapasztalt kollégákkal dolgozik műszakban."
    ),
    "ro": (
        "Căutăm o asistentă medicală pentru secția noastră de chirurgie. Vei avea "
        "grijă de pacienți înainte și după operații și vei lucra în ture cu colegi "
        "experimentați."
    ),
    "bg": (
        "Търсим медицинска сестра за нашето хирургично отделение. Ще се грижите за "
        "пациентите преди и след операциите и ще работите на смени с опитни колеги."
    ),
    "el": (
        "Αναζητούμε νοσηλευτή για το χειρουργικό μας τμήμα. Θα φροντίζετε τους "
        "ασθενείς πριν και μετά τις επεμβάσεις και θα εργάζεστε σε βάρδιες με "
        "έμπειρους συναδέλφους."
    ),
    "ru": (
        "Мы ищем медсестру в наше хирургическое отделение. Вы будете ухаживать за "
        "пациентами до и после операций и работать посменно с опытными коллегами."
    ),
    "uk": (
        "Шукаємо медсестру до нашого хірургічного відділення. Ви доглядатимете за "
        "пацієнтами до та після операцій і працюватимете позмінно з досвідченими "
        "колегами."
    ),
    "tr": (
        "Cerrahi servisimiz için bir hemşire arıyoruz. Ameliyat öncesi ve sonrası "
        "hastalarla ilgilenecek ve deneyimli meslektaşlarınızla vardiyalı çalışacaksınız."
    ),
    "ar": (
        "نبحث عن ممرضة للعمل في قسم الجراحة لدينا. ستعتني بالمرضى قبل العمليات وبعدها "
        "وتعمل في نوبات مع زملاء ذوي خبرة."
    ),
    "he": (
        "אנו מחפשים אחות למחלקה הכירורגית שלנו. תטפלי במטופלים לפני ואחרי ניתוחים "
        "ותעבדי במשמרות עם עמיתים מנוסים."
    ),
    "fa": (
        "ما به دنبال یک پرستار برای بخش جراحی خود هستیم. شما از بیماران قبل و بعد از "
        "عمل مراقبت می‌کنید و با همکاران باتجربه به صورت شیفتی کار می‌کنید."
    ),
    "hi": (
        "हम अपने शल्य चिकित्सा विभाग के लिए एक नर्स की तलाश कर रहे हैं। आप ऑपरेशन से "
        "पहले और बाद में मरीजों की देखभाल करेंगे और अनुभवी सहयोगियों के साथ काम करेंगे।"
    ),
    "zh": (
        "我们正在为外科病房招聘一名护士。您将在手术前后照顾病人，并与经验丰富的同事轮班工作。要求具有良好的沟通能力。"
    ),
    "ja": (
        "外科病棟で働く看護師を募集しています。手術前後の患者さんのケアを行い、経験豊富な同僚とシフト制で勤務していただきます。"
    ),
    "ko": (
        "외과 병동에서 근무할 간호사를 모집합니다. 수술 전후 환자를 돌보고"
        " 경험이 풍부한 동료들과 교대로 근무하게 됩니다."
    ),
    "th": (
        "เรากำลังมองหาพยาบาลสำหรับแผนกศัลยกรรมของเรา "
        "คุณจะดูแลผู้ป่วยก่อนและหลังการผ่าตัดแล"
        "ะทำงานเป็นกะกับเพื่อนร่วมงานที่มีประสบการณ์"
    ),
    "vi": (
        "Chúng tôi đang tìm một điều dưỡng cho khoa ngoại. Bạn sẽ chăm sóc bệnh nhân "
        "trước và sau phẫu thuật và làm việc theo ca với các đồng nghiệp giàu kinh "
        "nghiệm."
    ),
    "sw": (
        "Tunatafuta muuguzi kwa ajili ya wodi yetu ya upasuaji. Utawahudumia wagonjwa "
        "kabla na baada ya upasuaji na kufanya kazi kwa zamu pamoja na wenzako wenye "
        "uzoefu."
    ),
    "et": (
        "Otsime õde meie kirurgiaosakonda. Hoolitsete patsientide eest enne ja pärast "
        "operatsioone ning töötate vahetustega koos kogenud kolleegidega."
    ),
    "lv": (
        "Mēs meklējam medmāsu mūsu ķirurģijas nodaļai. Jūs rūpēsieties par pacientiem "
        "pirms un pēc operācijām un strādāsiet maiņās kopā ar pieredzējušiem kolēģiem."
    ),
    "lt": (
        "Ieškome slaugytojos į mūsų chirurgijos skyrių. Rūpinsitės pacientais prieš ir "
        "po operacijų bei dirbsite pamainomis su patyrusiais kolegomis."
    ),
    "sl": (
        "Iščemo medicinsko sestro za naš kirurški oddelek. Skrbeli boste za bolnike "
        "pred operacijami in po njih ter delali v izmenah z izkušenimi sodelavci."
    ),
    "sr": (
        "Тражимо медицинску сестру за наше хируршко одељење. Бринућете о пацијентима "
        "пре и после операција и радити у сменама са искусним колегама."
    ),
    "ca": (
        "Busquem una infermera per a la nostra planta de cirurgia. Tindràs cura dels "
        "pacients abans i després de les operacions i treballaràs per torns amb "
        "companys amb experiència."
    ),
    "af": (
        "Ons soek 'n verpleegster vir ons chirurgiese saal. Jy sal pasiënte voor en na "
        "operasies versorg en skofte werk saam met ervare kollegas."
    ),
    "bn": (
        "আমরা আমাদের সার্জারি বিভাগের জন্য একজন নার্স খুঁজছি। আপনি অপারেশনের আগে ও পরে "
        "রোগীদের যত্ন নেবেন এবং অভিজ্ঞ সহকর্মীদের সাথে কাজ করবেন।"
    ),
    "is": (
        "Við leitum að hjúkrunarfræðingi á skurðdeildina okkar. Þú annast sjúklinga "
        "fyrir og eftir aðgerðir og vinnur vaktir með reyndum samstarfsfólki."
    ),
    "fil": (
        "Naghahanap kami ng nars para sa aming surgical ward. Aalagaan mo ang mga "
        "pasyente bago at pagkatapos ng operasyon at magtatrabaho nang palitan kasama "
        "ang mga bihasang katrabaho."
    ),
}


@pytest.mark.parametrize("language", TEXTS)
def test_detected(language: str) -> None:
    """Two sentences are enough in every language that jobs are posted in."""
    assert detect(TEXTS[language]) == language
    assert detect(f"{TEXTS[language]}\n" * 20) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Berlin",
        "SQL, Python, Docker, Kubernetes, Terraform",
        "Senior Java Developer (m/w/d)",
        "1234567890 " * 100,
        "x" * 5_000,
        "https://jobs.example/123\n" * 3,
        "Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod. " * 3,
    ],
)
def test_unclear(text: str) -> None:
    """A text that is too short, or none that a person wrote, has no language."""
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Must be comfortable being on your feet.", "en"),
        ("€55k – €92k\nWork from home;", "en"),
        ("Wir suchen Sie!", "de"),
        ("Vous êtes sérieux et motivé ?", "fr"),
        ("Buscamos cocinero con experiencia", "es"),
        ("Vi söker dig som är bra på att sälja", "sv"),
        ("Je werkt in een klein team", "nl"),
        ("Acme de Mexico SA de CV", None),
        ("Required: BPMN, SQL, Jira, Confluence", None),
        ("Die Welt", None),
    ],
)
def test_short_texts(text: str, language: str | None) -> None:
    """Little words tell where there is too little for the model; names tell nothing."""
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{TEXTS['en']}\n{TEXTS['de'] * 5}", "de"),
        (f"{TEXTS['de'] * 5}\n{TEXTS['en']}", "de"),
        (f"{TEXTS['ja'] * 3}\n{TEXTS['en']}", "ja"),
        (f"• Python, SQL, AWS, Kafka, Spark\n{TEXTS['fr']}\n• Docker, Git, Jenkins, REST", "fr"),
    ],
)
def test_most_of_the_text_decides(text: str, language: str) -> None:
    """An introduction, or a line of products, in another language does not decide."""
    assert detect(text) == language


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("en", TEXTS["de"], "de"),
        ("de-DE", TEXTS["de"], "de"),
        ("de", "Koch", "de"),
        ("zhHant", "", "zh"),
        ("en_US", "", "en"),
        ("deu", "", "de"),
        ("nb-NO", "", "no"),
        ("tl", "", "fil"),
        ("xyz", "", None),
        ("English", "", None),
        (None, TEXTS["sw"], "sw"),
        (None, "", None),
        ("hr", TEXTS["sr"], "hr"),
    ],
)
def test_the_boards_own_statement(stated: str | None, text: str, language: str | None) -> None:
    """A text decides; the board does if there is too little text, or of two twins."""
    assert read(stated, text) == language


def test_english_names_in_another_language() -> None:
    """A few English words, as in titles and names of products, make no text English."""
    part = "Als Head of Sales and Partnerships führst du das Team with Passion und bist zuständig. "

    assert detect(part * 30) == "de"
    assert detect("You lead the team and the work that our partners build with us. " * 30) == "en"


@given(st.text() | st.sampled_from(HOSTILE))
def test_any_text(text: str) -> None:
    """Any text has one language or none."""
    assert detect(text) is None or detect(text) in languages._WRITTEN
