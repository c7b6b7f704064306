"""All routes in one table, by noun; ``docs/api.md`` describes what they have in common."""

# ruff: noqa: E501  (each route is a row of a table)

from __future__ import annotations

from typing import Final

from jobscout.http import account_handlers as account
from jobscout.http import admin_handlers as admin
from jobscout.http import alert_handlers as alerts
from jobscout.http import audit_handlers as audit
from jobscout.http import auth_handlers as auth
from jobscout.http import board_request_handlers as boards
from jobscout.http import bounce_handlers as bounces
from jobscout.http import calendar_handlers as calendars
from jobscout.http import cluster_handlers as clusters
from jobscout.http import company_handlers as companies
from jobscout.http import console_handlers as console
from jobscout.http import cv_handlers as cvs
from jobscout.http import delivery_handlers as deliveries
from jobscout.http import device_handlers as devices
from jobscout.http import event_handlers as events
from jobscout.http import feed_handlers as feeds
from jobscout.http import health_handlers as operations
from jobscout.http import job_handlers as jobs
from jobscout.http import preference_handlers as preferences
from jobscout.http import preview_handlers as previews
from jobscout.http import scrape_handlers as scrapes
from jobscout.http import search_handlers as searches
from jobscout.http import session_handlers as sessions
from jobscout.http import skill_handlers as skills
from jobscout.http import source_handlers as sources
from jobscout.http import stats_handlers as stats
from jobscout.http import user_channel_handlers as channels
from jobscout.http import webhook_handlers as webhooks
from jobscout.http.limits import (
    AUTH,
    BOARDS,
    CALENDAR,
    CHANNEL_TEST,
    CV,
    DRAFT,
    DRY_RUN,
    FEED,
    JOBS,
    PASSWORD,
    PREVIEW,
    SCRAPE,
    TRACK,
)
from jobscout.http.routing import Route

