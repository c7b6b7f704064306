"""What ``main.py migrate`` says and does, in words for who runs it."""

from __future__ import annotations

from jobscout.errors import SettingError
from jobscout.sql import migrations
from jobscout.sql.migration_effects import Loss, effects, losses


def status(database_url: str) -> list[str]:
    """A line for each migration, oldest first."""
    schema = migrations.compare(database_url)
    return [
        *(f"{at:%Y-%m-%d %H:%M} UTC  {one}" for one, at in sorted(schema.applied.items())),
        *(f"of a newer release    {one}" for one in schema.unknown),
        *(f"not applied           {one}" for one in schema.missing),
    ]


def plan(database_url: str) -> list[str]:
    """What would be applied, and what that does to who uses the database meanwhile."""
    schema = migrations.compare(database_url)
    if schema.unknown:
        return [f"the database {migrations.newer(schema.unknown)}"]
    if not schema.missing:
        return ["the schema is up to date"]
    found = effects(migrations.texts(schema.missing))
    sizes = migrations.sizes(database_url, {one.table for some in found for one in some})
    said = []
    for name, some in zip(schema.missing, found, strict=True):
        said.append(name)
        for one in some:
            rows, size = sizes.get(one.table, (0, 0))
            said.append(f"    {one.table} (about {rows:,} rows, {size // 2**20:,} MiB): {one.says}")
    return said


def roll_back(database_url: str, *, is_sure: bool) -> tuple[bool, list[str]]:
    """Undo the newest migration; whether it was done, and what to say.

    It is not where data would be lost and nobody *is_sure*.

    Raises:
        SettingError: a newer release made this schema, and only that can undo it.
    """
    schema = migrations.compare(database_url)
    if schema.unknown:
        raise SettingError("DATABASE_URL", migrations.newer(schema.unknown))
    applied = [one for one in migrations.known() if one in schema.applied]
    if not applied:
        return False, ["no migration was applied"]
    lost = losses(*migrations.texts(applied[-1:], undoing=True))
    counted = zip(lost, migrations.count(database_url, lost), strict=True)
    said = [_lost(loss, many) for loss, many in counted if many]
    if said and not is_sure:
        return False, [f"undoing {applied[-1]} loses", *said, "add --yes if that is meant"]
    return True, [f"undone {one}" for one in migrations.roll_back(database_url, most=1)] + said


def _lost(loss: Loss, many: int) -> str:
    if loss.column:
        return f"    {many:,} values of {loss.table}.{loss.column}"
    return f"    {'some' if loss.is_partial else 'all'} of the {many:,} rows of {loss.table}"
