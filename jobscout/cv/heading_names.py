"""The names of sections, in the languages in which CVs are written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobscout.cv.lines import Section

NAMES: Final[dict[Section, str]] = {
    "summary": """summary|profile|about|about me|objective|career objective|personal statement
        |professional profile|personal profile|career profile|executive summary|career summary
        |professional summary|summary of qualifications|introduction|bio|who am i|status
        |overview|profil|kurzprofil|über mich|zusammenfassung|persönliches profil
        |zu meiner person|résumé|à propos|à propos de moi|profil professionnel|objectif
        |présentation|resumen|perfil|perfil profesional|sobre mí|acerca de mí|objetivo|extracto
        |presentación|profilo|profilo professionale|chi sono|sommario|perfil profissional
        |sobre mim|objetivos|profiel|over mij|samenvatting|o mnie|podsumowanie
        |podsumowanie zawodowe|profil zawodowy|profil osobisty|個人簡介|个人简介|自我评价
        |自我評價|个人总结|个人概述|个人优势|自我介绍|关于我|自己pr|自己紹介|職務要約|обо мне
        |о себе""",
    "experience": """experience|experiences|employment|employment history|work history|work
        |career|career history|professional background|positions|positions held|internships
        |internship|professional history|professional activities|appointments|jobs
        |work & experience|relevant experience|industry experience
        |berufserfahrung|berufserfahrungen|beruflicher werdegang|werdegang|berufspraxis|praktika
        |praktische erfahrung|praktische erfahrungen|arbeitserfahrung|berufliche erfahrung
        |erfahrung|beruflicher hintergrund|berufliche laufbahn|tätigkeiten
        |berufliche tätigkeiten|praktikum|expérience|expériences|expérience professionnelle
        |expériences professionnelles|parcours|parcours professionnel|stages
        |expériences de travail|emplois|experiencia|experiencia laboral|experiencia profesional
        |experiencias|trayectoria|trayectoria profesional|historial laboral
        |experiencia de trabajo|esperienza|esperienze|esperienza lavorativa
        |esperienze lavorative|esperienza professionale|esperienze professionali|experiência
        |experiência profissional|experiências|werkervaring|ervaring|arbeidservaring
        |doświadczenie|doświadczenie zawodowe|опыт работы|опыт|工作经历|工作经验|工作經歷
        |工作經驗|实习经历|實習經歷|职业经历|工作|实习|实习经验|职业经验|职业生涯|工作与实习
        |任职经历|职务经历|職務経歴|職歴|経歴|경력|경력사항
        |berufliche stationen|berufsstationen|stationen|employment record
        |record of employment|employment profile|job history|details of employment
        |positions of responsibility
        |career progression|career path|placements|clinical rotations|rotations|practicum
        |practicums|practica|clinical practicum|bisherige tätigkeiten|tätigkeit
        |experiência de trabalho|praca|doświadczenia|опыт работы и стажировки
        |трудовая деятельность|трудовой стаж|карьера|досвід|досвід роботи|erfarenhet
        |erfarenheter|arbetslivserfarenhet|arbetserfarenhet|anställningar|yrkeserfarenhet
        |erfaring|erhvervserfaring|arbejdserfaring|arbeidserfaring|yrkeserfaring|työkokemus
        |kokemus|työhistoria|deneyim|iş deneyimi|iş tecrübesi|tecrübe|mesleki deneyim
        |praxe|pracovní zkušenosti|pracovné skúsenosti|zkušenosti|pracovní praxe
        |munkatapasztalat|szakmai tapasztalat|experiență|experiență profesională|εμπειρία
        |επαγγελματική εμπειρία|pengalaman|pengalaman kerja|kinh nghiệm|kinh nghiệm làm việc
        |ประสบการณ์|ประสบการณ์ทำงาน|ประวัติการทำงาน|الخبرة|الخبرات|الخبرة العملية
        |الخبرات العملية|الخبرة المهنية|ניסיון|ניסיון תעסוקתי|ניסיון מקצועי|अनुभव
        |कार्य अनुभव|业务经历|職務要歴|職務詳細|勤務歴|経験""",
    "education": """education|academic background|academic history|academics|qualifications
        |studies|academic qualifications|educational background|education & training|schooling
        |degrees|education and training|academic education|education & qualifications
        |academic record|coursework|relevant coursework|courses|training|trainings
        |training & courses|academic|ausbildung|bildung|bildungsweg|studium
        |akademischer werdegang|schulbildung|weiterbildung|weiterbildungen
        |akademische ausbildung|schulische ausbildung|bildungsgang|fortbildungen
        |aus- und weiterbildung|ausbildung und studium|akademische laufbahn|formation|formations
        |éducation|études|diplômes|parcours académique|parcours scolaire|formation académique
        |diplômes et formations|cursus|cursus scolaire|educación|formación|formación académica
        |estudios|formación complementaria|educación formal|istruzione|formazione
        |istruzione e formazione|educação|formação|formação acadêmica|formação académica
        |opleiding|opleidingen|wykształcenie|edukacja|образование|教育经历|教育背景|教育經歷
        |教育|学历|學歷|教育情况|学习经历|学术背景|学歴|학력
        |industrial training|utbildning|uddannelse|utdanning|koulutus|eğitim|vzdělání
        |vzdelanie|tanulmányok|végzettség|educație|studii|εκπαίδευση|pendidikan|học vấn
        |การศึกษา|ประวัติการศึกษา|التعليم|المؤهلات العلمية|השכלה|शिक्षा|освіта|обучение
        |berufsausbildung|schul- und berufsausbildung|scholarité|scolarité|estudos""",
    "skills": """skills|technologies|tools|competencies|competences|expertise|tech stack|stack
        |technical summary|technical strengths|strengths|technical proficiencies|proficiencies
        |areas of expertise|core competencies|key competencies|technical expertise|abilities
        |technical knowledge|programming languages|programming|tools & technologies|toolbox
        |software|technologies & tools|skills & tools|frameworks|databases|operating systems
        |it skills|computer skills|skill set|skillset|technical skill set|hard skills
        |soft skills|tools and technologies|technical profile|it knowledge|specialties|fields
        |platforms|toolset|technical competencies|strengths & skills|skill highlights|what i do
        |capabilities|programming skills|skills summary|software skills|additional skills|it
        |technology|libraries|tooling|devops|development tools|developer tools
        |fields of expertise|web technologies|technologies used
        |programming experience|kenntnisse|fähigkeiten|kompetenzen|fachkenntnisse|it-kenntnisse
        |edv-kenntnisse|edv|stärken|technische kenntnisse|technische fähigkeiten
        |kenntnisse und fähigkeiten|qualifikationen|fachliche kompetenzen|software-kenntnisse
        |softwarekenntnisse|programmiersprachen|kenntnisse & fähigkeiten|besondere kenntnisse
        |weitere kenntnisse|werkzeuge|computerkenntnisse|technologien|methoden
        |skills & kenntnisse|fertigkeiten|programmierung|softwareentwicklung|datenbanken
        |betriebssysteme|frameworks und bibliotheken|compétences|compétences techniques|savoir-faire
        |informatique|compétences informatiques|compétences clés|logiciels|outils
        |technologies maîtrisées|domaines de compétences|atouts|langages
        |langages de programmation|programmation|bases de données|systèmes d'exploitation
        |bibliothèques|compétences professionnelles|aptitudes|habilidades
        |competencias|conocimientos|habilidades técnicas|tecnologías|conocimientos técnicos
        |competencias técnicas|herramientas|informática|destrezas|conocimientos informáticos
        |lenguajes de programación|programación
        |bases de datos|sistemas operativos|competenze|competenze tecniche|competenze informatiche
        |capacità|conoscenze informatiche|competências|competências técnicas|conhecimentos
        |vaardigheden|competenties|kennis|umiejętności|umiejętności techniczne|technologie
        |навыки|ключевые навыки|технологии|技能|专业技能|專業技能|技术栈|技术能力|技能清单
        |核心技能|个人技能|技能特长|掌握技能|技术技能|技能专长|专业能力|编程|编程语言|技能列表
        |it技能|スキル|技術スキル|使用技術|기술|기술 스택|보유기술
        |färdigheter|kompetenser|kompetens|kompetencer|kompetanse|ferdigheter|taidot
        |osaaminen|beceriler|yetenekler|dovednosti|znalosti|zručnosti|készségek
        |competențe|abilități|δεξιότητες|keahlian|keterampilan|kỹ năng|ทักษะ|المهارات
        |כישורים|מיומנויות|कौशल|навички|умения|knowledge|abilities and skills|特长|特長
        |アピールポイント""",
    "languages": """languages|language|language skills|spoken languages|language proficiency
        |foreign languages|languages spoken|sprachen|sprachkenntnisse|fremdsprachen|langues
        |langue|langues étrangères|compétences linguistiques|idiomas|lenguas|idioma|lingue
        |lingue straniere|línguas|talen|talenkennis|języki|języki obce|znajomość języków|языки
        |语言|語言|语言能力|語言能力|外语|外语水平|语言技能|外语能力|語学|言語|언어|외국어
        |språk|sprog|språkkunskaper|kielet|kielitaito|diller|yabancı diller|jazyky
        |nyelvek|nyelvtudás|limbi străine|limbi|γλώσσες|bahasa|ngoại ngữ|ngôn ngữ|ภาษา
        |اللغات|שפות|भाषाएँ|мови|語学力""",
    "projects": """projects|project|personal projects|side projects|selected projects
        |key projects|open source|open source projects|open source contributions|portfolio
        |research projects|academic projects|open-source|open source work|notable projects
        |contributions|products|project experience|things i built|open source experience
        |coding projects|projekte|projekterfahrung|eigene projekte|ausgewählte projekte
        |projektliste|projekt|projets|projets personnels|réalisations|projets académiques|projet
        |proyectos|proyectos personales|proyecto|progetti|progetti personali|projetos|projecten
        |projekty|проекты|项目|项目经验|项目经历|項目經驗|專案|开源项目|开源贡献|个人项目
        |项目与论文|开源经历|开源|代表项目|项目作品|個人專案|專案經驗|プロジェクト|프로젝트
        |projektarbeten|projekter|projeler|projekty|proyek|dự án|المشاريع|проєкты|作品
        |作品集""",
    "certifications": """certifications|certificates|certification|certificate|licenses|licences
        |licenses & certifications|certifications & licenses|accreditations
        |certifications & courses|professional certifications|courses & certifications
        |training & certifications|zertifikate|zertifizierungen|zertifikat|bescheinigungen
        |lizenzen|certifications et formations|certificats|certificaciones|certificados
        |certificación|certificazioni|cursos|cursos y certificaciones|certificações|certificaten
        |certyfikaty|kursy|сертификаты|证书|證書|资格证书|技能证书|认证|资格|資格|免許・資格
        |자격증
        |licensure|credentials|license|licence|licensures|registrations|professional registration
        |資格・免許|執照|许可证|执照|licenser|sertifikalar|kursus|kurser|certificări|certifikáty
        |сертификация""",
    "contact": """contact|contacts|contact me|contact information|contact details
        |personal details|personal information|personal data|personal info|social|social media
        |find me|find me online|links|profiles|online profiles|details|web|online
        |social networks|social links|basics|kontakt|kontaktdaten|persönliche daten
        |persönliche angaben|persönliches|soziale medien|coordonnées|contactez-moi
        |informations personnelles|réseaux sociaux|liens|contacto|datos personales
        |información personal|redes sociales|enlaces|datos de contacto|contatti|contatto
        |dati personali|contato|contactgegevens|persoonlijke gegevens|dane osobowe|контакты
        |联系方式|聯絡方式|个人信息|个人资料|基本信息|基本资料|链接|連絡先|연락처""",
    "other": """publications|references|referees|referrals|interests|hobbies|awards|honors
        |honours|honors & awards|awards & honors|achievements|activities
        |extracurricular activities|talks|presentations|extracurriculars|patents|invited talks
        |selected honors|affiliations|memberships|additional information|interests & hobbies
        |hobbies & interests|leadership|teaching|research|miscellaneous|misc|community
        |conferences|scholarships|research interests|conference talks|professional memberships
        |professional affiliations|honors/awards|honors and awards|papers|awards and honors
        |organizations|events|service|other|more|fun facts|most proud of|my life philosophy
        |a day of my life|accomplishments|extracurricular|program committees|speaking|writing
        |grants|funding|selected publications|publikationen
        |veröffentlichungen|referenzen|interessen|hobbys|auszeichnungen|ehrenamt|engagement
        |sonstiges|preise|stipendien|interessen und hobbys|vorträge|ehrenamtliches engagement
        |références|loisirs|centres d'intérêt|centres d’intérêt|intérêts|distinctions|prix
        |divers|activités|bénévolat
        |volunteering|volunteer work|volunteer|volunteer experience
        |publicaciones|referencias|intereses|aficiones|premios|logros
        |voluntariado|otros|otros datos|pubblicazioni|interessi|referenze|altro|premi
        |publicações|interesses|prêmios|referenties|hobby's|zainteresowania|hobby|nagrody
        |referencje|интересы|награды|достижения|публикации|увлечения|获奖|获奖经历|所获奖项|荣誉
        |荣誉奖项|获奖情况|兴趣爱好|论文|发表论文|其他|其它|奖项|奖励|校园经历|社团经历
        |荣誉与奖励|获奖荣誉|社会活动|個人興趣|兴趣|趣味|受賞歴|수상
        |volunteer experiences|referanser|referenser|referanslar|รางวัล|награды и премии
        |rekommendationer""",
}
