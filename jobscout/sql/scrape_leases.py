"""How scrapes are claimed and completed: one at a time, or many."""

from __future__ import annotations

from jobscout.rules import schedule
from jobscout.sql.lease_statements import Work
from jobscout.sql.leases import Leases
from jobscout.sql.queries import load

Q = load("scrapes")

LEASES = Leases(
    Work(
        kind="scrape",
        table="scrapes",
        is_open="finished_at IS NULL",
        claimable=f"attempts < {schedule.MAX_DEATHS}",
        due_if="EXISTS (SELECT FROM sources s"
        " WHERE s.id = scrapes.source_id AND s.priority = :priority)",
        on_claim="status = 'running', started_at = coalesce(started_at, now())",
        on_complete="status = :status, finished_at = now(), http_requests = :http_requests,"
        " not_modified = :not_modified, bytes = :bytes, found = :found, new = :new,"
        " updated = :updated, closed = :closed, unchanged = :unchanged, duplicates = :duplicates,"
        " error_kind = :error_kind, error = :error, rejects = :rejects::text::jsonb",
        on_discard="status = 'failed', finished_at = now(),"
        " started_at = coalesce(started_at, now()), error_kind = :error_kind,"
        " http_requests = :http_requests, not_modified = :not_modified, bytes = :bytes,"
        " found = :found",
        error="error",
        returns="source_id",
        event_user="NULL::bigint",
        claimed=Q.claimed,
        claimed_id="scrape_id",
    )
)
# The same for many at once; what others have in hand just now is passed over.
BATCHES = Leases(
    LEASES.work._replace(
        noun="scrape_batches",
        many=True,
        chosen="id = ANY(:id::bigint[])",
        chosen_first="ORDER BY id",
    )
)
