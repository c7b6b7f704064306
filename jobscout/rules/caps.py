"""Limits on what we accept from a board: every cap in one place.

Real boards stay far below all of them. When a whole answer or reading exceeds a cap, the scrape
fails as ``too-large``, names the cap and closes nothing. When a single entry exceeds a cap, that
entry is a reject.
"""

from __future__ import annotations

from typing import Final

ANSWER_BYTES: Final = 64 * 2**20
"""Size of one answer, decompressed. The largest Greenhouse boards have 20 to 36 MB."""

READING_BYTES: Final = 64 * 2**20
"""Size of all answers of one reading together, and of the texts kept from them."""

READING_MEMORY: Final = 224 * 2**20
"""Memory in bytes that the texts of one reading take in this process. One emoji makes a Python
string four times as large; the largest boards, with an emoji in each posting, take 200 MB."""

DETAIL_BYTES: Final = 2 * 2**20
"""Size of the answer about one posting, decompressed."""

PAGE_BYTES: Final = 16 * 2**20
"""Size of a career page that is searched for a board, decompressed."""

ROBOTS_BYTES: Final = 500 * 1024
"""Size of a robots.txt, decompressed; RFC 9309, 2.5, requires parsing at least this much."""

ROWS: Final = 50_000
"""Entries in one answer, and in one reading. The largest recorded boards have a few thousand."""

ROW_BYTES: Final = 2 * 2**20
"""Size of one entry. The longest recorded posting has 30,000 characters."""

REJECTS_KEPT: Final = 100
"""Rejects of one reading that are kept with their reasons; the rest are only counted."""

DEPTH: Final = 64
"""Nesting levels; deeper values count as null. Real answers have fewer than ten."""

ELEMENTS: Final = 2_000_000
"""Elements of XML in one answer, which take some seconds. Postings have about twenty each."""

ENTRY_ELEMENTS: Final = 10_000
"""Elements of XML kept of one entry, and of what is beside the entries; each takes some 200 bytes
of memory, for four of the answer. The rest are dropped."""

MENDED_TOKENS: Final = 5_000_000
"""Tokens of malformed JSON that are examined one by one, which takes some seconds."""

DAMAGES: Final = 10_000
"""Damaged places that are repaired in malformed JSON; with more, it is not treated as JSON."""

LOCATIONS: Final = 200
"""Places kept of one posting; the rest are dropped."""

TEXT_CHARS: Final = 10_000
"""Length of any field of a posting except its description; the rest is cut off."""

DESCRIPTION_CHARS: Final = 200_000
"""Length of a description; the rest is cut off."""

URL_CHARS: Final = 2000
"""Length of a URL: what every program on the way can be expected to accept."""

VALIDATOR_CHARS: Final = 512
"""Length of an ``ETag`` or ``Last-Modified``; a longer one is not stored."""

HTML_BYTES: Final = 4 * 2**20
"""Size of a career page that is read as a board, decompressed."""

HTML_ELEMENTS: Final = 150_000
"""Elements of such a page; real ones have some thousand. A parser that is out of memory leaves the
rest of the page out in silence, so a page must fit by far: this many take up to 220 MB."""

SALARY_UNITS: Final = 1e12
"""Limit for currencies without a rate: yearly pay in any currency stays far below it."""
