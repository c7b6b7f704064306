"""Searches and devices over HTTP, and the link that stops a search's mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.rules.unsubscribe import unsubscribe_token
from tests.integration.rows import SECRET

if TYPE_CHECKING:
    from tests.integration.http_server import Server

SEARCHES = "/users/me/searches"
DEVICES = "/users/me/devices"
NAMED = "for your search “Data &amp; &lt;b&gt;more&lt;/b&gt;”."
WHOLE = {
    "name": "Berlin",
    "keywords": ["python"],
    "excluded_keywords": ["php"],
    "excluded_in_text": True,
    "titles": ["Engineer"],
    "locations": ["Berlin"],
    "near": [{"place": "Nairobi", "km": 30.0}],
    "countries": ["DE"],
    "workplace": ["remote", "hybrid"],
    "seniority": ["senior"],
    "employment_types": ["full_time"],
    "languages": ["de", "en"],
    "visa_sponsorship": ["yes"],
    "years_max": 5,
    "companies": ["acme"],
    "excluded_companies": ["other"],
    "min_salary": {"amount": 70000.0, "currency": "EUR", "period": "year"},
    "skills": ["Python"],
    "use_cv_skills": True,
    "min_score": 0.3,
    "paused": False,
}


async def test_search_comes_back_as_it_was_sent(server: Server) -> None:
    """201 with every field; the list and the single one say the same."""
    user = await server.rows.user()

    made = await server.json("POST", SEARCHES, 201, json=WHOLE, headers=user.headers)
    one = await server.json("GET", f"{SEARCHES}/{made['id']}", headers=user.headers)
    some = await server.json("GET", SEARCHES, headers=user.headers)

    assert made.pop("unknown_locations") == []
    assert WHOLE.items() <= made.items()
    assert one == made
    assert some == {"items": [made], "next_cursor": None}


async def test_terms_are_trimmed_and_kept_once(server: Server) -> None:
    """Blanks around a term and a second equal one say nothing; codes become capitals."""
    user = await server.rows.user()
    body = {"name": " x ", "keywords": [" go", "go "], "countries": ["de"]}

    made = await server.json("POST", SEARCHES, 201, json=body, headers=user.headers)

    assert (made["name"], made["keywords"], made["countries"]) == ("x", ["go"], ["DE"])


async def test_every_bad_field_of_a_search_is_named(server: Server) -> None:
    """Items of lists and fields of the salary are named by their place."""
    user = await server.rows.user()
    bad = {
        "name": " ",
        "keywords": ["ok", 5, ""],
        "titles": ["a\u0000b"],
        "countries": ["DE", "ZZ"],
        "workplace": ["moon"],
        "skills": ["x"] * 51,
        "min_salary": {"amount": -1, "currency": "XXX", "since": 1},
        "min_score": 2,
        "paused": "yes",
        "colour": "red",
    }

    said = await server.faults("POST", SEARCHES, json=bad, headers=user.headers)

    assert said == [
        *("colour", "countries[1]", "keywords[1]", "keywords[2]"),
        *("min_salary.amount", "min_salary.currency", "min_salary.since"),
        *("min_score", "name", "paused", "skills", "titles[0]", "workplace[0]"),
    ]


async def test_search_that_wants_nothing(server: Server) -> None:
    """A search without a condition is 422, when it is made and when it is changed."""
    user = await server.rows.user()
    search = await server.rows.search(user)
    nothing = {"name": "all", "min_score": 0.5}
    emptied: dict[str, list[str]] = {"keywords": []}

    assert await server.faults("POST", SEARCHES, json=nothing, headers=user.headers) == ["keywords"]
    path = f"{SEARCHES}/{search}"
    assert await server.faults("PATCH", path, json=emptied, headers=user.headers) == ["keywords"]
    unnamed = {"min_score": 2}
    assert await server.faults("POST", SEARCHES, json=unnamed, headers=user.headers) == [
        *("keywords", "min_score", "name"),
    ]


async def test_changing_a_search(server: Server) -> None:
    """What is given changes; null takes the salary away; the rest stays."""
    user = await server.rows.user()
    made = await server.json("POST", SEARCHES, 201, json=WHOLE, headers=user.headers)
    change: dict[str, object] = {"paused": True, "min_salary": None, "titles": []}

    changed = await server.json(
        "PATCH", f"{SEARCHES}/{made['id']}", json=change, headers=user.headers
    )

    assert changed == made | change | {"updated_at": changed["updated_at"]}


@pytest.mark.parametrize(
    ("near", "field"),
    [
        ([{"place": "Nairobi", "km": 30}, {"place": "Foobarville", "km": 5}], "near[1].place"),
        ([{"place": "Kenya", "km": 30}], "near[0].place"),
        ([{"place": "Nairobi", "km": 0.5}], "near[0].km"),
        ([{"place": "Nairobi", "km": 501}], "near[0].km"),
        ([{"place": "", "km": 5}], "near[0].place"),
        ([{"place": "Nairobi\x00", "km": 5}], "near"),
        ([{"place": "Nairobi"}], "near[0]"),
        ([{"place": "Nairobi", "km": 5, "miles": 3}], "near[0]"),
        ([{"place": "Nairobi", "km": km} for km in range(1, 12)], "near"),
    ],
)
async def test_what_is_no_circle(server: Server, near: list[dict[str, object]], field: str) -> None:
    """422 with the field, when a search is made, changed or previewed."""
    user = await server.rows.user()
    search = await server.rows.search(user)
    body = {"name": "x", "near": near}

    asked = [("POST", SEARCHES), ("POST", f"{SEARCHES}/preview"), ("PATCH", f"{SEARCHES}/{search}")]
    for method, path in asked:
        assert await server.faults(method, path, json=body, headers=user.headers) == [field]


async def test_unknown_places_are_named(server: Server) -> None:
    """Those that the gazetteer lacks, in the answers that create and change a search."""
    user = await server.rows.user()
    body = {"name": "x", "locations": ["Nairobi", "Foobarville"]}

    made = await server.json("POST", SEARCHES, 201, json=body, headers=user.headers)
    changed = await server.json(
        "PATCH", f"{SEARCHES}/{made['id']}", json={"locations": ["Xyzzy"]}, headers=user.headers
    )

    assert made["unknown_locations"] == ["Foobarville"]
    assert changed["unknown_locations"] == ["Xyzzy"]


async def test_names_are_unique_for_a_user(server: Server) -> None:
    """409 name-taken for one's own second one, and none of it for another person."""
    one, other = await server.rows.user(), await server.rows.user()
    first = {"name": "a", "keywords": ["x"]}
    await server.json("POST", SEARCHES, 201, json=first, headers=one.headers)
    await server.json("POST", SEARCHES, 201, json=first, headers=other.headers)
    second = await server.rows.search(one, "b")

    made = await server.problem("POST", SEARCHES, 409, json=first, headers=one.headers)
    renamed = await server.problem(
        "PATCH", f"{SEARCHES}/{second}", 409, json={"name": "a"}, headers=one.headers
    )

    assert (made, renamed) == ("name-taken", "name-taken")


