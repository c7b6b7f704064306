"""Words that announce the last day to apply, in the languages of postings."""

from __future__ import annotations

import re
from typing import Final

NEAR: Final = 130
"""Most characters between the first word of an announcement and its date."""

# What may stand between the announcement and its date: a weekday, a time, "on", "is", an address.
_GAP: Final = (
    r"(?:(?!\bstart|begin|commenc|\bjoin|interview|graduat|enrol|\bborn|conference|webinar"
    r"|open day|\breview"
    r"|\bor until|\bopens?\b)[^;。]){0,60}\Z"
)
_ENGLISH: Final = (
    r"(?:application|submission|posting|apply|applying|closing|recruitment"
    r"|response)s?\b[^;]{0,30}\bdeadline"
    r"|\bdeadline\b(?: date)? (?:to|for|of) (?:\w+ ){0,4}?(?:apply|applying|applications?"
    r"|submi\w+|submissions?|receipt|responses?|candidat\w+)"
    r"|^\W*(?:the )?deadline\b|\bclosing (?:date|time)|\bclose date\b|^\W*clos(?:es|ing)\b"
    r"|\bclos(?:es|ing) ?:"
    r"|\b(?:applications?|vacanc(?:y|ies)|posting|position|role|job|advert\w*|requisition"
    r"|window|competition|call|and)\b[^;]{0,40}?\b(?:close|closes|closing|closed|ends?)\b"
    r"|(?<!s )\bappl(?:y|ying)\b[^;]{0,60}?\b(?:by|before|until|till|through|no later than"
    r"|not later than|latest)\b"
    r"|\b(?:last|final|end) (?:date|day)\b[^;]{0,25}?\b(?:appl\w+|submi\w+|receipt|receive)"
    r"|\blast date\b"
    r"|\b(?:applications?|cvs?|resum[eé]s?|résumés?|cover letters?|candidacy"
    r"|documents)\b[^;]{0,70}?\b(?:by|before|until|till|through|later than|up to)\b"
    r"|\b(?:posting|job|advert\w*|vacancy|application)\b[^;]{0,25}?\b(?:end date|expires?"
    r"|expiry|expiration)"
    r"|\b(?:open|recruiting) (?:for applications )?(?:until|till|through)\b"
)
_OTHERS: Final = (
    r"bewerbungs(?:schluss|frist|ende|deadline|zeitraum)|bewirb dich[^;]{0,40}\bbis"
    r"|bewerb\w*[^;]{0,60}\bbis\b|einsendeschluss"
    r"|date (?:limite|de clôture|butoir)|clôture des candidatures|(?:candidatures?|postul\w+"
    r"|\bcv)\b[^;]{0,60}?(?:avant le|jusqu['’]au|au plus tard|d['’]ici)"
    r"|fecha (?:límite|limite|de cierre|tope|máxima)|plazo (?:de|para|límite)[^;]{0,40}"
    r"|(?:candidaturas?|postul\w+|solicitud\w*|\bcv|currículum|inscri\w+)[^;]{0,60}?(?:hasta"
    r"|antes del?|más tardar)"
    r"|\bprazo\b|data[- ]limite|(?:candidatur\w+|inscriç\w+|currículo|\bcv)[^;]{0,60}?\b(?:até"
    r"|antes de)"
    r"|scadenza|(?:candidatur\w+|\bcv|domand\w+)[^;]{0,60}?\bentro|entro e non oltre"
    r"|sluitingsdatum|(?:reageer|reacties?|sollicit\w+)[^;]{0,60}?\b(?:uiterlijk|vóór|voor|tot|t/m)"
    r"|sista (?:ansöknings|ansökan)\w*|ansök\w*[^;]{0,40}?senast|ansøgningsfrist|søknadsfrist"
    r"|frist for (?:å )?(?:søk|ansøg)\w*|hakuaika|viimeinen hakupäivä|hae[^;]{0,40}?viimeistään"
    r"|termin (?:składania|nadsyłania|aplik\w+|zgłosze\w+)|(?:aplik\w+|zgłosz\w+"
    r"|\bcv)[^;]{0,40}?\bdo(?: dnia)?\b|uzávěrk|přihl\w+[^;]{0,40}?\bdo\b|jelentkezési határid"
    r"|termen(?:ul)? limit|data limită"
    r"|son başvuru|başvuru\w*[^;]{0,30}?son|προθεσμ|λήξη|(?:срок|при[её]м|дедлайн|заявк\w+"
    r"|отклик\w*|резюме|термін)[^;]{0,50}?\b(?:до|по)\b|дедлайн"
    r"|締め?切|応募(?:期間|期限|受付)|募集(?:期間|期限)|受付期間|截止|报名(?:时间|期限)"
    r"|申请期限|마감|(?:접수|지원|모집) ?(?:기간|기한)"
    r"|آخر موعد|الموعد النهائي|mwisho wa|tarehe ya mwisho|batas (?:akhir|waktu)|paling lambat"
    r"|hạn (?:nộp|chót|cuối)"
)
ANNOUNCED: Final = re.compile(rf"(?:{_ENGLISH}|{_OTHERS}){_GAP}")
OF_OTHER_THINGS: Final = re.compile(
    r"\b(?:project|tax|reporting|registration|grant|filing|visa|graduat\w+|degree|contract"
    r"|befristet\w*|vertrag\w*|conference|event|webinar|priority|early|first|initial"
    r"|office closes|offices? (?:are|is|will be) closed|born|employment|arbeitsvertrag"
    r"|stelle ist|internship (?:period|runs)|you will|you are available|available)\b"
)
GOES_ON: Final = re.compile(
    r"\s?(?:\([^)]{1,12}\)\s?)?(?:[-–—~～〜]|to|bis|until|から|to the|au|al|до|t/m)\s?\(?\d"
)
"""After the first of two dates, as in 2026-11-01 – 2026-11-30."""

_WEEKDAYS: Final = (
    "monday mon montag lundi lunes segunda lunedì maandag måndag mandag poniedziałek",
    "tuesday tue tues dienstag mardi martes terça martedì dinsdag tisdag tirsdag wtorek",
    "wednesday wed mittwoch mercredi miércoles quarta mercoledì woensdag onsdag środa",
    "thursday thu thur thurs donnerstag jeudi jueves quinta giovedì donderdag torsdag czwartek",
    "friday fri freitag vendredi viernes sexta venerdì vrijdag fredag piątek",
    "saturday sat samstag samedi sábado sabato zaterdag lördag lørdag sobota",
    "sunday sun sonntag dimanche domingo domenica zondag söndag søndag niedziela",
)
_NUMBERS: Final = {word: n for n, words in enumerate(_WEEKDAYS) for word in words.split()}
_WORD: Final = re.compile(r"[^\W\d_]+")


def weekday(before: str) -> int | None:
    """The day of the week named directly before a date, Monday is 0: "on Friday, the "."""
    words = _WORD.findall(before[-30:])[-3:]
    return next((_NUMBERS[word] for word in reversed(words) if word in _NUMBERS), None)
