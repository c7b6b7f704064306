"""Settings that are valid each by itself, but may not fit together. Pure."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from jobscout.finding import Finding, broken, ok, remark
from jobscout.settings import ROLES
from jobscout.sources import unconfigured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobscout.settings import Settings

WIDEST: Final = 65_536  # public addresses of proxies; nobody has more
FEW_LETTERS: Final = 10  # distinct characters; a random secret of 32 bytes has about twenty


def check(settings: Settings) -> list[Finding]:
    """A finding for each part that is checked here, including those that are ok."""
    checks = (
        ("SECRET_KEY", _secret(settings)),
        ("WEBHOOK_SECRET", _webhook(settings)),
        ("PUBLIC_URL", _public(settings)),
        ("DASHBOARD_URL", _dashboard(settings)),
        ("TRUSTED_PROXIES", _proxies(settings)),
        ("CORS_ORIGINS", _cors(settings)),
        ("CONTACT_EMAIL", _contact(settings)),
        ("MAIL_FROM", _sender(settings)),
        ("SEED", _seed(settings)),
        ("FETCH_ALLOW", _fetch(settings)),
        ("ROLES", _roles(settings)),
        *(
            (lacks, iter((_unread(kind, lacks),)))
            for kind, lacks in unconfigured(settings.credentials).items()
        ),
    )
    findings = []
    for part, found in checks:
        findings += list(found) or [ok(part, "fine")]
    return findings


def is_local(url: str | None) -> bool:
    """Whether *url* points to this machine."""
    host = urlsplit(url or "").hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _secret(settings: Settings) -> Iterator[Finding]:
    key = settings.secret_key
    if key is None:
        if settings.database_url is not None:
            yield remark(
                "SECRET_KEY",
                "is generated under DATA_DIR, so tokens of other processes are not accepted",
                "give all processes on this database the same SECRET_KEY",
            )
        return
    yield from _easy_to_guess("SECRET_KEY", key)
    if key == settings.secret_key_previous:
        yield remark(
            "SECRET_KEY_PREVIOUS",
            "is the same as SECRET_KEY",
            "unset it, or put the old key there when you change SECRET_KEY",
        )


def _webhook(settings: Settings) -> Iterator[Finding]:
    secret = settings.webhook_secret
    if secret is None:
        return
    yield from _easy_to_guess("WEBHOOK_SECRET", secret)
    if secret in {settings.secret_key, settings.secret_key_previous}:
        yield broken(
            "WEBHOOK_SECRET",
            "is a key that signs tokens: who may trigger a scrape could sign in as any user",
            "give it a value of its own, and change SECRET_KEY",
        )


def _easy_to_guess(part: str, secret: str) -> Iterator[Finding]:
    if len(set(secret)) < FEW_LETTERS:
        yield broken(
            part,
            "is long enough, but easy to guess",
            "use the output of: openssl rand -base64 48",
        )


def _public(settings: Settings) -> Iterator[Finding]:
    url = settings.public_url
    if url is None:
        if not is_local(f"http://{_bracketed(settings.host)}"):
            yield remark(
                "PUBLIC_URL",
                f"is not set, so links in mails point to {settings.base_url}",
                "set it to the address at which users reach this server",
            )
    elif not is_local(url) and url.startswith("http://"):
        yield remark(
            "PUBLIC_URL",
            "is plain http: passwords and tokens can be intercepted",
            "use a proxy with a certificate, and https:// here",
        )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _dashboard(settings: Settings) -> Iterator[Finding]:
    url = settings.dashboard_url
    if url is None:  # links in mails lead to pages of this server
        return
    if not is_local(url) and url.startswith("http://") and settings.base_url.startswith("https://"):
        yield remark(
            "DASHBOARD_URL",
            "is plain http while PUBLIC_URL is https: one-time tokens can be intercepted",
            "use https://",
        )


def _proxies(settings: Settings) -> Iterator[Finding]:
    for each in settings.trusted_proxies:
        network = ipaddress.ip_network(each, strict=False)
        if network.prefixlen == 0:
            yield broken(
                "TRUSTED_PROXIES",
                f"{each} includes everybody: callers can claim any address, and no limit holds",
                "list only the addresses of your proxies",
            )
        elif not network.is_private and (
            network.num_addresses > WIDEST if network.version == 4 else network.prefixlen < 48
        ):
            yield remark(
                "TRUSTED_PROXIES",
                f"{each} is large and public: anybody with an address in it can claim any other",
                "list only the addresses of your proxies",
            )
    if not settings.trusted_proxies and settings.base_url.startswith("https://"):
        yield remark(
            "TRUSTED_PROXIES",
            "is not set, but PUBLIC_URL is https: all callers share the limits of the proxy",
            "set it to the address of the proxy",
        )


def _cors(settings: Settings) -> Iterator[Finding]:
    allowed = set(settings.cors_origins)
    if settings.dashboard_url is not None:
        origin = _origin(settings.dashboard_url)
        if origin != _origin(settings.base_url) and origin not in allowed:
            yield remark(
                "CORS_ORIGINS",
                f"lacks {origin}, so browsers refuse the dashboard's calls",
                f"add {origin}",
            )
    if settings.base_url.startswith("https://"):
        for origin in sorted(allowed):
            if origin.startswith("http://") and not is_local(origin):
                yield remark(
                    "CORS_ORIGINS",
                    f"{origin} is plain http: an attacker on the network can act as its users",
                    "use https://",
                )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _contact(settings: Settings) -> Iterator[Finding]:
    if settings.contact_email is None:
        yield remark(
            "CONTACT_EMAIL",
            "is not set: a board that objects to our requests can only block them",
            "set it to an address that somebody reads",
        )


def _sender(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url is not None and settings.mail_from.rstrip(">").endswith("@localhost"):
        yield remark(
            "MAIL_FROM",
            "ends with @localhost, which most mail servers refuse",
            "set it to an address of your domain",
        )


def _seed(settings: Settings) -> Iterator[Finding]:
    if settings.public_url is None or is_local(settings.public_url):
        return
    if settings.seed == "demo" or (settings.seed is None and settings.database_url is None):
        yield broken(
            "SEED",
            "would open sign-ins with known passwords on a public server",
            "set SEED=none",
        )


def _fetch(settings: Settings) -> Iterator[Finding]:
    if settings.fetch_allow:
        yield remark(
            "FETCH_ALLOW",
            f"opens {', '.join(sorted(settings.fetch_allow))}: a source's config may reach it",
            "unset it unless this is a test",
        )


def _unread(kind: str, lacks: str) -> Finding:
    """No fault: an operator who does not want such boards needs no key."""
    return ok(lacks, f"not set: boards of the kind {kind} are `unconfigured`, and not read")


def _roles(settings: Settings) -> Iterator[Finding]:
    if missing := [role for role in ROLES if role not in settings.roles]:
        yield remark(
            "ROLES",
            f"do not include {', '.join(missing)}",
            "make sure that another process has them",
        )
