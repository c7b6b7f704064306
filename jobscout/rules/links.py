"""The spellings of one address: as a board states it, and as people copy it."""

from __future__ import annotations

from urllib.parse import urlsplit

from jobscout.rules.openings import is_route, is_tracking


def spellings(url: str) -> list[str]:
    """At most 13 addresses, *url* itself first.

    The others lack its tracking parameters and a fragment that is no route, have the other scheme,
    or a final slash more or less.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return [url]
    query = "&".join(
        part for part in parts.query.split("&") if not is_tracking(part.partition("=")[0])
    )
    fragment = parts.fragment if is_route(parts.fragment) else ""
    found = [url]
    for one in (
        parts,
        parts._replace(fragment=fragment),
        parts._replace(query=query, fragment=fragment),
    ):
        for scheme in ("https", "http"):
            for path in (one.path.rstrip("/"), one.path.rstrip("/") + "/"):
                found.append(one._replace(scheme=scheme, path=path).geturl())  # noqa: PERF401
    return list(dict.fromkeys(found))
