"""All Prometheus metrics.

Names follow its conventions: seconds and bytes, ``_total`` on counters, the unit last. Labels have
few values, each defined by us; no external text is a label.
``deploy/prometheus/alerts.yml`` and ``deploy/grafana/jobscout.json`` use these names.
"""

from __future__ import annotations

import platform
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, get_args

from prometheus_client import Counter, Gauge, Histogram, Info, disable_created_metrics

from jobscout import __version__, outgoing
from jobscout.model import AccountMailKind, CVFault
from jobscout.outgoing import Channel

if TYPE_CHECKING:
    from collections.abc import Callable

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each counter

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_SLOW = (0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
_FRESH = (10, 30, 60, 120, 300, 600, 1800, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600)

HTTP_REQUESTS = Counter(
    "jobscout_http_requests_total",
    "Requests answered, by the path in the route table.",
    ["method", "route", "status"],
)
HTTP_SECONDS = Histogram(
    "jobscout_http_request_duration_seconds",
    "Time to answer, without event streams.",
    ["method", "route"],
    buckets=_FAST,
)
READY = Gauge("jobscout_ready", "Whether a required part is ready now, 1 or 0.", ["part"])
LOOP_LAG = Histogram(
    "jobscout_loop_lag_seconds", "How late the event loop ran a timer.", buckets=_FAST
)
INBOX_DEPTH = Gauge("jobscout_inbox_messages", "Messages waiting.", ["actor"])
INBOX_CAPACITY = Gauge("jobscout_inbox_capacity", "Maximum of waiting messages.", ["actor"])
INBOX_WAIT = Histogram(
    "jobscout_inbox_wait_seconds",
    "How long a message waited until its actor took it, including for room.",
    ["actor"],
    buckets=_SLOW,
)
ACTOR_RUNNING = Gauge(
    "jobscout_actor_running", "1 while an actor works; 0 in an outage or a restart.", ["actor"]
)
ACTOR_RESTARTS = Counter("jobscout_actor_restarts_total", "Crashes of an actor.", ["actor"])
EMBEDDED_RESTARTS = Counter(
    "jobscout_embedded_server_restarts_total",
    "Restarts of the embedded PostgreSQL or Valkey after its death.",
    ["server"],
)
ACTOR_MESSAGES = Counter("jobscout_actor_messages_total", "Messages handled.", ["actor", "outcome"])
ACTOR_BUSY = Histogram(
    "jobscout_actor_busy_seconds",
    "Time for one message, or for one pass of a periodic actor.",
    ["actor"],
    buckets=_SLOW,
)
CLAIMS_TAKEN_OVER = Counter(
    "jobscout_claims_taken_over_total",
    "Claims taken over from a process that died or exceeded its lease.",
    ["kind"],
)
SCRAPES = Counter("jobscout_scrapes_total", "Readings of a board.", ["kind", "outcome"])
SCRAPE_FAILURES = Counter(
    "jobscout_scrape_failures_total",
    "Why a reading failed, and who can fix it: host, board, operator or ours.",
    ["kind", "error_kind", "owner"],
)
NOT_MODIFIED = Counter(
    "jobscout_scrapes_not_modified_total", "Readings that a board answered with 304.", ["kind"]
)
UNKNOWN_FIELDS = Counter(
    "jobscout_unknown_fields_total",
    "Values of postings that were left out, as they have another type than the board's usual.",
    ["kind"],
)
POSTINGS = Counter(
    "jobscout_postings_total",
    "Changes of postings; one that joined a known job counts as new and as merged.",
    ["event"],
)
POSTINGS_CLOSED = Counter(
    "jobscout_postings_closed_total", "Postings that closed, by the reason.", ["reason"]
)
MATCH_SECONDS = Histogram(
    "jobscout_match_duration_seconds", "Time to match one batch of jobs.", buckets=_FAST
)
INDEXED_SEARCHES = Gauge("jobscout_indexed_searches", "Searches that jobs are compared with.")
INDEX_EDITS = Counter(
    "jobscout_search_index_edits_total", "Searches that were read into the index, or left out."
)
ALERTS = Counter("jobscout_alerts_total", "Alerts created.")
REMINDERS = Counter("jobscout_reminders_total", "Reminders of what users track, planned.")
DELIVERIES = Counter(
    "jobscout_deliveries_total", "Outcomes of delivery attempts.", ["channel", "outcome"]
)
OLDEST_DELIVERY = Gauge(
    "jobscout_oldest_pending_delivery_seconds", "Age of the oldest mail or push that is not sent."
)
FRESHNESS = Histogram(
    "jobscout_freshness_seconds",
    "From a posting's first possible sight, or stated publication, to its alert's delivery;"
    " for postings that appeared while their source was watched."
    " held_back says whether a digest, quiet hours or the daily limit delayed it.",
    ["held_back"],
    buckets=_FRESH,
)
FRESHNESS_PARTS = Histogram(
    "jobscout_freshness_part_seconds",
    "What that time was spent on: waiting for the board's turn, reading, matching or sending.",
    ["stage", "held_back"],
    buckets=_FRESH,
)
ACCOUNT_MAILS = Counter(
    "jobscout_account_mails_total", "Attempts to send account mails.", ["kind", "outcome"]
)
BOUNCES = Counter("jobscout_bounces_total", "Mails that came back, by what they said.", ["outcome"])
CVS = Counter("jobscout_cvs_total", "CVs read.", ["outcome"])
CV_SECONDS = Histogram("jobscout_cv_read_duration_seconds", "Time to read a CV.", buckets=_SLOW)
CV_WAIT = Histogram(
    "jobscout_cv_wait_seconds", "Time from an upload until its reading begins.", buckets=_SLOW
)
DB_CONNECTIONS = Gauge(
    "jobscout_db_connections", "Connections of the pool to PostgreSQL.", ["state"]
)
DB_CONNECTIONS_MAX = Gauge("jobscout_db_connections_max", "Maximum of connections of the pool.")
DB_WAIT = Histogram(
    "jobscout_db_connection_wait_seconds", "Time until the pool gave a connection.", buckets=_FAST
)
STREAMS = Gauge("jobscout_event_streams", "Open event streams.")
STREAMS_ENDED = Counter("jobscout_event_streams_ended_total", "Event streams ended.", ["reason"])
LIMITS_SKIPPED = Counter("jobscout_limits_skipped_total", "Calls admitted without Redis.")
Info("jobscout_build", "The running version.").info(
    {"version": __version__, "python": platform.python_version()}
)

CLAIMED = ("scrape", "job", "search", "delivery", "account_mail", "cv", "erasure")
DELIVERED = ("sent", "retried", "failed", "dropped", "unconfigured")


def _begin(metric: Counter | Histogram, *labels: tuple[str, ...]) -> None:
    """Export the series from 0: otherwise an ``increase`` query misses the first event."""
    for values in product(*labels):
        metric.labels(*values)


_begin(CLAIMS_TAKEN_OVER, CLAIMED)
_begin(POSTINGS, ("new", "updated", "closed", "unchanged", "merged", "reread"))
_begin(DELIVERIES, get_args(Channel), DELIVERED)
_begin(FRESHNESS, ("false", "true"))
_begin(FRESHNESS_PARTS, outgoing.FRESHNESS_PARTS, ("false", "true"))
_begin(ACCOUNT_MAILS, get_args(AccountMailKind), DELIVERED[:4])
_begin(BOUNCES, ("suppressed", "ignored", "unknown", "unreadable"))
_begin(CVS, ("ready", "internal", *get_args(CVFault)))


class ActorNumbers:
    """The metrics of one actor, with the labels looked up once."""

    def __init__(self, name: str) -> None:
        self.waited: Callable[[float], None] = INBOX_WAIT.labels(name).observe
        self.busy: Callable[[float], None] = ACTOR_BUSY.labels(name).observe
        self.ok: Callable[[], None] = ACTOR_MESSAGES.labels(name, "ok").inc
        self.failed: Callable[[], None] = ACTOR_MESSAGES.labels(name, "failed").inc
        self.outage: Callable[[], None] = ACTOR_MESSAGES.labels(name, "outage").inc
        self.restarted: Callable[[], None] = ACTOR_RESTARTS.labels(name).inc


@cache
def of_actor(name: str) -> ActorNumbers:
    return ActorNumbers(name)


@cache
def requests(method: str, route: str, status: int) -> Counter:
    """The counter of these answers; *route* is from the route table, so there are few."""
    return HTTP_REQUESTS.labels(method, route, status)


@cache
def request_seconds(method: str, route: str) -> Histogram:
    return HTTP_SECONDS.labels(method, route)
