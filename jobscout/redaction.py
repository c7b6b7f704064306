"""The last line of defence: removes secrets and addresses from logs and crash reports.

Our own messages are constants with chosen fields, but a library's error may quote an address, a
link with its token, or the values of a row. What cannot be recognised by its shape (a name, a line
of a CV) must not be put into a field or an error in the first place.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

REMOVED: Final = "[removed]"
MOST: Final = 2_000  # characters of one value; a field must be readable, not hold a document
_LOOKED_AT: Final = 16_000
_DEPTH: Final = 6
_ITEMS: Final = 50

# Every repetition is bounded or begins where none of its own characters precedes it, so that
# matching is linear for any text.
_ADDRESS: Final = re.compile(
    r"""(?:"[^"@\n]{1,64}"|(?<![\w.!#$'*+^`{|}~-])[\w.!#$'*+^`{|}~-]{1,64})"""
    r"(?:@|%40)(?:\[[\da-fA-F:.]{2,45}\]|[\w-]{1,63}(?:\.[\w-]{1,63}){0,10})"
)
_LONG_ADDRESS: Final = re.compile(r"[^\s@]{1,300}(?:@|%40)[\w.-]{1,255}")
_USERINFO: Final = re.compile(r"(?<=://)[^\s/@]{1,300}@(?=[\w\[/])")
_NAMED: Final = re.compile(
    r"""(?<![a-z0-9])((?:[a-z]{1,20}[-_.]){0,4}"""
    r"(?:token|passwo?rd|passwd|pwd|secret|secret_?key|api_?key|access_?key|access_?key_?id|"
    r"session_?key|private_?key|signature|sig|credentials?|authorization(?:-key)?|app_?name|cookie|set-cookie))"
    r"""(\\?["']?\s{0,3}(?:=|:|%3[dD])\s{0,3})"""
    r"""(?:\\?["'][^"'\\\n]{1,2000}\\?["']?|(?:bearer|basic)\s+[^\s,;&"']{1,2000}|[^\s,;&"')}\]]{1,2000})""",
    re.IGNORECASE,
)
_BEARER: Final = re.compile(r"(?<![a-z])(bearer|basic)(\s+)[\w.~+/=-]{8,4000}", re.IGNORECASE)
_JWT: Final = re.compile(r"eyJ[\w-]{5,4000}(?:\.[\w-]{1,4000}){0,4}")
_AWS_ID: Final = re.compile(r"(?<![A-Z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,28}(?![A-Z0-9])")
# One-time tokens, refresh tokens, device tokens, keys: no word contains all three kinds of letters.
_OPAQUE: Final = re.compile(r"(?<![\w-])[\w-]{1,4000}(?::APA91[\w-]{20,4000})?", re.ASCII)
_OPAQUE_FROM: Final = 32
_LONG_RUN: Final = re.compile(r"[\w-]{32}", re.ASCII)
_NAME: Final = re.compile(
    r"token|password|passwd|secret|authorization|cookie|e-?mail|api_?key|private_?key|full_name|"
    r"user_agent|signature",
    re.IGNORECASE,
)
# PostgreSQL puts the row into DETAIL, asyncpg a parameter into its own message.
_DETAIL: Final = re.compile(r"\n?\bDETAIL:.*", re.DOTALL)
_PARAMETER: Final = re.compile(r"(invalid input for query argument \$\d+: ).*", re.DOTALL)
_QUOTED: Final = re.compile(
    r"((?:invalid|malformed|out of range)[^\n\"]{0,120}: )\".*|(?<=value )\".*(?= is out of range)",
    re.DOTALL,
)


def text(said: str) -> str:
    """*said* without addresses, tokens, passwords and keys, no longer than ``MOST``."""
    is_long = len(said) > MOST
    if is_long:
        # a value that is cut apart would not be recognised, so it is removed to its beginning
        said = said[:_LOOKED_AT].rpartition(" ")[0] if len(said) > _LOOKED_AT else said
    if "@" in said or "%40" in said:
        said = _USERINFO.sub(f"{REMOVED}@", said)
        said = _ADDRESS.sub(REMOVED, said)
        if "@" in said.replace(f"{REMOVED}@", "") or "%40" in said:
            said = _LONG_ADDRESS.sub(_unless_removed, said)
    if "=" in said or ":" in said or "%3" in said:
        said = _NAMED.sub(rf"\1\2{REMOVED}", said)
    if "eyJ" in said:
        said = _JWT.sub(REMOVED, said)
    if " " in said:
        said = _BEARER.sub(rf"\1\2{REMOVED}", said)
    if len(said) >= 16:
        said = _AWS_ID.sub(REMOVED, said)
        if _LONG_RUN.search(said):
            said = _OPAQUE.sub(_if_opaque, said)
    return f"{said[:MOST]}…" if is_long else said


def error(raised: BaseException) -> str:
    """The message of *raised*, without row and parameter values that a database quotes."""
    return _words(raised)


def message(said: str) -> str:
    """``text`` for the message of an error."""
    if "DETAIL:" in said:
        said = _DETAIL.sub("", said)
    if "invalid" in said or "malformed" in said or "out of range" in said:
        said = _PARAMETER.sub(rf"\1{REMOVED}", said)
        said = _QUOTED.sub(lambda found: f"{found[1] or ''}{REMOVED}", said)
    return text(said)


def field(name: str, value: Any) -> Any:
    """The value of a field as it may be logged; removed if its name suggests a secret."""
    if value is None:
        return value
    return _inner(name, value, _DEPTH)


def fields(given: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): field(str(name), value) for name, value in given.items()}


def _any(value: Any, depth: int) -> Any:
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    if depth and isinstance(value, dict):
        some = [(str(name), inner) for name, inner in list(value.items())[:_ITEMS]]
        return {text(name): _inner(name, inner, depth - 1) for name, inner in some}
    if depth and isinstance(value, (list, tuple, set, frozenset)):
        return [_any(inner, depth - 1) for inner in list(value)[:_ITEMS]]
    return _words(value)


def _inner(name: str, value: Any, depth: int) -> Any:
    if _NAME.search(name) and not isinstance(value, (bool, int, float)):
        return REMOVED
    return _any(value, depth)


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    try:
        return message(str(value))
    except Exception:  # noqa: BLE001  (logging must not raise another error)
        return "[cannot be told]"


def _if_opaque(found: re.Match[str]) -> str:
    run = found[0]
    kinds = (str.isupper, str.islower, str.isdigit)
    if len(run) >= _OPAQUE_FROM and all(any(map(kind, run)) for kind in kinds):
        return REMOVED
    return run


def _unless_removed(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith(f"{REMOVED}@") or "://" in found[0] else REMOVED
