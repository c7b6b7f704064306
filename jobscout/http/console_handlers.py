"""The console: one page and its files, read once; all it knows it asks of the public API."""

from pathlib import Path
from typing import Final, NamedTuple

from aiohttp import web

from jobscout.errors import NotFound
from jobscout.http.keys import CONSOLE

FOLDER: Final = Path(__file__).parent / "console"
PAGE: Final = "index.html"
ANY_FILE: Final = "*/*"

# One host: this one. No markup becomes script or style, and no script makes markup of strings.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
    " form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS: Final = {
    "Cache-Control": "no-cache",  # kept, and asked for again: an upgrade is seen at once
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TYPES: Final = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


class Asset(NamedTuple):
    """A file as it is sent."""

    body: bytes
    content_type: str


def read_assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """Every file of the console by its name, which is all that is ever looked up."""
    return {
        file.name: Asset(file.read_bytes(), _TYPES[file.suffix])
        for file in sorted(folder.iterdir())
        if file.suffix in _TYPES
    }


async def console_page(request: web.Request) -> web.Response:
    """The built-in console."""
    return _answer(request.app[CONSOLE][PAGE])


async def console_file(request: web.Request) -> web.Response:
    """A script, the style or the icon of the console."""
    name = request.match_info["name"]
    asset = request.app[CONSOLE].get(name)
    if asset is None or name == PAGE:
        raise NotFound("the console has no such file")
    return _answer(asset)


def _answer(asset: Asset) -> web.Response:
    return web.Response(
        body=asset.body, content_type=asset.content_type, charset="utf-8", headers=_HEADERS
    )
