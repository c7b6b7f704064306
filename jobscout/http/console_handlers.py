"""The console: two pages and their files, cached in memory; data comes from the public API."""

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

# Only this host. Markup cannot become script or style, and scripts cannot parse strings as HTML.
# The one address that a script makes trusted is that of the service worker, in browser_push.js.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
    " form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'; trusted-types worker"
)
_HEADERS: Final = {
    "Cache-Control": "no-cache",  # cached and revalidated, so that an upgrade is seen at once
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
    """The script reads the token; without it the page requests another mail."""

    token: Annotated[str, Meta(max_length=200)] | None = None


class Asset(NamedTuple):
    """A file as it is sent."""

    body: bytes
    content_type: str


CONSOLE: web.AppKey[dict[str, Asset]] = web.AppKey("console", dict)


def read_assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """All files of the console by name; only these names are served."""
    return {
        file.name: Asset(file.read_bytes(), _TYPES[file.suffix])
        for file in sorted(folder.iterdir())
        if file.suffix in _TYPES
    }


async def console_page(request: web.Request) -> web.Response:
    """The built-in console."""
    return _answer(request.app[CONSOLE][PAGE])


async def verify_page(request: web.Request, query: LinkQuery) -> web.Response:  # noqa: ARG001  (the script reads it)
    """The page of a verification mail's link; its button verifies the address."""
    return _account_page(request)


async def reset_page(request: web.Request, query: LinkQuery) -> web.Response:  # noqa: ARG001  (the script reads it)
    """The page of a password reset mail's link; its form sets a new password."""
    return _account_page(request)


async def console_file(request: web.Request) -> web.Response:
    """A script, the style or the icon of the console."""
    name = request.match_info["name"]
    asset = request.app[CONSOLE].get(name)
    if asset is None or name in {PAGE, ACCOUNT_PAGE}:
        raise NotFound("the console has no such file")
    return _answer(asset)


def _account_page(request: web.Request) -> web.Response:
    """Never cached, because its URL contains a token. Its file paths work at both of its URLs."""
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
