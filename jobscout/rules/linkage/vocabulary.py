"""The words of titles that record linkage knows: their other spellings, and what they say."""

from __future__ import annotations

import re
from typing import Final

# "Machine learning" is one thing. Replaced in this order, in a line of single words.
PHRASES: Final = (
    ("new graduate", "earlycareer"),
    ("university graduate", "earlycareer"),
    ("college graduate", "earlycareer"),
    ("recent graduate", "earlycareer"),
    ("entry level", "earlycareer"),
    ("early career", "earlycareer"),
    ("early in career", "earlycareer"),
    ("machine learning", "ml"),
    ("deep learning", "deeplearning"),
    ("artificial intelligence", "ai"),
    ("natural language processing", "nlp"),
    ("large language model", "llm"),
    ("site reliability engineer", "sre"),
    ("sre engineer", "sre"),
    ("site reliability", "sre"),
    ("quality assurance", "qa"),
    ("user experience", "ux"),
    ("user interface", "ui"),
    ("human resource", "hr"),
    ("information technology", "it"),
    ("web application", "web"),
    ("computer vision", "computervision"),
    ("software development engineer", "software engineer"),
    ("software developer engineer", "software engineer"),
    ("software developer", "software engineer"),
    ("software development", "software engineer"),
    ("fe engineer", "frontend engineer"),
    ("fe developer", "frontend developer"),
    ("be engineer", "backend engineer"),
    ("be developer", "backend developer"),
    ("fs engineer", "fullstack engineer"),
    ("fs developer", "fullstack developer"),
    ("working student", "werkstudent"),
    ("product manager", "pm"),
    ("project manager", "projectmanager"),
    ("program manager", "programmanager"),
    ("program management", "programmanager"),
    ("vice president", "vp"),
    ("registered nurse rn", "rn"),
    ("registered nurse", "rn"),
    ("licensed practical nurse", "lpn"),
    ("certified nursing assistant", "cna"),
)
SPACED_PHRASES: Final = tuple((f" {phrase} ", f" {one} ") for phrase, one in PHRASES)
FIRST_OF_PHRASES: Final = frozenset(phrase.partition(" ")[0] for phrase, _ in PHRASES)
SYNONYMS: Final = {
    "sde": "software engineer",
    "sdet": "software engineer test",
    "sw": "software",
    "swe": "software engineer",
    "acct": "account",
    "adm": "administrator",
    "admin": "administrator",
    "analysis": "analyst",
    "analytic": "analyst",
    "assoc": "associate",
    "asst": "assistant",
    "biz": "business",
    "client": "customer",
    "co-op": "intern",
    "coop": "intern",
    "coord": "coordinator",
    "dev": "developer",
    "deutsch": "german",
    "dir": "director",
    "distributed": "distribute",
    "eng": "engineer",
    "englisch": "english",
    "engg": "engineer",
    "engr": "engineer",
    "exec": "executive",
    "franzosisch": "french",
    "grad": "graduate",
    "internship": "intern",
    "italienisch": "italian",
    "mfg": "manufacturing",
    "mgmt": "management",
    "mgr": "manager",
    "mktg": "marketing",
    "ops": "operation",
    "practicante": "intern",
    "praktikant": "intern",
    "praktikum": "intern",
    "praktikantin": "intern",
    "quantitative": "quant",
    "science": "scientist",
    "rep": "representative",
    "softwareentwickler": "software entwickler",
    "spanisch": "spanish",
    "stagiaire": "intern",
    "svc": "service",
    "tech": "technology",
    "technical": "technology",
    "univ": "university",
    "werkstudentin": "werkstudent",
    "werkstudierende": "werkstudent",
    "ingenieurin": "ingenieur",
    "entwicklerin": "entwickler",
}
SMALL_WORDS: Final = (
    "a an and at by de der des die du el en et for from fur im in la le of on or our the to und"
    " with y your opening opportunity position role job hiring wanted needed new now urgent"
    " program programme session all gender f m d w x mwd mfd remote remoto hybrid onsite possible"
)
IGNORED: Final = frozenset(SMALL_WORDS.split())
SEASONS: Final = {
    "spring": "spring",
    "summer": "summer",
    "fall": "fall",
    "autumn": "fall",
    "winter": "winter",
    "sommer": "summer",
    "herbst": "fall",
    "ete": "summer",
    "verano": "summer",
}
SPECIALITIES: Final = {
    "frontend": "frontend", "backend": "backend", "fullstack": "fullstack", "data": "data",
    "ml": "ml", "deeplearning": "ml", "ai": "ai", "mobile": "mobile", "android": "android",
    "ios": "ios", "embedded": "embedded", "firmware": "firmware", "hardware": "hardware",
    "security": "security", "cybersecurity": "security", "devops": "devops", "sre": "sre",
    "cloud": "cloud", "network": "network", "networking": "network", "qa": "qa", "test": "qa",
    "ux": "ux", "ui": "ui", "web": "web", "research": "research", "quant": "quant",
    "infrastructure": "infrastructure", "platform": "platform", "product": "product", "pm": "pm",
    "robotic": "robotics", "robotics": "robotics", "database": "database", "game": "game",
    "phd": "phd", "master": "master", "bachelor": "bachelor", "undergraduate": "bachelor",
    "mba": "mba", "sales": "sales", "marketing": "marketing", "finance": "finance", "hr": "hr",
    "design": "design", "day": "day", "night": "night", "evening": "evening", "weekend": "weekend",
    "fpga": "fpga", "asic": "asic", "mechanical": "mechanical", "electrical": "electrical",
    "manufacturing": "manufacturing", "algorithm": "algorithm", "trad": "trader",
}  # fmt: skip
# What a level is read of, as "Eng. Mgr" is a manager.
ABBREVIATED: Final = re.compile(
    r"\b(asst|assoc|dev|dir|eng|engr|exec|mgr|mgmt|sde|swe)\b\.?", re.IGNORECASE
)
# Aggregators end titles with the employer: "Nurse at Acme".
EMPLOYER: Final = re.compile(
    r"(?:(?<=\w\w)|(?<=\w\)))\s+(?:at|@|bei|chez)\s+\w[^,|()/]{1,40}$", re.IGNORECASE
)
# One of these is in every title, in lower case, that the pattern changes; titles are one line.
EMPLOYER_SIGNS: Final = (" at ", " @", " bei ", " chez ")
# Where "&" was written out without the spaces that a word needs: "RandD", "FPandA".
JOINED_AND: Final = re.compile(
    r"(?<=[A-Za-z])and(?=[A-Z])|(?<=[^\W\d_a-zA-Z])(?:and|AND)(?=[^\W\d_a-zA-Z])"
)
ALTERNATIVES: Final = tuple(frozenset(group.split()) for group in (
    "frontend backend fullstack",
    "android ios",
    "bachelor master phd mba",
    "day night evening weekend",
    ("english german french spanish italian dutch portuguese polish swedish norwegian danish"
    " finnish czech hungarian romanian greek turkish russian ukrainian arabic hebrew hindi"
    " mandarin chinese cantonese japanese korean"),
))  # fmt: skip
ALTERNATIVE: Final = frozenset[str]().union(*ALTERNATIVES)
RANKS: Final = frozenset({
    "senior", "staff", "principal", "lead", "junior", "manager", "director", "head", "vp", "chief",
    "assistant", "associate", "deputy", "trainee",
})  # fmt: skip
LEVEL_WORDS: Final = frozenset({"earlycareer", "intern", "university", "campus"})
"""Words that all titles of some lists have and others leave out, so that they say little."""
LEVEL_RARITY: Final = 0.2
WHOLE: Final = frozenset(SPECIALITIES).union(RANKS, LEVEL_WORDS, *ALTERNATIVES)
"""Words that keep their endings."""
ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
FULL_YEAR: Final = re.compile(r"20[12]\d")
NUMERAL: Final = re.compile(r"[a-z]?\d{1,2}")
MOST_NUMBERED: Final = 19
"""Larger numbers are no grades: hours, shares of full time, numbers of sites."""
REFERENCE: Final = re.compile(r"[a-z]{0,5}\d{3,}|\d{2,3}k")
# What follows a number that counts something else.
COUNTED: Final = "hour hr month week day year h std stunde mois"
UNITS: Final = frozenset(COUNTED.split())
ENDINGS: Final = (
    "ing", "ement", "ment", "ship", "er", "or", "ist", "ion", "e", "s",
)  # fmt: skip
MIN_STEM: Final = 4
