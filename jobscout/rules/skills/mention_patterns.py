"""Words near a name that tell a skill from an ordinary word, in English, German and French.

Patterns for a reading see lower case without accents; LABEL, HEADING, START and both INITIALs
see the original text. Each is tried on a few dozen characters, so none can take long.
"""

from __future__ import annotations

import re
from typing import Final

_AND: Final = r"(?:and|or|und|oder|et|ou|y|o|e|i|&|as well as|sowie|plus|bzw\.?)"
_UNSPACED_AND: Final = "(?:と|や|及び|および|または|和|与|及|或|以及)"
GAP: Final = re.compile(rf"[ \n,;/|*+():>\[\].-]*(?:{_AND}[ \n]+|{_UNSPACED_AND})?[(]?")
_SKILL_WORDS: Final = (
    r"skills?|technolog(?:y|ies)|tech(?:nical)? stack|stack|tools?|toolset|languages|frameworks?"
    r"|databases?|software|platforms?|libraries|environments?|competenc(?:e|ies)|expertise"
    r"|proficienc(?:y|ies)|systems|knowledge|kenn?tni?sse|f[aä]higkeiten|programmiersprachen"
    r"|kompetenzen|comp[eé]tences|langages|outils|logiciels|technologien|werkzeuge|tags"
    r"|habilidades|conocimientos|competencias|herramientas|lenguajes|tecnolog[ií]as"
    r"|competenze|linguaggi|strumenti|compet[eê]ncias|linguagens|ferramentas"
)
LABEL: Final = re.compile(rf"\b(?:{_SKILL_WORDS})\b[^\n:]{{0,30}}$", re.IGNORECASE)
CJK_LABEL: Final = re.compile(r"(?:技能|技术|语言|工具|平台|スキル)\w{0,4}$")
"""The same in Chinese and Japanese, at the end of a label or a heading."""
HEADING: Final = re.compile(
    rf"[^\w\n]*(?:(?P<skills>(?:[\w&/]+[^\S\n]+){{0,3}}(?:(?:edv|it|pc|fach)-)?(?:{_SKILL_WORDS})"
    r"(?:[^\S\n]+(?:&|and|und|et|y|e|used|summary|matrix|set|techniques?|informatiques?|t[eé]cnicas?"
    r"|inform[aá]tic(?:as?|os?|he))(?:[^\S\n]+\w+)?)?)"
    r"|(?P<other>(?:[\w&/]+[^\S\n]+){0,3}(?:experience|education|employment|projects?|interests"
    r"|hobbies|about|responsibilities|benefits|references|publications|awards|history|summary"
    r"|profile|volunteering|activities|erfahrung|berufserfahrung|ausbildung|interessen|projekte"
    r"|exp[eé]riences?(?:[^\S\n]+professionnelles?)?|formations?|loisirs|int[eé]r[eê]ts"
    r"|experiencia(?:[^\S\n]+(?:laboral|profesional))?|educaci[oó]n|proyectos|intereses"
    r"|certifications|coursework|what we offer|wir bieten)))"
    r"[^\S\n]*:?[^\S\n]*",
    re.IGNORECASE,
)
BEFORE: Final = re.compile(
    r"(?:\b(?:in|using|uses?|used|via|mit|avec|en|auf|von|learn(?:ing)?|know(?:ing)?|write|writing"
    r"|programming|experienced?|knowledge|kenntnisse|proficient|skilled|fluent|coding|expert"
    r"|such as|including|usando|utilizando"
    r"|(?:conocimientos?|dominio|manejo|experiencia) (?:de|del|en|con)"
    r"|(?:experience|familiar|work(?:ed|ing)?|comfortable|proficiency|skills?) (?:with|in)"
    r"|(?:knowledge|command|understanding|mastery|use) of|erfahrung mit|kenntnisse in"
    r"|(?:maitrise|connaissance) de|microsoft|ms|programmed|developed|built (?:in|with|on))) $"
)
_LEVEL: Final = (
    r"[ \t]*[(:\u2013-]?[ \t]*(?:experte?|advanced|intermediate|beginner|proficient|avance|avanzado"
    r"|fortgeschritten|grundkenntnisse|intermediaire|debutant|intermedio|basico)\b"
)
AFTER: Final = re.compile(
    r" (?:programming|programmer|developers?|engineers?|development|code|codebase|languages?"
    r"|scripts?|scripting|spreadsheets?|macros?|formulas?|apps?|applications?|framework|stack"
    r"|sdk|apis?|services|microservices|backend|frontend|entwickler(?:in)?|entwicklung|kenntnisse"
    r"|modules?|package|library|libraries|cluster|clusters|server|database|databases|dba"
    r"|components?|interfaces?|endpoints?|pipelines?|dashboards?"
    r"|certification|certified|experience|skills?)\b"
    rf"|{_LEVEL}"
    r"| ?(?:言語|语言|語言|程序|プログラ|编程|を(?:用|使)|による|での?開発|开发|開発)"
)
REFUTED: Final = re.compile(
    r" ?(?:\((?:board|game|the board|sport|season|music)|to market\b|than\b|board game|season\b)"
    r"| (?:scholars?|scholarships?|fellows?|fellowships?|school|college|university|institute|award"
    r"|prize|foundation|hall|street|avenue|inc|ltd|llc|gmbh|corp|corporation)\b"
)
INITIAL_BEFORE: Final = re.compile(r"\b[A-Z]\. ?$")
INITIAL_AFTER: Final = re.compile(r"\.(?:,| ?[A-Z]\.| [a-z])")
SEASONS: Final = frozenset({"spring"})
COMPANY_FORMS: Final = frozenset({"sas"})
COMPANY: Final = re.compile(r"\b[A-Z][\w&.-]* $")
COMPANY_END: Final = re.compile(r" ?(?:[,(|\n-]|$)")
YEAR: Final = re.compile(r" ?(?:19|20)\d\d\b")
WORD_BEFORE: Final = re.compile(r"[a-z]{3} $")
LOWER_WORD: Final = re.compile(r" [a-z]{2,}")
PLAIN_NEXT: Final = re.compile(
    r"(?: (?:to|and|or|for|on|with|as|und|et|is|are|at|in|oder|ou|fur|pour|by|from|a|an)\b"
    r"| ?[^ a-z0-9]| ?$|\n| [a-z]+ing\b)"
)
WORDS: Final = frozenset({"can"})
"""Acronyms that are always the ordinary word when in lower case, in any context."""
INNER_CAPITAL: Final = re.compile(r"[a-z][A-Z]")
"""As in LaTeX: ordinary words are not written like this."""
START: Final = re.compile(r"(?:^|[.!?:*•·∙●▪■◦‣\n] |\n|^ )[\"'(*-]*$")


ROLES: Final = frozenset({"concept", "method", "business", "trade"})
ROLE: Final = re.compile(
    r"(?: ?/ ?\w+| \w+)? (?:engineers?|developers?|designers?|managers?|analysts?|architects?"
    r"|specialists?|researchers?|administrators?|consultants?|testers?|experts?|leads?"
    r"|scientists?|director|officers?|(?P<team>teams?|squads?|department)|professionals?"
    r"|associates?|assistants?|seniors?|trainees?|clerks?|nurses?|technicians?|entwickler|ingenieur|ingenieure|leiter|berater|chef|responsable)\b"
)
"""After a concept these words name a person's role: a QA engineer is not quality assurance."""

WEAK: Final = frozenset({"soft", "business", "trade"})
"""Categories beside which an ambiguous name of software gains nothing."""
