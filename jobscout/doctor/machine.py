"""This machine: the folder of our own, and the clock."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zoneinfo
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from jobscout.finding import Finding, broken, ok, remark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ROOM: Final = 1 << 30  # a busy week of an embedded database
NO_ROOM: Final = 100 << 20
APART_S: Final = 2.0  # of two clocks: what a network and a busy machine explain
FAR_APART_S: Final = 30.0  # claims and tokens begin to go wrong
_BORN: Final = datetime(2025, 1, 1, tzinfo=UTC)  # before this program was written
_PART: Final = "DATA_DIR"


def data_dir(path: Path) -> list[Finding]:
    """Whether *path* is ours alone, can be written, and has room. Nothing stays behind there."""
    path = path.absolute()
    if not path.exists():
        return [_to_be_made(path)]
    try:
        return _looked_at(path)
    except OSError as error:
        cure = "give it to the account that runs Job Scout, or name another"
        return [broken(_PART, f"{path} cannot be used: {error.strerror}", cure)]


def _to_be_made(path: Path) -> Finding:
    above = next(parent for parent in path.parents if parent.exists())
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        return remark(_PART, f"{path} is not there", "nothing to do: the first start makes it")
    return broken(_PART, f"{path} is not there, and {above} cannot be written", "make it")


def _looked_at(path: Path) -> list[Finding]:
    found = path.stat()
    if not stat.S_ISDIR(found.st_mode):
        return [broken(_PART, f"{path} is no folder", "name a folder")]
    if found.st_mode & stat.S_ISVTX:
        return [broken(_PART, f"{path} is everybody's", "name a folder of its own")]
    if os.geteuid() not in {0, found.st_uid}:
        owner = f"chown -R {os.geteuid()} {path}"
        return [broken(_PART, f"{path} belongs to account {found.st_uid}", f"run: {owner}")]
    with tempfile.TemporaryFile(dir=path) as probe:
        probe.write(b"probe")
    findings = []
    if stat.S_IMODE(found.st_mode) & 0o077:
        mode = f"{stat.S_IMODE(found.st_mode):o}"
        findings.append(remark(_PART, f"others may look into it (mode {mode})", "run: chmod 700"))
    secret = path / "secret"
    if secret.exists() and stat.S_IMODE(secret.stat().st_mode) & 0o077:
        findings.append(broken(_PART, "others may read its secret", f"run: chmod 600 {secret}"))
    free = shutil.disk_usage(path).free
    room = f"{free / (1 << 30):.1f} GiB free"
    if free < NO_ROOM:
        findings.append(broken(_PART, f"is full: {room}", "make room, or move it"))
    elif free < ROOM:
        findings.append(remark(_PART, f"is nearly full: {room}", "make room, or move it"))
    return findings or [ok(_PART, f"{path}, {room}")]


def clock(now: datetime, others: Mapping[str, float]) -> list[Finding]:
    """Ours beside those of servers.

    Args:
        others: by the server's name, how many seconds it is ahead of us.
    """
    findings = []
    if now < _BORN:
        cure = "set the clock, and keep it by NTP"
        return [broken("clock", f"says {now:%Y-%m-%d}, which is over", cure)]
    try:
        zoneinfo.ZoneInfo("Africa/Nairobi")
    except zoneinfo.ZoneInfoNotFoundError:
        cure = "install the package tzdata"
        findings.append(broken("clock", "knows no time zones", cure))
    for name, ahead in sorted(others.items()):
        if abs(ahead) < APART_S:
            continue
        says = f"{name} is {abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} us"
        state = broken if abs(ahead) >= FAR_APART_S else remark
        findings.append(state("clock", says, "keep both by NTP"))
    apart = f", with {' and '.join(sorted(others))}" if others else ""
    return findings or [ok("clock", f"{now:%Y-%m-%d %H:%M:%S} UTC{apart}")]
