"""Mails rendered from jinja2 templates, as text and as HTML with the same wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from jobscout.outgoing import MAX_SUBJECT, Mail
from jobscout.rules import formatting
from jobscout.rules.lines import folded, shortened
from jobscout.rules.notices import TEST_HEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import AccountMailKind
    from jobscout.outgoing import AlertItem


OF_ONE_COMPANY: Final = 3
"""Jobs of one company that a mail shows in full; of others it has the titles."""
_TITLES: Final = 10


class _Shown(NamedTuple):
    """A job in full, and below the last of a company its *others*, the first of *more*."""

    job: AlertItem
    others: Sequence[AlertItem] = ()
    more: int = 0


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("jobscout.outside"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_one_line,
    )
    environment.filters["listed"] = formatting.listed
    # the URL comes from a board: only these two schemes become a link
    environment.tests["web_address"] = lambda url: url.startswith(("https://", "http://"))
    return environment


def _one_line(value: object) -> object:
    """Keeps each value that a template inserts on one line."""
    if not isinstance(value, str):
        return value
    return Markup(folded(value)) if isinstance(value, Markup) else folded(value)  # noqa: S704


# the page (of the dashboard or our own) that takes the token of such a mail
PAGES: Final[dict[AccountMailKind, str]] = {
    "verify_email": "verify-email",
    "reset_password": "reset-password",
}
_SUBJECTS: Final[dict[AccountMailKind, str]] = {
    "verify_email": "Confirm your address for Job Scout",
    "reset_password": "Set a new password for Job Scout",
    "password_changed": "Your Job Scout password was changed",
    "account_closed": "Your Job Scout account is closed",
}


def account(
    kind: AccountMailKind,
    *,
    to: str,
    name: str | None,
    message_id: str,
    pages: str,
    token: str | None = None,
    erased_on: str | None = None,
    receipt: str | None = None,
) -> Mail:
    """A mail about the account itself.

    Args:
        pages: base URL of the pages named in PAGES.
        erased_on, receipt: for a closed account: the day by which everything is erased, and the
            number of the receipt.
    """
    link = None
    if token and kind in PAGES:
        link = f"{pages}/{PAGES[kind]}?token={token}"
    return _mail(
        kind,
        to=to,
        subject=_SUBJECTS[kind],
        message_id=message_id,
        headers={"Auto-Submitted": "auto-generated"},
        context={
            "name": name,
            "token": token,
            "link": link,
            "erased_on": erased_on,
            "receipt": receipt,
        },
    )


def alerts(
    *,
    to: str,
    name: str | None,
    jobs: Sequence[AlertItem],
    unsubscribe_url: str | None,
    message_id: str,
) -> Mail:
    """New jobs for one user, best first, with the name of the search that found them.

    *unsubscribe_url* stops mail for that search with one click (RFC 8058); None if the alerts
    belong to no search.
    """
    headers = {"Auto-Submitted": "auto-generated", "Precedence": "bulk"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    first, searches = jobs[0], {job.search for job in jobs}
    subject = f"{first.title} at {first.company}"
    if len(jobs) > 1:
        subject = f"{len(jobs)} new jobs: {subject}"
    return _mail(
        "alerts",
        to=to,
        subject=subject,
        message_id=message_id,
        headers=headers,
        context={
            "name": name,
            "jobs": jobs,
            "shown": _shown(jobs),
            "search": searches.pop() if len(searches) == 1 else None,
            "unsubscribe_url": unsubscribe_url,
        },
    )


def reminders(*, to: str, name: str | None, jobs: Sequence[AlertItem], message_id: str) -> Mail:
    """What of their applications a user wanted to be reminded of."""
    first = jobs[0]
    subject = f"{first.reminder}: {first.title} at {first.company}"
    if len(jobs) > 1:
        subject = f"{len(jobs)} reminders: {first.title} at {first.company}"
    return _mail(
        "reminders",
        to=to,
        subject=subject,
        message_id=message_id,
        headers={"Auto-Submitted": "auto-generated"},
        context={"name": name, "jobs": jobs},
    )


def test(*, to: str, name: str | None, message_id: str) -> Mail:
    """A mail that says nothing but that it arrived."""
    return _mail(
        "test",
        to=to,
        subject=TEST_HEADING,
        message_id=message_id,
        headers={"Auto-Submitted": "auto-generated"},
        context={"name": name},
    )


def _shown(jobs: Sequence[AlertItem]) -> list[_Shown]:
    """In their order, so that no company fills a mail."""
    by_company: dict[str, list[AlertItem]] = defaultdict(list)
    for job in jobs:
        by_company[job.company].append(job)
    shown: list[_Shown] = []
    seen: Counter[str] = Counter()
    for job in jobs:
        seen[job.company] += 1
        if seen[job.company] > OF_ONE_COMPANY:
            continue
        is_last = seen[job.company] == OF_ONE_COMPANY
        rest = by_company[job.company][OF_ONE_COMPANY:] if is_last else []
        shown.append(_Shown(job, rest[:_TITLES], len(rest)))
    return shown


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
        subject=shortened(subject, MAX_SUBJECT),
        text=templates.get_template(f"{template}.txt").render(context),
        html=templates.get_template(f"{template}.html").render(context),
        message_id=message_id,
        headers=headers or {},
    )