ME: Final = "/users/me"
OPERATION_PATHS: Final = frozenset({"/health", "/health/ready", "/metrics"})
# fmt: off
ROUTES: Final[tuple[Route, ...]] = (
    Route(method="POST", path="/auth/register", handler=auth.register, access="public", status=201, limit=AUTH, errors=("email-taken",)),
    Route(method="POST", path="/auth/login", handler=auth.login, access="public", limit=AUTH, errors=("invalid-credentials", "account-disabled")),
    Route(method="POST", path="/auth/refresh", handler=auth.refresh, access="public", limit=AUTH, errors=("unauthenticated", "token-reused", "token-revoked")),
    Route(method="POST", path="/auth/logout", handler=auth.logout, access="optional", status=204, limit=AUTH),
    Route(method="POST", path="/auth/verify-email", handler=auth.verify_email, access="optional", status=204, limit=AUTH, errors=("invalid-token",)),
    Route(method="POST", path="/auth/resend-verification", handler=auth.resend_verification, access="public", status=202, limit=AUTH),
    Route(method="POST", path="/auth/forgot-password", handler=auth.forgot_password, access="public", status=202, limit=AUTH),
    Route(method="POST", path="/auth/reset-password", handler=auth.reset_password, access="public", status=204, limit=AUTH, errors=("invalid-token",)),

    Route(method="GET", path=ME, handler=account.get_me, access="user", errors=("not-found",)),
    Route(method="PATCH", path=ME, handler=account.change_me, access="verified", errors=("not-found",)),
    Route(method="DELETE", path=ME, handler=account.close_account, access="user", status=204, limit=PASSWORD, errors=("invalid-credentials", "not-found")),
    Route(method="POST", path=f"{ME}/password", handler=account.change_password, access="verified", status=204, limit=PASSWORD, errors=("invalid-credentials", "not-found", "conflict")),
    Route(method="GET", path=f"{ME}/data-export", handler=account.export_data, access="user", media="application/json", saved=True, errors=("not-found",)),
    Route(method="GET", path=f"{ME}/preferences", handler=preferences.get_preferences, access="user", errors=("not-found",)),
    Route(method="PUT", path=f"{ME}/preferences", handler=preferences.put_preferences, access="verified", errors=("not-found",)),
    Route(method="PATCH", path=f"{ME}/preferences", handler=preferences.change_preferences, access="verified", errors=("not-found",)),
    Route(method="GET", path=f"{ME}/searches", handler=searches.list_searches, access="user"),
    Route(method="POST", path=f"{ME}/searches", handler=searches.create_search, access="verified", status=201, errors=("name-taken", "too-many-searches")),
    Route(method="POST", path=f"{ME}/searches/preview", handler=searches.preview_search, access="user", limit=DRY_RUN, errors=("not-found", "busy")),
    Route(method="GET", path=f"{ME}/searches/{{id}}", handler=searches.get_search, access="user", errors=("not-found",)),
    Route(method="PATCH", path=f"{ME}/searches/{{id}}", handler=searches.change_search, access="verified", errors=("not-found", "name-taken")),
    Route(method="DELETE", path=f"{ME}/searches/{{id}}", handler=searches.delete_search, access="verified", status=204, errors=("not-found",)),
    Route(method="POST", path=f"{ME}/searches/{{id}}/feeds", handler=feeds.renew_feeds, access="verified", errors=("not-found",)),
    Route(method="GET", path=f"{ME}/boards", handler=boards.list_boards, access="user"),
    Route(method="POST", path=f"{ME}/boards", handler=boards.propose_board, access="verified", status=201, other_status=200, limit=BOARDS, errors=("ambiguous-board", "too-many-boards", "busy")),
    Route(method="DELETE", path=f"{ME}/boards/{{id}}", handler=boards.withdraw_board, access="verified", status=204, errors=("not-found", "not-waiting")),
    Route(method="GET", path=f"{ME}/skills", handler=skills.get_skills, access="user"),
    Route(method="PUT", path=f"{ME}/skills", handler=skills.put_skills, access="verified"),
    Route(method="GET", path=f"{ME}/skill-gap", handler=skills.skill_gap, access="user", limit=JOBS, errors=("not-found", "busy")),
    Route(method="GET", path=f"{ME}/skill-gap/jobs", handler=skills.skill_gap_jobs, access="user", limit=JOBS, errors=("not-found", "busy")),
    Route(method="GET", path=f"{ME}/cv", handler=cvs.get_cv, access="user", errors=("not-found",)),
    Route(method="POST", path=f"{ME}/cv", handler=cvs.upload_cv, access="verified", status=202, limit=CV, takes_file=True, errors=("not-found",)),
    Route(method="DELETE", path=f"{ME}/cv/{{id}}", handler=cvs.delete_cv, access="verified", status=204, errors=("not-found",)),
    Route(method="GET", path=f"{ME}/cv/{{id}}/download", handler=cvs.link_cv, access="user", errors=("not-found",)),
    Route(method="GET", path=f"{ME}/devices", handler=devices.list_devices, access="user"),
    Route(method="POST", path=f"{ME}/devices", handler=devices.add_device, access="verified", status=201, other_status=200),
    Route(method="DELETE", path=f"{ME}/devices/{{id}}", handler=devices.delete_device, access="verified", status=204, errors=("not-found",)),
    Route(method="GET", path=f"{ME}/webhook", handler=webhooks.get_webhook, access="user", errors=("not-found",)),
    Route(method="PUT", path=f"{ME}/webhook", handler=webhooks.put_webhook, access="verified", errors=("not-found",)),
    Route(method="DELETE", path=f"{ME}/webhook", handler=webhooks.delete_webhook, access="verified", status=204, errors=("not-found",)),
    Route(method="GET", path=f"{ME}/channels", handler=channels.list_channels, access="user"),
    Route(method="POST", path=f"{ME}/channels", handler=channels.add_channel, access="verified", status=201, other_status=200, errors=("not-found", "too-many-channels")),
    Route(method="GET", path=f"{ME}/channels/{{id}}", handler=channels.get_channel, access="user", errors=("not-found",)),
    Route(method="PATCH", path=f"{ME}/channels/{{id}}", handler=channels.change_channel, access="verified", errors=("not-found", "conflict")),
    Route(method="DELETE", path=f"{ME}/channels/{{id}}", handler=channels.delete_channel, access="verified", status=204, errors=("not-found",)),
    Route(method="POST", path=f"{ME}/channels/{{id}}/test", handler=channels.test_channel, access="verified", limit=CHANNEL_TEST, errors=("not-found",)),
    Route(method="GET", path="/channels/webpush/key", handler=channels.web_push_key, access="public", errors=("not-found",)),
    Route(method="GET", path=f"{ME}/calendar", handler=calendars.get_calendar, access="user", errors=("not-found",)),
    Route(method="POST", path=f"{ME}/calendar", handler=calendars.renew_calendar, access="verified", errors=("not-found",)),
    Route(method="GET", path=f"{ME}/sessions", handler=sessions.list_sessions, access="user"),
    Route(method="DELETE", path=f"{ME}/sessions/{{id}}", handler=sessions.end_session, access="verified", status=204, errors=("not-found",)),

    Route(method="GET", path="/jobs", handler=jobs.list_jobs, access="optional", limit=JOBS, revalidated=True, errors=("busy",)),
    Route(method="GET", path="/jobs/{id}", handler=jobs.get_job, access="optional", limit=JOBS, revalidated=True, errors=("not-found",)),
    Route(method="GET", path="/jobs/{id}/explain", handler=jobs.explain_job, access="user", limit=JOBS, errors=("not-found",)),
    Route(method="GET", path="/companies", handler=companies.list_companies, access="optional", limit=JOBS, revalidated=True, errors=("busy",)),
    Route(method="GET", path="/companies/{slug}", handler=companies.get_company, access="optional", limit=JOBS, revalidated=True, errors=("not-found", "busy")),

    Route(method="GET", path="/alerts", handler=alerts.list_alerts, access="user"),
    Route(method="POST", path="/alerts", handler=alerts.track_job, access="verified", status=201, other_status=200, limit=TRACK, limited_inside=True, errors=("not-found", "too-many-postings", "busy")),
    Route(method="GET", path="/alerts/{id}", handler=alerts.get_alert, access="user", errors=("not-found",)),
    Route(method="DELETE", path="/alerts/{id}", handler=alerts.delete_alert, access="verified", status=204, errors=("not-found", "conflict")),
    Route(method="PATCH", path="/alerts/{id}", handler=alerts.change_alert, access="verified", errors=("not-found",)),
    Route(method="PATCH", path="/alerts/{id}/status", handler=alerts.change_status, access="verified", errors=("not-found",)),
    Route(method="POST", path="/alerts/read-all", handler=alerts.read_all, access="verified"),
    Route(method="GET", path="/events", handler=events.stream_events, access="user", media=events.MEDIA, errors=("busy",)),
    Route(method="GET", path="/downloads/{token}", handler=cvs.download, access="public", media="application/octet-stream", saved=True, errors=("not-found",)),
    Route(method="GET", path="/feeds/{token}.rss", handler=feeds.rss_feed, access="public", limit=FEED, limited_inside=True, revalidated=True, media=feeds.RSS, errors=("not-found", "busy")),
    Route(method="GET", path="/feeds/{token}.json", handler=feeds.json_feed, access="public", limit=FEED, limited_inside=True, revalidated=True, errors=("not-found", "busy")),
    Route(method="GET", path="/feeds/{token}.csv", handler=feeds.csv_feed, access="public", limit=FEED, limited_inside=True, revalidated=True, media=feeds.CSV, saved=True, errors=("not-found", "busy")),
    Route(method="GET", path="/calendars/{token}.ics", handler=calendars.read_calendar, access="public", limit=CALENDAR, limited_inside=True, revalidated=True, media=calendars.ICS, errors=("not-found",)),
    Route(method="GET", path="/unsubscribe", handler=searches.ask_unsubscribe, access="public", errors=("not-found",)),
    Route(method="POST", path="/unsubscribe", handler=searches.unsubscribe, access="public", errors=("not-found",)),

    Route(method="GET", path="/sources", handler=sources.list_sources, access="admin"),
    Route(method="POST", path="/sources", handler=sources.create_source, access="admin", status=201, errors=("source-exists", "ambiguous-board")),
    Route(method="GET", path="/sources/{id}", handler=sources.get_source, access="admin", errors=("not-found",)),
    Route(method="PATCH", path="/sources/{id}", handler=sources.change_source, access="admin", errors=("not-found", "source-exists", "ambiguous-board")),
    Route(method="DELETE", path="/sources/{id}", handler=sources.delete_source, access="admin", status=204, errors=("not-found",)),
    Route(method="POST", path="/sources/{id}/scrape", handler=scrapes.scrape, access="admin", status=202, limit=SCRAPE, limited_inside=True, errors=("not-found", "already-running", "unconfigured")),
    Route(method="GET", path="/sources/{id}/logs", handler=scrapes.source_logs, access="admin", errors=("not-found",)),
    Route(method="POST", path="/sources/{id}/reset", handler=scrapes.reset, access="admin", errors=("not-found",)),
    Route(method="POST", path="/sources/{id}/accept", handler=scrapes.accept, access="admin", errors=("not-found", "not-suspect")),
    Route(method="POST", path="/sources/{id}/gone", handler=scrapes.gone, access="admin", errors=("not-found", "already-gone")),
    Route(method="POST", path="/sources/preview", handler=previews.preview_draft, access="admin", limit=DRAFT, errors=("board-unreadable",)),
    Route(method="POST", path="/sources/{id}/preview", handler=previews.preview, access="admin", limit=PREVIEW, errors=("not-found", "board-unreadable")),
    Route(method="GET", path="/admin/scrape-logs", handler=scrapes.scrape_logs, access="admin"),
    Route(method="POST", path="/webhooks/scrape/{source_id}", handler=scrapes.scrape_trigger, access="secret", status=202, limit=SCRAPE, limited_inside=True, errors=("unauthenticated", "not-found", "unconfigured")),
    Route(method="POST", path="/webhooks/bounces", handler=bounces.take_bounce, access="secret", takes="application/octet-stream", errors=("unauthenticated", "not-found")),

    Route(method="GET", path="/admin/users", handler=admin.list_users, access="admin"),
    Route(method="GET", path="/admin/users/{id}", handler=admin.get_user, access="admin", errors=("not-found",)),
    Route(method="POST", path="/admin/users/{id}/deactivate", handler=admin.deactivate, access="admin", errors=("not-found", "conflict")),
    Route(method="POST", path="/admin/users/{id}/reactivate", handler=admin.reactivate, access="admin", errors=("not-found",)),
    Route(method="GET", path="/admin/board-requests", handler=boards.list_requests, access="admin"),
    Route(method="POST", path="/admin/board-requests/{id}/accept", handler=boards.accept_request, access="admin", errors=("not-found", "not-waiting")),
    Route(method="POST", path="/admin/board-requests/{id}/refuse", handler=boards.refuse_request, access="admin", errors=("not-found", "not-waiting")),
    Route(method="GET", path="/admin/stats", handler=stats.get_stats, access="admin"),
    Route(method="GET", path="/admin/actors", handler=stats.list_actors, access="admin"),
    Route(method="GET", path="/admin/jobs/{id}/links", handler=clusters.job_links, access="admin", errors=("not-found",)),
    Route(method="POST", path="/admin/jobs/{id}/split", handler=clusters.split_job, access="admin", errors=("not-found", "busy")),
    Route(method="POST", path="/admin/jobs/{id}/join", handler=clusters.join_jobs, access="admin", errors=("not-found", "conflict", "busy")),
    Route(method="GET", path="/admin/companies/candidates", handler=companies.list_candidates, access="admin"),
    Route(method="POST", path="/admin/companies/{id}/merge", handler=companies.merge_company, access="admin", errors=("not-found", "conflict", "busy")),
    Route(method="POST", path="/admin/companies/{id}/split", handler=companies.split_company, access="admin", errors=("not-found", "busy")),
    Route(method="GET", path="/admin/audit", handler=audit.list_audit, access="admin"),
    Route(method="GET", path="/admin/deliveries", handler=deliveries.list_deliveries, access="admin"),
    Route(method="POST", path="/admin/deliveries/{id}/retry", handler=deliveries.retry_delivery, access="admin", errors=("not-found", "conflict")),

    Route(method="GET", path="/health", handler=operations.health, access="public"),
    Route(method="GET", path="/health/ready", handler=operations.ready, access="public", other_status=503),
    Route(method="GET", path="/metrics", handler=operations.metrics, access="public", media="text/plain"),
    Route(method="GET", path="/openapi.json", handler=operations.openapi_json, access="public"),
    Route(method="GET", path="/docs", handler=operations.docs_page, access="public"),
    Route(method="GET", path="/", handler=console.console_page, access="public", revalidated=True),
    Route(method="GET", path="/verify-email", handler=console.verify_page, access="public"),
    Route(method="GET", path="/reset-password", handler=console.reset_page, access="public"),
    Route(method="GET", path="/console/{name}", handler=console.console_file, access="public", media=console.ANY_FILE, revalidated=True, errors=("not-found",)),
)
# fmt: on
