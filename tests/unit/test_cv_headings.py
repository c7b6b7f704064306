"""Headings that qualify a section's name or continue it, in the words of many trades."""

from __future__ import annotations

import pytest

from jobscout.cv.headings import heading_of

ROWS = """
NURSING STUDENT WORK EXPERIENCE = experience
Sales Experience = experience
Berufliche Stationen = experience
Clinical Skills = skills
保有スキル = skills
Employment Details = experience
Clinical Experience = experience
Clinical Rotations = experience
Clinical Placements = experience
Professional Experience (continued) = experience
Experience (cont.) = experience
WORK EXPERIENCE (CONT'D) = experience
Work Experience - continued = experience
Experience, continued = experience
Employment History Continued = experience
Teaching Experience & Practicum = experience
Teaching Experience = experience
Student Teaching Experience = experience
Classroom Experience = experience
Performance Experience = experience
Customer Service Experience = experience
Food Service Experience = experience
Relevant Nursing Experience = experience
Accounting & Finance Experience = experience
Legal Experience = experience
Warehouse Experience = experience
Hospitality Work Experience = experience
Overseas Experience = experience
Previous Employment = experience
Earlier Career = experience
Work Experience Summary = experience
Summary of Work Experience = experience
Details of Employment = experience
Employment Record = experience
Career Progression = experience
Positions of Responsibility = experience
Industrial Training = education
Nursing Education and Training = education
Education Details = education
Educational Qualifications = education
Education History = education
Medical Education = education
Continuing Professional Education = education
Education (in progress) = education
Education (continued) = education
Professional Training = education
Nursing Skills = skills
Patient Care Skills = skills
Bookkeeping Skills = skills
Skills (continued) = skills
Culinary Skills = skills
Teaching Skills = skills
Skills Overview = skills
Key Skills & Competencies = skills
Clinical Competencies = skills
Legal Expertise = skills
Accounting Software = skills
Nursing Licenses = certifications
Licensure and Certifications = certifications
Nursing Licensure & Certifications = certifications
Healthcare Certifications = certifications
Trade Licences = certifications
Construction Projects = projects
Key Engineering Projects = projects
Other Languages = languages
Foreign Language Skills = languages
Volunteer Nursing Experience = other
Academic References = other
Berufserfahrung (Auszug) = experience
Berufserfahrung (Fortsetzung) = experience
Klinische Erfahrung = experience
Pflegeerfahrung = experience
Unterrichtserfahrung = experience
Relevante Berufserfahrung = experience
Beruflicher Werdegang (Auswahl) = experience
Bisherige Tätigkeiten = experience
Pflegerische Kompetenzen = skills
Kaufmännische Kenntnisse = skills
Schul- und Berufsausbildung = education
Fachweiterbildungen = education
Expérience clinique = experience
Expériences professionnelles (suite) = experience
Expérience en soins infirmiers = experience
Expérience pédagogique = experience
Compétences cliniques = skills
Compétences comptables = skills
Formation continue = education
Formation initiale et continue = education
Experiencia clínica = experience
Experiencia docente = experience
Experiencia laboral (continuación) = experience
Experiencia en ventas = experience
Competencias clínicas = skills
Habilidades de enfermería = skills
Formación en enfermería = education
Esperienza clinica = experience
Esperienze di insegnamento = experience
Esperienza lavorativa (segue) = experience
Competenze infermieristiche = skills
Experiência clínica = experience
Experiência docente = experience
Habilidades clínicas = skills
Relevante werkervaring = experience
Klinische ervaring = experience
Doświadczenie kliniczne = experience
Doświadczenie w sprzedaży = experience
Umiejętności kliniczne = skills
Опыт работы (продолжение) = experience
Опыт преподавания = experience
Профессиональные навыки = skills
Профессиональный опыт = experience
Дополнительное образование = education
Klinisk erfarenhet = experience
Arbetslivserfarenhet = experience
Relevant arbejdserfaring = experience
Erhvervserfaring = experience
İş deneyimi = experience
Klinik deneyim = experience
Pracovní zkušenosti = experience
Pengalaman kerja = experience
Kinh nghiệm làm việc = experience
ประสบการณ์ทำงาน = experience
الخبرة العملية = experience
ניסיון תעסוקתי = experience
कार्य अनुभव = experience
临床经历 = experience
护理工作经验 = experience
工作经历（续） = experience
教学经历 = experience
专业技能与特长 = skills
臨床経験 = experience
職務経歴（続き） = experience
看護師経験 = experience
活かせるスキル = skills
PCスキル = skills
取得資格 = certifications
保有資格 = certifications
최종학력 = education
주요경력 = experience
임상경력 = experience
업무 스킬 = skills
User Experience =
Customer Experience =
Five years of experience =
5 years experience =
Experience with Python =
Experience in retail and sales =
Extensive experience =
Patient Education =
Physical Education =
Skills (Python, Java) =
Improved the skills of my team =
Gained experience =
Two weeks of training =
Staff training =
We use many tools =
Erfahrung mit Kindern =
Expérience avec Python =
5 Jahre Berufserfahrung =
"""


@pytest.mark.parametrize(
    ("line", "section"),
    [tuple(map(str.strip, row.rsplit("=", 1))) for row in ROWS.strip().splitlines()],
)
def test_headings_with_a_qualifier(line: str, section: str) -> None:
    """A trade, a continuation or a word of order around a name still names that section."""
    assert (heading_of(line) or "") == section
