"""What a message says of alerts, before a channel gives it the form of its service. Pure.

Every text is one line without invisible characters, and every link is a web address: both come
from boards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from jobscout.rules.lines import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.outgoing import AlertItem, Alerts

MAX_HEADING: Final = 150  # characters
MAX_LABEL: Final = 200
MAX_DETAIL: Final = 300
MAX_URL: Final = 2000
TEST_HEADING: Final = "Job Scout: a test"
TEST_TEXT: Final = "Alerts of new jobs will arrive here."


class Entry(NamedTuple):
    """One job. *url* is None where its board's is no web address."""

    label: str
    detail: str
    url: str | None


class Notice(NamedTuple):
    """*link* leads to the job, where there is one, and else to the app."""

    heading: str
    entries: Sequence[Entry]
    link: str


def notice(alerts: Alerts, app_url: str) -> Notice:
    """*alerts* are those of one person, best first; without any it is a test."""
    entries = [_entry(item) for item in alerts.items]
    if not entries:
        return Notice(TEST_HEADING, [Entry(TEST_TEXT, "", app_url)], app_url)
    many = len(entries)
    if alerts.are_reminders:
        first = alerts.items[0].reminder or ""
        heading = first if many == 1 else f"{many} reminders"
        link = entries[0].url if many == 1 else None
        return Notice(shortened(heading, MAX_HEADING), entries, link or f"{app_url}/")
    heading = "A new job for you" if many == 1 else f"{many} new jobs for you"
    searches = {item.search for item in alerts.items}
    if len(searches) == 1 and (search := searches.pop()):
        heading = shortened(f"{heading}: {search}", MAX_HEADING)
    link = entries[0].url if many == 1 else None
    return Notice(heading, entries, link or f"{app_url}/")


def fitting(
    entries: Sequence[Entry], room: int, size: Callable[[Entry], int]
) -> tuple[Sequence[Entry], int]:
    """The first entries that fit into *room* with all before them, and how many are left out.

    *size* is how the service counts; each entry is counted with two line breaks.
    """
    for number, entry in enumerate(entries):
        room -= size(entry) + 2
        if room < 0:
            return entries[:number], len(entries) - number
    return entries, 0


def more(left: int) -> str:
    """The line for *left* entries that are not shown."""
    return f"+{left} more"


def utf16(text: str) -> int:
    """Code units of UTF-16, as Telegram and Discord count."""
    return len(text.encode("utf-16-le")) // 2


def utf8(text: str) -> int:
    return len(text.encode())


def cut_to_bytes(text: str, most: int) -> str:
    """The beginning of *text* that takes at most *most* bytes in UTF-8."""
    return text.encode()[:most].decode(errors="ignore")


def _entry(item: AlertItem) -> Entry:
    label = shortened(item.title, MAX_LABEL)
    by = f"via {item.attribution}" if item.attribution else ""
    facts = (item.reminder, item.company, ", ".join(item.locations), item.salary, item.age, by)
    return Entry(label, shortened(" · ".join(filter(None, facts)), MAX_DETAIL), _web(item.url))


def _web(url: str) -> str | None:
    """*url* if it is http or https, and no longer than every service takes."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    is_plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= MAX_URL
    return url if parts.scheme in {"http", "https"} and parts.netloc and is_plain else None
