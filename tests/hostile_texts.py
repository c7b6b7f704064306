"""Texts that would be more than text if anything read them twice, and headers read by hand."""

from __future__ import annotations

import base64
import re
from typing import Final

_INJECTED: Final = (
    b"Dev\r\nReply-To: eve@evil.example\r\nContent-Type: text/html\r\n\r\n<b>body</b>"
)
IN_B: Final = f"=?utf-8?b?{base64.b64encode(_INJECTED).decode()}?="
IN_Q: Final = f"=?utf-8?q?{''.join(f'={byte:02X}' for byte in _INJECTED)}?="
HOSTILE: Final = (
    IN_B,
    IN_Q,
    IN_Q.replace("=?utf-8?q?", "=?UTF-8*en?Q?"),
    f"=?utf-8?q?a?= {IN_Q} b =?iso-8859-1?b?/w0KQmNjOiBl?={IN_B}",
    "=?utf-8?q?=0A?=Bcc: eve@evil.example",
    "=?utf-8?b?DQo=?=",
    "=?utf-8?q??=",
    "=?",
    "?=",
    "=?utf-8?b?",
    "\r\nBcc: eve@evil.example\r\n\r\nbody",
    "\rBcc: x",
    "\nBcc: x",
    "\x00",
    "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
    "\u202e\u2066\u200f",
    "\ud800",
    "\udfff\ud800",
    "\U0001f469\u200d\U0001f4bb",
    'a, b <eve@evil.example>; "c" (d) \\',
    "--=_part\r\nContent-Type: text/html\r\n\r\n<b>",
    "--=_part--",
    ".",
    "<script>alert(1)</script>",
    '" onclick="alert(1)',
    "x" * 10_000,
    "ä" * 10_000,
    "Grüße aus Köln",
)


def headers(content: bytes) -> list[tuple[str, str]]:
    """Name and unfolded value of each header of a mail, without any library's help."""
    head = content.partition(b"\r\n\r\n")[0].decode("ascii")
    assert re.fullmatch(r"[\x20-\x7e]*(?:\r\n[\x20-\x7e]+)*", head)
    lines = re.sub(r"\r\n(?=[ \t])", "", head).split("\r\n")
    return [(name, value.strip()) for name, _, value in (each.partition(":") for each in lines)]
