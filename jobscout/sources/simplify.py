"""Simplify's lists of jobs for graduates and interns, which a community keeps on GitHub.

Lists: https://github.com/SimplifyJobs (a file in each repository, whose README shows the same).
Terms: a public file in a public repository, kept by Simplify and its contributors; postings link to
the employers' own pages. It is read a few times a day, with GitHub's validators.

A board is a ``repository``: New-Grad-Positions, or one of internships as Summer2026-Internships;
``branch`` is dev. An entry stays in the list when its job has ended: it is no longer ``active``,
and not a vacancy. Entries that are not ``is_visible`` are withdrawn. There is no text; for whom
visas are sponsored, and in which terms, stands in its place.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting
from jobscout.sources.base import (
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    every,
    part,
    text_setting,
    token,
)
from jobscout.sources.reading import each, envelope
from jobscout.sources.texts import paragraphs
from jobscout.sources.values import time_from_epoch

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_FILES = "https://raw.githubusercontent.com"
_OWNER = "SimplifyJobs"
_BRANCH = "dev"
_PATH = ".github/scripts/listings.json"
_UNSAID = "Other"


class _Listing(msgspec.Struct):
    """Without ``active`` or ``is_visible``, or with odd ones, an entry is none of a vacancy."""

    id: str
    title: str
    url: str
    active: Any = None
    is_visible: Any = None
    company_name: str | None = None
    locations: list[str] | None = None
    sponsorship: str | None = None
    terms: list[str] | None = None
    date_posted: Any = None
    date_updated: Any = None


_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_LISTING = msgspec.json.Decoder(_Listing)


class Simplify(OneRequest):
    kind = "simplify"
    min_interval = timedelta(hours=6)

    def board(self, config: Config) -> str:
        repository, branch = _settings(config)
        return repository if branch == _BRANCH else f"{repository}@{branch}"

    def page_url(self, config: Config) -> str:
        return f"https://github.com/{_OWNER}/{part(_settings(config)[0])}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        parts = address.path.strip("/").split("/")
        if address.hostname not in {"github.com", "www.github.com", "raw.githubusercontent.com"}:
            return None
        name = token(parts[1]) if parts[0] == _OWNER and len(parts) > 1 else None
        # Simplify has other repositories too.
        is_list = name is not None and name.endswith(("-Positions", "-Internships"))
        return {"repository": name} if is_list else None

    def employer(self, config: Config) -> str | None:  # noqa: ARG002
        return ""

    def first_request(self, config: Config) -> Request:
        repository, branch = _settings(config)
        path = f"/{_OWNER}/{part(repository)}/{part(branch)}/{_PATH}"
        return Request(url=endpoint(_FILES, path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        listed = envelope(self.kind, body, _LIST)
        return Page(**each(self.kind, listed, _LISTING, _to_raw)._asdict())


def _settings(config: Config) -> tuple[str, ...]:
    """Repository and branch. Raises BadConfig."""
    return every(
        lambda: _name(config, "repository"), lambda: _name(config, "branch", default=_BRANCH)
    )


def _name(config: Config, field: str, *, default: str | None = None) -> str:
    name = text_setting(config, field, default=default)
    if token(name) != name:
        raise BadConfig(field, "must be a name as in New-Grad-Positions")
    return name


def _to_raw(listing: _Listing) -> RawPosting | None:
    if listing.active is not True or listing.is_visible is not True:
        return None
    said = (
        None if listing.sponsorship in {None, _UNSAID} else f"Sponsorship: {listing.sponsorship}",
        f"Terms: {', '.join(listing.terms)}" if listing.terms else None,
    )
    return RawPosting(
        external_id=listing.id,
        title=listing.title,
        url=listing.url,
        company=listing.company_name,
        locations=tuple(listing.locations or ()),
        description_html=paragraphs("\n\n".join(filter(None, said))) or None,
        posted_at=time_from_epoch(listing.date_posted),
        updated_at=time_from_epoch(listing.date_updated),
    )
