"""What callers rely on, written down apart from the code: routes, fields, errors, headers.

Not made of the code, so that a renamed field or a lost route is noticed. A field is a path in
the answer (``items[].company.slug``); a word that ends in ``?`` need not be sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Call:
    """One row of the contract; words are separated by blanks."""

    route: str
    status: int = 200
    body: str = ""
    query: str = ""
    answer: str = ""
    errors: str = ""
    headers: str = ""


USER = "id email full_name timezone locale email_verified is_admin created_at"
PAIR = "access_token refresh_token token_type expires_in"
SIGNED_IN = f"{PAIR} " + " ".join(f"user.{name}" for name in USER.split())
SEARCH_BODY = (
    "keywords? excluded_keywords? titles? locations? countries? workplace? seniority?"
    " employment_types? companies? min_salary? skills? use_cv_skills? min_score? paused?"
)
SEARCH = (
    "id name keywords excluded_keywords titles locations countries workplace seniority"
    " employment_types companies min_salary.amount min_salary.currency min_salary.period skills"
    " use_cv_skills min_score paused feeds.rss feeds.json feeds.csv"
)
PREFERENCES = "channels cadence digest_hour quiet_hours max_alerts_per_day"
CV = "id filename size sha256 status error pages skills uploaded_at processed_at"
JOB = (
    "id title company.slug company.name company.logo_url locations[].city locations[].region"
    " locations[].country workplace seniority employment_type salary.min salary.max"
    " salary.currency salary.period salary.annual_usd_min salary.annual_usd_max skills posted_at"
    " first_seen_at closed_at"
)
SUMMARY = f"{JOB} postings"
COMPANY = "slug name website logo_url open_jobs"
REASON = "reasons[].kind reasons[].text reasons[].weight"
ALERT = (
    f"id search_id score {REASON} is_read is_saved is_applied application_status applied_at notes"
    " created_at deliveries[].channel deliveries[].status deliveries[].at "
    + " ".join(f"job.{name}" for name in SUMMARY.split())
)
HISTORY = "history[].from history[].to history[].at"
SOURCE = (
    "id company name kind config url priority interval_seconds active health next_run_at open_jobs"
    " last_run.scrape_id last_run.status last_run.started_at last_run.finished_at last_run.found"
    " last_run.new last_run.updated last_run.closed last_run.unchanged last_run.error"
)
SCRAPE_LOG = (
    "id source_id trigger status started_at finished_at duration_ms http_requests not_modified"
    " bytes found new updated closed duplicates error"
)
PAGE = "next_cursor"
LIMITS = "RateLimit-Limit RateLimit-Remaining RateLimit-Reset"


def each(fields: str) -> str:
    """*fields* of every item of a page."""
    return f"{PAGE} " + " ".join(f"items[].{name}" for name in fields.split())


def counted(fields: str) -> str:
    """The same where a total is told."""
    return f"total {each(fields)}"


ME: Final = "/users/me"
CONTRACT: Final = (
    Call(
        "POST /auth/register",
        201,
        body="email password full_name?",
        answer=SIGNED_IN,
        errors="email-taken malformed-body invalid-field too-large unsupported-media-type",
        headers=LIMITS,
    ),
    Call(
        "POST /auth/login",
        body="email password",
        answer=SIGNED_IN,
        errors="invalid-credentials account-disabled",
        headers=LIMITS,
    ),
    Call(
        "POST /auth/refresh",
        body="refresh_token",
        answer=PAIR,
        errors="token-reused token-revoked",
        headers=LIMITS,
    ),
    Call("POST /auth/logout", 204, body="refresh_token?", headers=LIMITS),
    Call(
        "POST /auth/verify-email",
        204,
        body="token",
        errors="invalid-token unauthenticated token-revoked",
        headers=LIMITS,
    ),
    Call("POST /auth/resend-verification", 202, body="email", headers=LIMITS),
    Call("POST /auth/forgot-password", 202, body="email", headers=LIMITS),
    Call(
        "POST /auth/reset-password",
        204,
        body="token new_password",
        errors="invalid-token",
        headers=LIMITS,
    ),
    Call("GET /verify-email", query="token", errors="invalid-field"),
    Call("GET /reset-password", query="token", errors="invalid-field"),
    Call(f"GET {ME}", answer=USER, errors="unauthenticated token-revoked"),
    Call(
        f"PATCH {ME}",
        body="full_name? timezone? locale?",
        answer=USER,
        errors="email-not-verified",
    ),
    Call(f"POST {ME}/password", 204, body="current_password new_password"),
    Call(f"DELETE {ME}", 204, body="password"),
    Call(f"GET {ME}/data-export", headers="Content-Disposition"),
    Call(f"GET {ME}/preferences", answer=PREFERENCES),
    Call(
        f"PUT {ME}/preferences",
        body="channels? cadence? digest_hour? quiet_hours? max_alerts_per_day?",
        answer=f"{PREFERENCES} quiet_hours.start quiet_hours.end",
        errors="email-not-verified",
    ),
    Call(f"GET {ME}/searches", query="limit cursor", answer=each(SEARCH)),
    Call(f"POST {ME}/searches", 201, body=f"name {SEARCH_BODY}", answer=SEARCH),
    Call(
        f"POST {ME}/searches/preview",
        body=SEARCH_BODY,
        answer="alerts_14d per_week top_companies[].company top_companies[].jobs warning "
        + " ".join(f"items[].{name}" for name in SUMMARY.split()),
    ),
    Call(f"GET {ME}/searches/{{id}}", answer=SEARCH, errors="not-found"),
    Call(f"PATCH {ME}/searches/{{id}}", body=f"name? {SEARCH_BODY}", answer=SEARCH),
    Call(f"DELETE {ME}/searches/{{id}}", 204),
    Call(f"GET {ME}/skills", answer="items[].name items[].source"),
    Call(f"PUT {ME}/skills", body="skills", answer="items[].name items[].source"),
    Call(
        f"GET {ME}/skill-gap",
        query="search_id",
        answer="items[].skill items[].jobs items[].share items[].has",
    ),
    Call(f"POST {ME}/cv", 202, answer=CV, errors="too-large unsupported-media-type"),
    Call(f"GET {ME}/cv", answer=CV, errors="not-found"),
    Call(f"DELETE {ME}/cv/{{id}}", 204),
    Call(f"GET {ME}/cv/{{id}}/download", answer="url expires_at"),
    Call(f"GET {ME}/devices", answer=each("id token platform")),
    Call(f"POST {ME}/devices", 201, body="token platform", answer="id token platform"),
    Call(f"POST {ME}/devices", 200, body="token platform", answer="id token platform"),
    Call(f"DELETE {ME}/devices/{{id}}", 204),
    Call(f"GET {ME}/webhook", answer="url created_at", errors="not-found"),
    Call(
        f"PUT {ME}/webhook",
        body="url",
        answer="url secret",
        errors="invalid-field email-not-verified",
    ),
    Call(f"DELETE {ME}/webhook", 204, errors="not-found"),
    Call(f"GET {ME}/sessions", answer=each("id")),
    Call(f"DELETE {ME}/sessions/{{id}}", 204),
    Call(
        "GET /jobs",
        query="q company location country workplace skill seniority employment_type min_salary"
        " currency posted_after source status sort limit cursor",
        answer=each(SUMMARY),
        errors="invalid-field rate-limited",
        headers=f"ETag {LIMITS}",
    ),
    Call(
        "GET /jobs/{id}",
        answer=f"{JOB} description_html description_text apply_url postings[].source_id"
        " postings[].source_name postings[].url postings[].posted_at postings[].last_seen_at"
        " postings[].closed_at reposted match.score match.reasons[].text",
        errors="not-found",
        headers=f"ETag {LIMITS}",
    ),
    Call(
        "GET /jobs/{id}/explain",
        query="search_id",
        answer=f"verdict score conditions[].kind conditions[].passed conditions[].text {REASON}",
    ),
    Call("GET /companies", query="q", answer=each(COMPANY), headers=f"ETag {LIMITS}"),
    Call("GET /companies/{slug}", answer=COMPANY, headers=f"ETag {LIMITS}"),
    Call(
        "GET /alerts",
        query="unread saved applied application_status search_id min_score limit cursor",
        answer=each(ALERT),
    ),
    Call("GET /alerts/{id}", answer=f"{ALERT} {HISTORY}", errors="not-found"),
    Call("POST /alerts", 201, body="job_id", answer=ALERT),
    Call("POST /alerts", 200, body="job_id", answer=ALERT),
    Call("PATCH /alerts/{id}", body="is_read? is_saved? is_applied? notes?", answer=ALERT),
    Call("PATCH /alerts/{id}/status", body="status", answer=f"{ALERT} {HISTORY}"),
    Call("POST /alerts/read-all", body="before?", answer="updated"),
    Call("GET /unsubscribe", query="token"),
    Call("POST /unsubscribe", query="token"),
    Call("GET /events"),
    Call("GET /sources", query="status kind q limit cursor", answer=counted(SOURCE)),
    Call(
        "POST /sources",
        201,
        body="kind? config? company? priority? interval_seconds? active? url?",
        answer=SOURCE,
        errors="forbidden invalid-field",
    ),
    Call(
        "PATCH /sources/{id}",
        body="kind? config? company? priority? interval_seconds? active?",
        answer=SOURCE,
    ),
    Call("DELETE /sources/{id}", 204, query="purge"),
    Call(
        "POST /sources/{id}/scrape",
        202,
        answer="scrape_id",
        errors="already-running rate-limited",
        headers=LIMITS,
    ),
    Call("GET /sources/{id}/logs", query="status since", answer=counted(SCRAPE_LOG)),
    Call("GET /admin/scrape-logs", query="status since", answer=counted(SCRAPE_LOG)),
    Call("POST /sources/{id}/reset"),
    Call("POST /sources/{id}/accept"),
    Call("POST /sources/{id}/preview", answer="items"),
    Call(
        "POST /webhooks/scrape/{source_id}",
        202,
        answer="scrape_id",
        errors="not-found rate-limited",
        headers=LIMITS,
    ),
    Call("GET /admin/users", query="q status", answer=counted("id email")),
    Call(
        "GET /admin/users/{id}",
        answer="usage.searches usage.alerts usage.applications usage.cvs usage.devices"
        " usage.last_seen_at",
    ),
    Call("POST /admin/users/{id}/deactivate"),
    Call("POST /admin/users/{id}/reactivate"),
    Call(
        "GET /admin/stats",
        answer="users.total users.verified users.active_7d users.new_7d jobs.open jobs.new_24h"
        " jobs.closed_24h jobs.postings jobs.duplicates_merged alerts.created_24h"
        " alerts.read_24h alerts.applied_24h deliveries.sent_24h deliveries.failed_24h"
        " deliveries.pending sources.total sources.ok sources.failing sources.paused"
        " freshness.p50_seconds freshness.p95_seconds",
    ),
    Call(
        "GET /admin/actors",
        answer=" ".join(
            f"items[].{name}"
            for name in (
                *("name", "state", "mailbox", "capacity", "restarts", "last_error"),
                *("processed", "busy_seconds"),
            )
        ),
    ),
    Call("POST /admin/jobs/{id}/split", body="posting_ids"),
    Call("POST /admin/jobs/{id}/join", body="job_id"),
    Call("GET /admin/audit", query="actor since", answer=PAGE),
    Call(
        "GET /admin/deliveries",
        query="status channel",
        answer=counted("attempts last_error"),
    ),
    Call("POST /admin/deliveries/{id}/retry"),
    Call("GET /health", answer="status version"),
    Call("GET /health/ready", answer="db redis disk actors migrations"),
    Call("GET /health/ready", 503, answer="db redis disk actors migrations"),
    Call("GET /metrics"),
    Call("GET /openapi.json"),
    Call("GET /docs"),
    Call("GET /"),
    Call("GET /feeds/{token}.rss", headers="ETag"),
    Call("GET /feeds/{token}.json", headers="ETag"),
    Call("GET /feeds/{token}.csv", headers="ETag"),
)
