"""The supported kinds of boards. A new one needs one file, one line here, fixtures and a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from jobscout.errors import BadConfig
from jobscout.sources import plugins
from jobscout.sources.api import JsonApi
from jobscout.sources.arbeitnow import Arbeitnow
from jobscout.sources.arbeitsagentur import Arbeitsagentur
from jobscout.sources.ashby import Ashby
from jobscout.sources.bamboohr import BambooHR
from jobscout.sources.base import Credited, Keyed, NeedsPermission, endpoint, every
from jobscout.sources.breezy import Breezy
from jobscout.sources.comeet import Comeet
from jobscout.sources.dover import Dover
from jobscout.sources.eightfold import Eightfold
from jobscout.sources.eures import Eures
from jobscout.sources.feed import Feed
from jobscout.sources.gem import Gem
from jobscout.sources.google import Google
from jobscout.sources.greenhouse import Greenhouse
from jobscout.sources.hackernews import HackerNews
from jobscout.sources.himalayas import Himalayas
from jobscout.sources.icims import Icims
from jobscout.sources.jazzhr import JazzHR
from jobscout.sources.jobicy import Jobicy
from jobscout.sources.jobtech import JobTech
from jobscout.sources.jobvite import Jobvite
from jobscout.sources.join import Join
from jobscout.sources.jsonld import JsonLd
from jobscout.sources.justjoinit import JustJoinIt
from jobscout.sources.landingjobs import LandingJobs
from jobscout.sources.lever import Lever
from jobscout.sources.manatal import Manatal
from jobscout.sources.myjobmag import MyJobMag
from jobscout.sources.nav import Nav
from jobscout.sources.nofluffjobs import NoFluffJobs
from jobscout.sources.oracle import Oracle
from jobscout.sources.paylocity import Paylocity
from jobscout.sources.personio import Personio
from jobscout.sources.phenom import Phenom
from jobscout.sources.pinpoint import Pinpoint
from jobscout.sources.recruitee import Recruitee
from jobscout.sources.reed import Reed
from jobscout.sources.reliefweb import ReliefWeb
from jobscout.sources.remoteok import RemoteOK
from jobscout.sources.remotive import Remotive
from jobscout.sources.rippling import Rippling
from jobscout.sources.simplify import Simplify
from jobscout.sources.smartrecruiters import SmartRecruiters
from jobscout.sources.static import Static
from jobscout.sources.successfactors import SuccessFactors
from jobscout.sources.taleo import Taleo
from jobscout.sources.teamtailor import Teamtailor
from jobscout.sources.themuse import TheMuse
from jobscout.sources.ukg import UKG
from jobscout.sources.usajobs import USAJobs
from jobscout.sources.weworkremotely import WeWorkRemotely
from jobscout.sources.workable import Workable
from jobscout.sources.workatastartup import WorkAtAStartup
from jobscout.sources.workday import Workday
from jobscout.sources.wttj import Wttj

if TYPE_CHECKING:
    from collections.abc import Collection

    from jobscout.sources.base import Config, Source

OURS: tuple[Source, ...] = (
    JsonApi(),
    Arbeitnow(),
    Arbeitsagentur(),
    Ashby(),
    BambooHR(),
    Breezy(),
    Comeet(),
    Dover(),
    Eightfold(),
    Eures(),
    Feed(),
    Gem(),
    Google(),
    Greenhouse(),
    HackerNews(),
    Himalayas(),
    Icims(),
    JazzHR(),
    Jobicy(),
    JobTech(),
    Jobvite(),
    Join(),
    JsonLd(),
    JustJoinIt(),
    LandingJobs(),
    Lever(),
    Manatal(),
    MyJobMag(),
    Nav(),
    NoFluffJobs(),
    Oracle(),
    Paylocity(),
    Personio(),
    Phenom(),
    Pinpoint(),
    Recruitee(),
    Reed(),
    ReliefWeb(),
    RemoteOK(),
    Remotive(),
    Rippling(),
    Simplify(),
    SmartRecruiters(),
    Static(),
    SuccessFactors(),
    Taleo(),
    Teamtailor(),
    TheMuse(),
    UKG(),
    USAJobs(),
    WeWorkRemotely(),
    Workable(),
    WorkAtAStartup(),
    Workday(),
    Wttj(),
)
PLUGINS = plugins.installed({source.kind for source in OURS})
ALL = (*OURS, *PLUGINS.sources)
"""Ours, and those of other packages."""


def by_kind(kind: str) -> Source:
    """The source of this *kind*.

    Raises:
        BadConfig: the kind is unknown; names the known ones.
    """
    for source in ALL:
        if source.kind == kind:
            return source
    known = ", ".join(source.kind for source in ALL)
    raise BadConfig("kind", f"must be one of: {known}")


def needs_permission(kind: str) -> str | None:
    """Why a board of this *kind* may only be read with permission; None if it may be read."""
    for source in ALL:
        if source.kind == kind and isinstance(source, NeedsPermission):
            return source.needs_permission
    return None


def is_read_unasked(kind: str) -> bool:
    """Whether a source of this *kind* is active if nobody says otherwise."""
    return needs_permission(kind) is None


def unconfigured(given: Collection[str]) -> dict[str, str]:
    """The kinds of which no board can be read, each with the settings that it lacks.

    *given* are the names of the credentials that there are.
    """
    lacking = {
        source.kind: [name for name in source.credentials if name not in given]
        for source in ALL
        if isinstance(source, Keyed)
    }
    return {kind: " and ".join(names) for kind, names in lacking.items() if names}


class BoardAddress(NamedTuple):
    """A board's identity within its kind, its page for people, and the host that is asked.

    *attribution* is how it wants to be named where its postings are shown; None if no terms ask.
    """

    board: str
    page_url: str
    host: str
    attribution: str | None


def board_address(kind: str, config: Config) -> BoardAddress:
    """Raises BadConfig, naming all faults: an unknown kind, or missing settings of the kind."""
    source = by_kind(kind)
    board, _ = every(lambda: source.board(config), lambda: endpoint("https://host", "/", config))
    return BoardAddress(
        board=board,
        page_url=source.page_url(config),
        host=urlsplit(source.first_request(config).url).netloc,
        attribution=source.attribution if isinstance(source, Credited) else None,
    )
