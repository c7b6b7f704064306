"""What adapters and ``linkage.requisition_keys`` know of one vendor's addresses is the same."""

from __future__ import annotations

from urllib.parse import urlsplit

from jobscout.rules.linkage.requisition_keys import VENDORS, requisition_key
from jobscout.sources import OURS
from tests.sources.conformance import KINDS, saved
from tests.sources.test_every_source import REQUEST


def test_postings_at_a_vendor_have_keys_of_that_vendor() -> None:
    """Each vendor is the kind of its name, and the addresses of that kind's postings have keys."""
    keyless = []
    for source in OURS:
        postings = source.parse(saved(source), KINDS[source.kind].config, REQUEST).postings
        for url in [one.url for one in postings if source.kind in VENDORS]:
            is_vendors = source.recognise(urlsplit(url)) is not None
            if is_vendors and not (requisition_key(url) or "").startswith(f"{source.kind}:"):
                keyless.append(url)

    assert keyless == []
    assert {source.kind for source in OURS} >= VENDORS
