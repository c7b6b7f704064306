"""Postings completed by the schema.org markup of their own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.errors import SourceChanged
from jobscout.rules.employment import employment_type
from jobscout.sources import html_pages, schema_org
from jobscout.sources.reading import safe
from jobscout.sources.texts import plain, tidy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from jobscout.model import RawPosting

_FROM_PAGE: Final = (
    "company", "locations", "country", "workplace", "employment_type", "salary", "salary_text",
    "description_html", "posted_at", "expires_at", "language",
)  # fmt: skip

_MOST_TEXTS: Final = 50
_LEVELS: Final = 20


def completed(kind: str, body: bytes, posting: RawPosting, *, text: str) -> RawPosting:
    """*posting* with what the JobPosting of its page states, or with the page's text only.

    What the list alone identifies it by stays: its id, title and addresses. So do the list's
    places if the page names fewer.

    Args:
        text: a CSS selector of the elements that have the text on this vendor's pages. Older
            layouts, and employers who hide their jobs from search engines, have no JobPosting.

    Raises:
        SourceChanged: the page has no JobPosting and no text, or several and none with this
            title.
    """
    jobs = schema_org.job_postings(kind, body)
    if not jobs and (said := text_on(kind, body, text)):
        return safe(msgspec.structs.replace(posting, description_html=said))
    own = [job for job in jobs if tidy(plain(job.title)) == posting.title]
    if not own and len(jobs) != 1:
        some = f"{len(jobs)} JobPostings, none with its title" if jobs else "no JobPosting"
        raise SourceChanged(kind, f"the page of job {posting.external_id} has {some}")
    stated = schema_org.to_raw((own or jobs)[0], external_id=posting.external_id, page=posting.url)
    values = {
        name: value
        for name in _FROM_PAGE
        if (value := getattr(stated, name)) not in (None, ())
        and not (name == "locations" and len(stated.locations) < len(posting.locations))
    }
    values["employment_type"] = better_type(stated.employment_type, posting.employment_type)
    values["requisition_id"] = posting.requisition_id or stated.requisition_id
    return safe(msgspec.structs.replace(posting, **values))


def better_type(page: str | None, listed: str | None) -> str | None:
    """The page's type of employment, unless only the list's says something: many say "OTHER"."""
    return page if page and (employment_type(page) or not listed) else listed


def text_on(kind: str, body: bytes, selector: str) -> str:
    """The HTML of the elements that *selector* names, each once; "" if they have no text."""
    found = html_pages.tree(kind, body).css(selector)[:_MOST_TEXTS]
    outer = [node for node in found if not any(_is_inside(node, other) for other in found)]
    texts = (node.inner_html or "" for node in outer if html_pages.text_of(node))
    return "\n".join(filter(None, map(str.strip, texts)))


def _is_inside(node: LexborNode, other: LexborNode) -> bool:
    parent = node.parent
    for _ in range(_LEVELS):
        if parent is None:
            break
        if parent.mem_id == other.mem_id:
            return True
        parent = parent.parent
    return False
