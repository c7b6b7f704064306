"""Runs a program under an unprivileged account: ``python account.py UID GID PROGRAM [ARGUMENT …]``.

PostgreSQL refuses to run as root. But the unprivileged account may not be able to enter the
folders above ``DATA_DIR`` or the virtual environment (``/root``, a folder of ``mktemp -d``). So
the program keeps one capability, CAP_DAC_OVERRIDE, which lets it pass through private folders
without changing their mode. If the container does not grant that capability, the program runs
without it.

Linux only, see capabilities(7). This file must not import the rest of Job Scout: root runs it
as a separate script.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Final

_CAP_DAC_OVERRIDE: Final = 1 << 1
_CAPABILITY_VERSION_3: Final = 0x20080522
_PR_SET_SECUREBITS: Final = 28
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_CAP_AMBIENT: Final = 47
_PR_CAP_AMBIENT_RAISE: Final = 2
# access(2) checks with the real user's rights, without capabilities, unless this is set; initdb
# and pg_ctl use access(2) to find the server's binary next to them.
_SECBIT_NO_SETUID_FIXUP: Final = 1 << 2


def run_as(uid: int, gid: int, program: str, *arguments: str) -> None:
    """Become *program* under the account. Raises OSError; never returns."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    _keep_only(libc, _CAP_DAC_OVERRIDE)
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, 1, 0, 0)  # the capability's number
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    os.execv(program, [program, *arguments])  # noqa: S606  (without a shell on purpose)


def _keep_only(libc: ctypes.CDLL, capability: int) -> None:
    """``capset(2)``: effective, permitted and inheritable, for capabilities 0–31 and 32–63."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)(capability, capability, capability, 0, 0, 0))


if __name__ == "__main__":
    try:
        run_as(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
    except OSError as error:
        sys.exit(f"{sys.argv[3]} cannot run as account {sys.argv[1]}: {error.strerror}")
