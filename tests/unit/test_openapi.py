"""The OpenAPI document: valid, whole, and made of the table that serves the requests."""

from __future__ import annotations

import itertools
import re
from typing import Any

import msgspec
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from jobscout.http import docs
from jobscout.http.openapi import document
from jobscout.http.problems import KINDS
from jobscout.http.routes import ROUTES
from jobscout.http.routing import Route
from tests import openapi_document

DOCUMENT = document(ROUTES)


def operations() -> list[tuple[Route, dict[str, Any]]]:
    return [(route, DOCUMENT["paths"][route.path][route.method.lower()]) for route in ROUTES]


def test_is_valid() -> None:
    """A validator of OpenAPI 3.1 has nothing to say against it, as it is sent."""
    sent = msgspec.json.decode(msgspec.json.encode(DOCUMENT))

    assert list(OpenAPIV31SpecValidator(sent).iter_errors()) == []


def test_is_as_committed() -> None:
    """Clients rely on what ``docs/openapi.json`` names: a change of it is seen in its diff."""
    committed, generated = openapi_document.PATH.read_text("utf-8"), openapi_document.text()
    found = list(
        openapi_document.differences(msgspec.json.decode(committed), msgspec.json.decode(generated))
    )
    said = "\n".join([*found, "Where this is meant, renew the document: make openapi"])

    assert not found, said
    assert committed == generated, said


def test_differences_are_named() -> None:
    """The comparison itself: what went, came or changed is named with its operation or schema."""
    parameters = [{"name": "q", "required": False}, {"name": "limit"}]
    committed = {
        "paths": {"/jobs": {"get": {"parameters": parameters, "responses": {"200": {}}}}},
        "components": {"schemas": {"Job": {"required": ["id", "title"]}}},
    }
    generated = {
        "paths": {
            "/jobs": {"get": {"parameters": parameters[1:], "responses": {}}, "post": {}},
        },
        "components": {"schemas": {"Job": {"required": ["title"], "type": "object"}}},
    }
    reversed_ = {"paths": {"/jobs": {"get": {"parameters": parameters[::-1]}}}}
    other = {"paths": {"/jobs": {"get": {"parameters": [{"name": "q", "required": True}]}}}}

    assert list(openapi_document.differences(committed, committed)) == []
    assert list(openapi_document.differences(committed, generated)) == [
        "removed: GET /jobs / parameters / q",
        "removed: GET /jobs / responses / 200",
        "added: POST /jobs",
        'removed: components / schemas / Job / required / "id"',
        "added: components / schemas / Job / type",
    ]
    assert list(openapi_document.differences(committed["paths"], reversed_["paths"])) == [
        "in another order: /jobs / get / parameters",
        "removed: /jobs / get / responses",
    ]
    assert list(openapi_document.differences(committed, other))[:2] == [
        "changed: GET /jobs / parameters / q / required: False is True now",
        "removed: GET /jobs / parameters / limit",
    ]


def test_names_every_route_once() -> None:
    """Methods and paths are those of the table; operation ids are unique."""
    said = {(m.upper(), path) for path, methods in DOCUMENT["paths"].items() for m in methods}
    ids = [operation["operationId"] for _, operation in operations()]

    assert said == {(route.method, route.path) for route in ROUTES}
    assert len(said) == len(ROUTES)
    assert len(set(ids)) == len(ids)


def test_rows_of_a_path_stand_together() -> None:
    """A path that came twice would be two resources, and its 405 would depend on order."""
    paths = [route.path for route in ROUTES]
    changes = sum(one != other for one, other in itertools.pairwise(paths))

    assert changes + 1 == len(set(paths))


@pytest.mark.parametrize(
    ("route", "operation"), operations(), ids=lambda v: v.path if isinstance(v, Route) else ""
)
def test_says_what_the_handler_takes_and_answers(route: Route, operation: dict[str, Any]) -> None:
    """Summary, parameters, body, sign-in and answers are all there."""
    names = {(parameter["in"], parameter["name"]) for parameter in operation["parameters"]}
    fields = {("query", field.encode_name) for field in msgspec.structs.fields(route.query)}
    in_path = {("path", name) for name in re.findall(r"{(\w+)}", route.path)}

    assert operation["summary"].endswith(".")
    assert fields | in_path <= names
    assert ("requestBody" in operation) == bool(route.body or route.takes_file or route.takes)
    assert (operation["security"] == []) == (route.access == "public")
    assert str(route.status) in operation["responses"]
    assert {str(KINDS[slug][0]) for slug in route.errors} <= set(operation["responses"])
    assert ("429" in operation["responses"]) == (route.limit is not None)
    assert ("304" in operation["responses"]) == route.revalidated
    for status, said in operation["responses"].items():
        assert "X-Request-ID" in said["headers"]
        if status >= "400" and int(status) != route.other_status:
            assert "application/problem+json" in said["content"]


def test_page_shows_every_operation_and_schema() -> None:
    """The page is the document; every link on it leads somewhere."""
    text = docs.render(DOCUMENT).text or ""
    targets = set(re.findall(r'id="([^"]+)"', text))

    assert {operation["operationId"] for _, operation in operations()} <= targets
    assert set(DOCUMENT["components"]["schemas"]) <= targets
    assert set(re.findall(r'href="#([^"]+)"', text)) <= targets