async def test_twenty_searches_are_enough(server: Server) -> None:
    """The twenty-first is 409, and pages hold together while reading them."""
    user = await server.rows.user()
    ids = [str(await server.rows.search(user, f"n{n}")) for n in range(20)]
    one_more = {"name": "more", "keywords": ["x"]}

    said = await server.problem("POST", SEARCHES, 409, json=one_more, headers=user.headers)
    first = await server.json("GET", f"{SEARCHES}?limit=15", headers=user.headers)
    second = await server.json(
        "GET", f"{SEARCHES}?cursor={first['next_cursor']}", headers=user.headers
    )

    assert said == "too-many-searches"
    assert [item["id"] for item in first["items"] + second["items"]] == ids
    assert second["next_cursor"] is None


async def test_deleted_search_leaves_its_alerts(server: Server) -> None:
    """204, then 404; what it found stays."""
    user = await server.rows.user()
    search = await server.rows.search(user)
    await server.rows.alert(user, await server.rows.job(), search_id=search)

    await server.json("DELETE", f"{SEARCHES}/{search}/", 204, headers=user.headers)
    again = await server.problem("DELETE", f"{SEARCHES}/{search}", 404, headers=user.headers)
    alerts = await server.json("GET", "/alerts", headers=user.headers)

    assert again == "not-found"
    assert [item["search_id"] for item in alerts["items"]] == [None]


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_strangers_search(server: Server, method: str) -> None:
    """Another person's search, and one that cannot be, are 404 alike."""
    user, stranger = await server.rows.user(), await server.rows.user()
    search = await server.rows.search(stranger)

    for name in (search, 0, -1, "x", "007", 2**63, "9" * 40, "%00", "%FF", "1%2F2"):
        path = f"{SEARCHES}/{name}"
        slug = await server.problem(
            method, path, 404, headers=user.headers, json={} if method == "PATCH" else None
        )
        assert slug == "not-found"


