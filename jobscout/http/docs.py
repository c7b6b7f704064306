"""The API as a page: ``openapi`` rendered on the server, without scripts or foreign assets."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.http.pages import page

if TYPE_CHECKING:
    from aiohttp import web

Json = dict[str, Any]


def render(document: Json) -> web.Response:
    """*document* as one page, by tag, with all schemas at the end."""
    operations = [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    parts = [
        f"<p>{escape(document['info']['description'])} Version {document['info']['version']}.</p>"
    ]
    for tag in document["tags"]:
        parts.append(f"<h2>{escape(tag['name'])}</h2>")
        parts += [_operation(*row) for row in operations if tag["name"] in row[2]["tags"]]
    parts.append("<h2>Posted to webhooks</h2>")
    parts += [
        _operation("post", name, {"security": [], **methods["post"]})
        for name, methods in document["webhooks"].items()
    ]
    parts.append("<h2>Schemas</h2>")
    parts += [_schema(name, schema) for name, schema in document["components"]["schemas"].items()]
    return page(document["info"]["title"], "".join(parts))


def _operation(method: str, path: str, operation: Json) -> str:
    body = operation.get("requestBody", {}).get("content", {})
    return (
        f'<details id="{escape(operation["operationId"])}"><summary>'
        f'<span class="method">{method.upper()}</span> <code>{escape(path)}</code>'
        f" {escape(operation['summary'])}</summary>"
        + _security(operation["security"])
        + _table("Parameters", [_parameter(each) for each in operation["parameters"]])
        + _table(
            "Body",
            [f"<td>{escape(kind)}<td>{_type(said['schema'])}" for kind, said in body.items()],
        )
        + _table("Answers", [_answer(*each) for each in operation["responses"].items()])
        + "</details>"
    )


def _security(schemes: list[Json]) -> str:
    if not schemes:
        return "<p>No sign-in.</p>"
    return "<p>Sign-in is optional.</p>" if {} in schemes else "<p>Needs an access token.</p>"


def _parameter(parameter: Json) -> str:
    need = "required" if parameter["required"] else "optional"
    return (
        f"<td><code>{escape(parameter['name'])}</code><td>{parameter['in']}, {need}"
        f"<td>{_type(parameter['schema'])}<td>{escape(parameter.get('description', ''))}"
    )


def _answer(status: str, said: Json) -> str:
    kinds = "; ".join(
        f"{escape(kind)}: {_type(content['schema'])}"
        for kind, content in said.get("content", {}).items()
    )
    return f"<td>{status}<td>{escape(said['description'])}<td>{kinds}"


def _table(title: str, rows: list[str]) -> str:
    if not rows:
        return ""
    return f"<h4>{title}</h4><table>{''.join(f'<tr>{row}' for row in rows)}</table>"


def _type(schema: Json) -> str:
    """A schema in a few words, with a link to the schema it refers to."""
    if ref := schema.get("$ref"):
        name = escape(ref.rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if options := schema.get("anyOf"):
        return " or ".join(_type(option) for option in options)
    if values := schema.get("enum"):
        return " | ".join(f"<code>{escape(str(value))}</code>" for value in values)
    if items := schema.get("items"):
        return f"list of {_type(items)}"
    bounds = [
        f"{word} {schema[key]}"
        for key, word in (
            ("minimum", "from"),
            ("maximum", "to"),
            ("minLength", "at least"),
            ("maxLength", "at most"),
        )
        if key in schema
    ]
    return escape(" ".join([str(schema.get("format") or schema.get("type", "any")), *bounds]))


def _schema(name: str, schema: Json) -> str:
    required = schema.get("required", [])
    rows = [
        f"<td><code>{escape(field)}</code><td>{'required' if field in required else 'optional'}"
        f"<td>{_type(said)}<td>{escape(said.get('description', ''))}"
        for field, said in schema.get("properties", {}).items()
    ]
    source = escape(msgspec.json.format(msgspec.json.encode(schema)).decode())
    return (
        f'<h3 id="{escape(name)}">{escape(name)}</h3><p>{escape(schema.get("description", ""))}</p>'
        + _table("", rows)
        + f"<details><summary>JSON Schema</summary><pre>{source}</pre></details>"
    )
