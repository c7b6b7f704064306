"""How much of a stranger's answer is taken: every cap in one place.

Real boards stay far below each of them. Beyond a cap of a whole answer or reading the scrape
fails as ``too-large``, which names the cap, and closes nothing; beyond a cap of one entry the
entry is a reject.
"""

from __future__ import annotations

from typing import Final

from jobscout.rules.html import MAX_HTML_CHARS

ANSWER_BYTES: Final = 64 * 2**20
"""Of one answer, decompressed. The largest Greenhouse boards are 20 to 36 MB."""

READING_BYTES: Final = 64 * 2**20
"""Of all answers of one reading together, and of the texts that are kept of them."""

READING_MEMORY: Final = 224 * 2**20
"""Bytes that the texts of one reading take in this process. One emoji makes a text four times
as large as its letters are; the largest boards, with one in each advert, take 200 MB."""

DETAIL_BYTES: Final = 2 * 2**20
"""Of the answer about one posting, decompressed."""

PAGE_BYTES: Final = 16 * 2**20
"""Of a career page in which a board is looked for, decompressed."""

ROBOTS_BYTES: Final = 500 * 1024
"""Of a robots.txt, decompressed; RFC 9309, 2.5, wants at least that much read."""

ROWS: Final = 50_000
"""Entries of one answer, and of one reading. The largest recorded boards have a few thousand."""

ROW_BYTES: Final = 2 * 2**20
"""Of one entry. The longest recorded advert has 30,000 characters."""

REJECTS_KEPT: Final = 100
"""Rejects of one reading that are kept with their reasons; the others are only counted."""

DEPTH: Final = 64
"""Levels of nesting; what lies deeper counts as null. Real answers have fewer than ten."""

MENDED_TOKENS: Final = 5_000_000
"""Tokens of malformed JSON that are looked at one by one, which takes some seconds."""

DAMAGES: Final = 10_000
"""Damaged places of malformed JSON that are mended; what has more is no JSON."""

PLACES: Final = 200
"""Places of one posting; those after them are left out."""

TEXT_CHARS: Final = 10_000
"""Of a field of one posting other than its description; the rest is cut off."""

DESCRIPTION_CHARS: Final = MAX_HTML_CHARS
"""Of a description; the rest is cut off."""

URL_CHARS: Final = 2000
"""Of an address: what programs along the way are sure to take."""

VALIDATOR_CHARS: Final = 512
"""Of an ``ETag`` or ``Last-Modified``; a longer one is not kept."""
