"""The generated OpenAPI document against the API that serves it: made-up calls, real answers.

schemathesis makes calls of every operation from the document, fitting ones and others, and
compares each answer with what the document says of it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from jobscout.event_streams import Streams
from jobscout.http.openapi import document
from jobscout.http.routes import ROUTES
from tests.drills import drill

if TYPE_CHECKING:
    from jobscout.event_streams import Mark, Stream
    from jobscout.http.routing import Route
    from tests.integration.http_server import Server

EXAMPLES: Final = 12  # of each mode, for each operation
CALL_S: Final = 10
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA: Final = schemathesis.openapi.from_dict(document(ROUTES))

pytestmark = [drill(), pytest.mark.timeout(120)]


class Brief(Streams):
    """Streams that end as soon as they have begun, so that each call is answered."""

    def open(self, user_id: int, session_id: str, mark: Mark, *, is_admin: bool) -> Stream:
        stream = super().open(user_id, session_id, mark, is_admin=is_admin)
        stream.end("expired")
        return stream


def call_all(route: Route, url: str, headers: dict[str, str], mode: GenerationMode) -> int:
    """Play the examples of one operation; how many there were."""
    operation = SCHEMA[route.path][route.method]
    calls = 0
    with requests.Session() as session:

        @settings(
            max_examples=EXAMPLES,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def play(case: Any) -> None:
            nonlocal calls
            calls += 1
            answer = case.call(base_url=url, session=session, headers=headers, timeout=CALL_S)
            case.validate_response(answer, checks=CHECKS)

        play()
    return calls


def plays() -> list[Any]:
    """Each route in each mode; where a call has nothing that could be wrong, only the fitting."""
    return [
        pytest.param(route, mode, id=f"{route.method} {route.path} {mode.value}")
        for route in ROUTES
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE
        or (route.body or route.takes_file or msgspec.structs.fields(route.query))
        or route.access not in {"public", "secret", "optional"}
    ]


@pytest.mark.parametrize(("route", "mode"), plays())
async def test_answers_are_as_documented(
    idle_server: Server, route: Route, mode: GenerationMode
) -> None:
    """No call gets a 5xx, an undocumented status, or another body or header than documented."""
    server = await idle_server.start(streams=Brief(lambda: None))
    admin = await server.rows.user(admin=True)
    search = await server.rows.search(admin)
    assert search
    job = await server.rows.job()
    await server.rows.posting(job, await server.rows.source())
    await server.rows.alert(admin, job)
    await server.stores.webhooks.put(admin.id, "https://hooks.example.org/")
    url = str(server.client.make_url("/")).rstrip("/")

    calls = await asyncio.to_thread(call_all, route, url, admin.headers, mode)

    assert calls > 0
