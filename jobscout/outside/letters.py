"""What we write to people: jinja2 templates, text and HTML of the same words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from jobscout.model import Mail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import ToldJob

SUBJECT_MAX = 150


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("jobscout.outside"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # a board's word for an address: nothing but these becomes a link
    environment.tests["web_address"] = lambda url: url.startswith(("https://", "http://"))
    return environment


def verification(
    *, to: str, name: str | None, token: str, link: str | None, message_id: str
) -> Mail:
    """Asks a new account's owner to confirm the address.

    *token* is for typing into the app; *link* opens it, None where no app's address is known.
    """
    return _mail(
        "verification",
        to=to,
        subject="Confirm your address for Job Scout",
        message_id=message_id,
        context={"name": name, "token": token, "link": link},
    )


def alerts(
    *,
    to: str,
    name: str | None,
    jobs: Sequence[ToldJob],
    unsubscribe_url: str | None,
    message_id: str,
) -> Mail:
    """New jobs for one person, best first.

    *unsubscribe_url* stops mail for the search they came from, at one click (RFC 8058);
    None when they came from none.
    """
    headers = {"Auto-Submitted": "auto-generated", "Precedence": "bulk"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    first = jobs[0]
    subject = f"{first.title} at {first.company}"
    if len(jobs) > 1:
        subject = f"{len(jobs)} new jobs: {subject}"
    return _mail(
        "alerts",
        to=to,
        subject=" ".join(subject.split())[:SUBJECT_MAX],
        message_id=message_id,
        headers=headers,
        context={"name": name, "jobs": jobs, "unsubscribe_url": unsubscribe_url},
    )


def _mail(
    template: str,
    *,
    to: str,
    subject: str,
    message_id: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> Mail:
    templates = _templates()
    return Mail(
        to=to,
        subject=subject,
        text=templates.get_template(f"{template}.txt").render(context),
        html=templates.get_template(f"{template}.html").render(context),
        message_id=message_id,
        headers=headers or {},
    )
