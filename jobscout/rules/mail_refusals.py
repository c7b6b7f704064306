"""What a mail server's lasting no says: that there is no such recipient, or something else.

Sources: RFC 5321 (basic codes), RFC 3463 and 5248 (enhanced status codes), RFC 7505 (null MX).

A no to our server, to our content or for want of room is no reason to write to somebody never
again: one blocked or badly configured server would silence everybody. So an enhanced code decides
where there is one that is precise, and else the words do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# bad mailbox, bad domain, bad syntax, moved, no mail for the domain; a mailbox that is closed
_GONE: Final = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
# These codes say no more than that there is an error, in the address or anywhere.
_VAGUE: Final = frozenset({"5.0.0", "5.1.0", "5.2.0", "5.5.0"})
_CODE: Final = re.compile(r"\s*([245])\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.])")
# 550 and 551 are about the recipient, unless it is said otherwise; others have to say it.
_OF_RECIPIENT: Final = frozenset({550, 551})
_MAX_SAID: Final = 2000  # characters that are looked at
_UNKNOWN_TO_IT: Final = re.compile(
    r"\bno such (?:user|mailbox|recipient|address|account|person|domain)"
    r"|\b(?:user|recipient|mailbox|account|address|alias) (?:is )?"
    r"(?:unknown|not found|invalid|disabled|inactive|closed|does ?n[o']t exist|not exist)"
    r"|\b(?:unknown|invalid|non-?existent|unrouteable|undeliverable) "
    r"(?:user|recipient|mailbox|account|address|local part)"
    r"|\bdoes(?: not|n't) exist|\bno mailbox\b|\bno longer (?:valid|available|active|with us)"
    r"|\b(?:user|mailbox|account) (?:has been |was )?(?:deleted|terminated|deactivated)",
    re.IGNORECASE,
)
_ABOUT_US: Final = re.compile(
    r"\brelay|\bspam|\bpolic(?:y|ies)\b|\bblock(?:ed|list)|\bblack ?list|\bdeny|\bdenied"
    r"|\breputation|\bauthenticat|\bauthori[sz]|\bspf\b|\bdkim\b|\bdmarc\b|\brbl\b|\bdnsbl?\b"
    r"|\bsender\b|\breverse dns|\bptr\b|\bhelo\b|\behlo\b|\btls\b|\bstarttls\b|\bcredential"
    r"|\bquota|\bfull\b|\bstorage|\btoo (?:many|large|big|much|fast)|\brate\b|\blimit"
    r"|\bgr[ae]ylist|\btemporar|\btry (?:again|later)|\bnot (?:permitted|allowed|accepted)\b"
    r"|\brefused by|\bprohibit|\bcontent\b|\bvirus",
    re.IGNORECASE,
)
# alone these say nothing of the recipient
_ABOUT_ANYTHING: Final = re.compile(
    r"\breject|\baccess\b|\bips?\b|\bhosts?\b|\bconnect|\bmessage\b|\bfrom\b|\bverif|\berror\b",
    re.IGNORECASE,
)


def status(said: str) -> str | None:
    """The enhanced status code with which *said* begins: ``5.1.1``; None if there is none."""
    found = _CODE.match(said)
    return found and ".".join(str(int(part)) for part in found.groups())


def is_gone(code: int, said: str) -> bool:
    """Whether this answer to RCPT means that nobody will ever get mail there.

    *code*: its three digits; *said*: what follows them.
    """
    return is_gone_for((said,), code, said)


def is_gone_for(stated: Iterable[str], code: int, said: str) -> bool:
    """The same of an answer that others report: each code that is precise must mean it.

    Args:
        stated: texts that may begin with an enhanced status code.
        code: of the answer; 0 where it is not told.
    """
    precise = {found for text in stated if (found := status(text))} - _VAGUE
    if code and not 500 <= code < 600:
        return False
    if precise:
        return precise <= _GONE
    words = said[:_MAX_SAID]
    if _ABOUT_US.search(words):
        return False
    if _UNKNOWN_TO_IT.search(words):
        return True
    is_bare = status(said) is None and code in _OF_RECIPIENT
    return is_bare and _ABOUT_ANYTHING.search(words) is None


def reason(code: int, said: str) -> str:
    """What is kept of such an answer: its codes only, since its words may repeat the address."""
    numbers = " ".join(filter(None, (str(code) if code else "", status(said))))
    return f"the mail server answered {numbers}: there is no such mailbox"
