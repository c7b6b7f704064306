"""How a reading of a board ended, and the sentence that tells an operator what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobscout.model import ScrapeResult, ScrapeStatus
    from jobscout.rules.lifecycle import Suspicion

_WINDOWED: Final = (
    "The board lists only its newest postings, so a posting that is missing from this reading does"
    " not close."
)
_INCOMPLETE: Final = (
    "The board lists fewer postings than it has, so a posting that is missing from this reading"
    " does not close."
)
_NO_TEXT: Final = (
    "The full text of {} postings could not be read and is requested again at the next reading;"
    " first: {}"
)


def scrape_outcome(
    result: ScrapeResult, suspicion: Suspicion | None
) -> tuple[ScrapeStatus, str | None, str | None]:
    """A reading's status, and what is wrong with it: its ``error_kind``, and a sentence."""
    if suspicion is not None:
        return "suspect", "suspect", suspicion.reason
    if result.rejects:
        many = len(result.rejects) + result.more_rejects
        said = f"{many} postings could not be read; first: {result.rejects[0].reason}"
        return "partial", "partial", said[:1000]
    if not (result.whole or result.windowed or result.unchanged):
        return "partial", "incomplete", _INCOMPLETE
    if result.no_text:
        return "partial", "no-text", _NO_TEXT.format(len(result.no_text), result.no_text[0])[:1000]
    if result.windowed and not result.whole:
        return "ok", "windowed", _WINDOWED
    return "ok", None, None
