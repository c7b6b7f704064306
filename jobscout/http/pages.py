"""Self-contained HTML pages: no script, no image, one inline style."""

from __future__ import annotations

import base64
import hashlib
import html
from typing import Final

from aiohttp import web

STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#1c2430}
h2{margin-top:2.5rem;border-bottom:1px solid #cdd5df}code,pre{font:14px/1.4 ui-monospace,monospace}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;
padding:.3rem .6rem;border-bottom:1px solid #e6eaf0}summary{cursor:pointer}details{margin:.5rem 0}
.method{display:inline-block;min-width:4.5rem;font-weight:600}
button{font:inherit;padding:.5rem 1rem}
@media(prefers-color-scheme:dark){body{background:#12161c;color:#dde3ea}td,th{border-color:#2a323d}}
"""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)


def page(title: str, body: str) -> web.Response:
    """A whole page. *title* is plain text; *body* is HTML whose parts are already escaped."""
    name = html.escape(title)
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{name} · Job Scout</title><style>{STYLE}</style><h1>{name}</h1>{body}</html>"
    )
    return web.Response(
        text=text, content_type="text/html", headers={"Content-Security-Policy": POLICY}
    )
