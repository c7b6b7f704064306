"""The console: two pages and their files, read once; all they know they ask of the public API."""

from pathlib import Path
from typing import Annotated, Final, NamedTuple

from aiohttp import web
from msgspec import Meta

from jobscout.errors import NotFound
from jobscout.http.inputs import Input

FOLDER: Final = Path(__file__).parent / "console"
PAGE: Final = "index.html"
ACCOUNT_PAGE: Final = "account.html"
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


class LinkQuery(Input):
    """The token is the script's; without it the page sends another mail."""

    token: Annotated[str, Meta(max_length=200)] | None = None


class Asset(NamedTuple):
    """A file as it is sent."""

    body: bytes
    content_type: str


CONSOLE: web.AppKey[dict[str, Asset]] = web.AppKey("console", dict)


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


async def verify_page(request: web.Request, query: LinkQuery) -> web.Response:  # noqa: ARG001  (the script reads it)
    """Behind the link of a verification mail; its button proves the address."""
    return _account_page(request)


async def reset_page(request: web.Request, query: LinkQuery) -> web.Response:  # noqa: ARG001  (the script reads it)
    """Behind the link of a forgotten password's mail; its form sets another."""
    return _account_page(request)


async def console_file(request: web.Request) -> web.Response:
    """A script, the style or the icon of the console."""
    name = request.match_info["name"]
    asset = request.app[CONSOLE].get(name)
    if asset is None or name in {PAGE, ACCOUNT_PAGE}:
        raise NotFound("the console has no such file")
    return _answer(asset)


def _account_page(request: web.Request) -> web.Response:
    """Never kept, as its address holds a token. It finds its files from both of its addresses."""
    asset = request.app[CONSOLE][ACCOUNT_PAGE]
    if request.path.endswith("/"):
        body = asset.body.replace(b'"console/', b'"../console/').replace(b'"./"', b'"../"')
        asset = asset._replace(body=body)
    answer = _answer(asset)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer(asset: Asset) -> web.Response:
    return web.Response(
        body=asset.body, content_type=asset.content_type, charset="utf-8", headers=_HEADERS
    )