async def test_device_is_posted_once(server: Server) -> None:
    """201, then 200 with the same id; another person's post takes it over."""
    user, other = await server.rows.user(), await server.rows.user()
    body = {"token": "fcm-token", "platform": "android"}

    first = await server.json("POST", DEVICES, 201, json=body, headers=user.headers)
    again = await server.json("POST", DEVICES, 200, json=body, headers=user.headers)
    moved = await server.json("POST", DEVICES, 200, json=body, headers=other.headers)

    assert first["id"] == again["id"] == moved["id"]
    assert (await server.json("GET", DEVICES, headers=user.headers))["items"] == []
    assert (await server.json("GET", DEVICES, headers=other.headers))["items"] == [moved]


async def test_moved_device_gets_nothing_of_the_user_before(server: Server) -> None:
    """What was still to be pushed to the device no longer names it; one's own still does."""
    rows = server.rows
    user, other = await rows.user(), await rows.user()
    body = {"token": "shared phone", "platform": "ios"}
    device = await server.json("POST", DEVICES, 201, json=body, headers=user.headers)
    for n, owner in enumerate((user, other)):
        await rows.insert(
            "deliveries",
            user_id=owner.id,
            channel="push",
            device_id=int(device["id"]),
            alert_ids=[1],
            message_id=f"m{n}",
        )

    await server.json("POST", DEVICES, 200, json=body, headers=other.headers)

    kept = "SELECT device_id FROM deliveries WHERE user_id = $1"
    assert await rows.value(kept, user.id) is None
    assert await rows.value(kept, other.id) == int(device["id"])


async def test_bad_device(server: Server) -> None:
    """An unknown platform and an empty token are named."""
    user = await server.rows.user()
    bad = {"token": "", "platform": "fridge"}

    assert await server.faults("POST", DEVICES, json=bad, headers=user.headers) == [
        *("platform", "token"),
    ]
    for token in (" ", "a\nb"):
        said = await server.faults(
            "POST", DEVICES, json={"token": token, "platform": "ios"}, headers=user.headers
        )
        assert said == ["token"]


async def test_deleting_a_device(server: Server) -> None:
    """204; a stranger's is 404 and stays."""
    user, stranger = await server.rows.user(), await server.rows.user()
    body = {"token": "t", "platform": "web"}
    device = await server.json("POST", DEVICES, 201, json=body, headers=user.headers)
    path = f"{DEVICES}/{device['id']}"

    assert await server.problem("DELETE", path, 404, headers=stranger.headers) == "not-found"
    await server.json("DELETE", path, 204, headers=user.headers)
    assert (await server.json("GET", DEVICES, headers=user.headers))["items"] == []


async def test_unsubscribing(server: Server) -> None:
    """Looking at the link changes nothing; posting to it stops the mail, twice alike."""
    user = await server.rows.user()
    search = await server.rows.search(user, "Data & <b>more</b>\u202e")
    path = f"/unsubscribe?token={unsubscribe_token(SECRET, search)}"
    stopped = "SELECT mail_stopped_at FROM searches"

    async with await server.ask("GET", path) as page:
        text = await page.text()
    before = await server.rows.value(stopped)
    for _ in range(2):
        async with await server.ask(
            "POST", path, data={"List-Unsubscribe": "One-Click"}, headers={"Authorization": "junk"}
        ) as done:
            assert done.status == 200
            assert done.content_type == "text/html"
            assert NAMED in await done.text()

    assert page.status == 200
    assert '<form method="post">' in text
    assert NAMED in text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert before is None
    assert await server.rows.value(stopped) is not None


async def test_unsubscribe_from_what_is_gone(server: Server) -> None:
    """The link of a search that was deleted says so, and does no harm."""
    path = f"/unsubscribe?token={unsubscribe_token(SECRET, 404)}"

    for method in ("GET", "POST"):
        async with await server.ask(method, path) as page:
            assert page.status == 200
            assert "this search, which was deleted" in await page.text()


@pytest.mark.parametrize(
    "token", ["", "x", "MQ.", "MQ.AAAAAAAAAAAAAAAAAAAAAA", "%00", "%C3%A9.%C3%A9"]
)
async def test_forged_unsubscribe_link(server: Server, token: str) -> None:
    """A token that we did not sign is 404; none at all is 422."""
    assert await server.problem(
        "POST", f"/unsubscribe?token={token}", 404 if token != "%00" else 422
    )
    assert await server.faults("GET", "/unsubscribe") == ["token"]
