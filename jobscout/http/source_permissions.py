"""What is said of sources whose kind may only be read with permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from jobscout.sources import needs_permission

if TYPE_CHECKING:
    from jobscout.sql.source_views import Source


def told(source: Source) -> Source:
    """*source* with the reason why it needs a permission, if it does."""
    return replace(source, needs_permission=needs_permission(source.kind))
