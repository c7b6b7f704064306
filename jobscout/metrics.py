"""Every number Prometheus scrapes. Seconds and bytes, ``_total`` on counters, few labels."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_SLOW = (0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
_FRESH = (10, 30, 60, 120, 300, 600, 1800, 3600, 6 * 3600, 24 * 3600)

HTTP_REQUESTS = Counter(
    "jobscout_http_requests_total", "Requests answered", ["method", "route", "status"]
)
HTTP_SECONDS = Histogram(
    "jobscout_http_request_seconds", "Time to answer", ["method", "route"], buckets=_FAST
)
LOOP_LAG = Histogram(
    "jobscout_loop_lag_seconds", "How late the event loop ran a timer", buckets=_FAST
)
INBOX_DEPTH = Gauge("jobscout_inbox_messages", "Messages waiting", ["actor"])
ACTOR_RESTARTS = Counter("jobscout_actor_restarts_total", "Crashes of an actor", ["actor"])
ACTOR_MESSAGES = Counter("jobscout_actor_messages_total", "Messages handled", ["actor", "outcome"])
ACTOR_SECONDS = Histogram(
    "jobscout_actor_message_seconds", "Time to handle a message", ["actor"], buckets=_SLOW
)
SCRAPES = Counter("jobscout_scrapes_total", "Readings of a board", ["kind", "outcome"])
NOT_MODIFIED = Counter("jobscout_scrapes_not_modified_total", "Answers 304", ["kind"])
POSTINGS = Counter("jobscout_postings_total", "What became of postings", ["event"])
MATCH_SECONDS = Histogram(
    "jobscout_match_seconds", "Time to match one batch of jobs", buckets=_FAST
)
ALERTS = Counter("jobscout_alerts_total", "Alerts created")
DELIVERIES = Counter("jobscout_deliveries_total", "Attempts", ["channel", "outcome"])
CVS = Counter("jobscout_cvs_total", "CVs read", ["outcome"])
CV_SECONDS = Histogram("jobscout_cv_seconds", "Time in the reader", buckets=_SLOW)
ACCOUNT_MAILS = Counter(
    "jobscout_account_mails_total", "Attempts at mails about accounts", ["kind", "outcome"]
)
FRESHNESS = Histogram(
    "jobscout_freshness_seconds",
    "From a posting's first sight, or stated publication, to its alert delivered",
    buckets=_FRESH,
)
OLDEST_DELIVERY = Gauge("jobscout_oldest_pending_delivery_seconds", "Age of the oldest one owed")
POOL = Gauge("jobscout_db_connections", "PostgreSQL connections", ["state"])
STREAMS = Gauge("jobscout_event_streams", "Streams of events open")
STREAMS_ENDED = Counter("jobscout_event_streams_ended_total", "Streams that ended", ["reason"])
LIMITS_SKIPPED = Counter("jobscout_limits_skipped_total", "Calls let in because Redis was away")
