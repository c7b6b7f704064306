"""Kinds of boards that may only be read with permission: what is said of them, the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from jobscout.sources import needs_permission

if TYPE_CHECKING:
    from jobscout.sql.source_views import Source


def told(source: Source) -> Source:
    """*source* with the reason why it needs a permission, if it does."""
    return replace(source, needs_permission=needs_permission(source.kind))


def is_read_unasked(kind: str) -> bool:
    """Whether a source of this *kind* is active if nobody says otherwise."""
    return needs_permission(kind) is None
