"""Runs a program under an unprivileged account: ``python account.py UID GID PROGRAM [ARGUMENT …]``.

PostgreSQL refuses to run as root, and the account that root runs it under may not be able to
enter the folders above ``DATA_DIR`` or the virtual environment (``/root``, a folder of
``mktemp -d``). So the program keeps one capability, CAP_DAC_OVERRIDE, with which it passes
through private folders that nobody has to open for it. Where the container does not grant
that capability the program runs without it.

Linux only, see capabilities(7). Nothing here may import the rest of Job Scout: root runs this
file as a script of its own.
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
# access(2) asks with the real user's rights, without any capability, unless this is set; with
# access(2) initdb and pg_ctl look for the server's binary beside them.
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
    os.execv(program, [program, *arguments])  # noqa: S606  (without a shell is how it is wanted)


def _keep_only(libc: ctypes.CDLL, capability: int) -> None:
    """``capset(2)``: effective, permitted and inheritable, for capabilities 0–31 and 32–63."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)(capability, capability, capability, 0, 0, 0))


if __name__ == "__main__":
    try:
        run_as(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
    except OSError as error:
        sys.exit(f"{sys.argv[3]} cannot run as account {sys.argv[1]}: {error.strerror}")
