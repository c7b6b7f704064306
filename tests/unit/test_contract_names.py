"""The OpenAPI document names every route, field, error and header that callers rely on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.http.openapi import document
from jobscout.http.routes import ROUTES
from tests.unit.contract import CONTRACT, REASON, SUMMARY, Call

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = document(ROUTES)


def variants(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What *schema* may be: references followed, unions opened."""
    if ref := schema.get("$ref"):
        yield from variants(DOCUMENT["components"]["schemas"][ref.rpartition("/")[2]])
    elif options := schema.get("anyOf"):
        for option in options:
            yield from variants(option)
    else:
        yield schema


def names(schema: dict[str, Any], path: str) -> bool:
    """Whether *path* (``items[].company.slug``) leads somewhere in *schema*."""
    step, _, rest = path.partition(".")
    name, is_list = step.removesuffix("[]"), step.endswith("[]")
    found = [v["properties"][name] for v in variants(schema) if name in v.get("properties", {})]
    if is_list:
        found = [v["items"] for one in found for v in variants(one) if "items" in v]
    return any(not rest or names(one, rest) for one in found)


def operation(call: Call) -> dict[str, Any]:
    method, path = call.route.split()
    found: dict[str, Any] = DOCUMENT["paths"][path][method.lower()]
    return found


def lost(call: Call) -> list[str]:
    """What *call* relies on and the document does not name."""
    said = operation(call)
    answer = said["responses"][str(call.status)]
    content = list(answer.get("content", {}).values())
    parameters = {one["name"] for one in said["parameters"] if one["in"] == "query"}
    slugs = {
        slug
        for response in said["responses"].values()
        for slug in re.findall(r"[a-z-]+", response["description"])
    }
    body = said.get("requestBody", {}).get("content", {}).get("application/json")
    fields = [field.removesuffix("?") for field in call.body.split()]
    return [
        *(f"body {field}" for field in fields if not (body and names(body["schema"], field))),
        *(f"query {name}" for name in call.query.split() if name not in parameters),
        *(
            f"answer {path}"
            for path in call.answer.split()
            if not any(names(one["schema"], path) for one in content)
        ),
        *(f"error {slug}" for slug in call.errors.split() if slug not in slugs),
        *(f"header {name}" for name in call.headers.split() if name not in answer["headers"]),
    ]


@pytest.mark.parametrize("call", CONTRACT, ids=lambda call: f"{call.route} {call.status}")
def test_named(call: Call) -> None:
    """Its status, each field of its body and answer, each parameter, error and header."""
    assert lost(call) == []


@pytest.mark.parametrize("call", CONTRACT, ids=lambda call: f"{call.route} {call.status}")
def test_what_need_not_be_sent(call: Call) -> None:
    """Nothing is demanded that the contract leaves to the caller."""
    content = operation(call).get("requestBody", {}).get("content", {}).get("application/json")
    demanded = (
        {name for one in variants(content["schema"]) for name in one.get("required", [])}
        if content
        else set()
    )

    assert demanded == {field for field in call.body.split() if not field.endswith("?")}


def test_what_a_webhook_gets() -> None:
    """The alert as the API shows it, and the header that proves who sends it."""
    call = DOCUMENT["webhooks"]["alert"]["post"]
    schema = call["requestBody"]["content"]["application/json"]["schema"]
    sent = f"id search_id score {REASON} created_at " + " ".join(
        f"job.{name}" for name in SUMMARY.split()
    )

    assert [path for path in sent.split() if not names(schema, f"alert.{path}")] == []
    assert "X-Jobscout-Signature" in {one["name"] for one in call["parameters"]}


def test_a_lost_field_is_noticed() -> None:
    """The check itself: what is not there is named."""
    call = Call(
        "GET /jobs", body="x", query="y", answer="items[].company.z a", errors="b-c", headers="D"
    )

    assert lost(call) == [
        *("body x", "query y", "answer items[].company.z", "answer a", "error b-c", "header D"),
    ]
