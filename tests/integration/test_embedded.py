"""The embedded servers: started, adopted, stopped, and kept to themselves."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
import redis

from jobscout.embedded import Embedded, account, postgres, valkey
from jobscout.embedded.paths import binary
from jobscout.errors import SettingError
from tests.drills import drill

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
pytestmark = [drill(), pytest.mark.timeout(60)]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can run things as somebody else")

# A program of its own: starts the servers, says their addresses, and works until it is killed.
PROGRAM = """
import sys
from pathlib import Path
from jobscout.embedded import Embedded, postgres
from jobscout.errors import SettingError

servers = Embedded(Path(sys.argv[1]))
try:
    print(*servers.start(postgres=True, valkey=True), flush=True)
except SettingError as error:
    print(error, flush=True)
    sys.exit(2)
sys.stdin.read()
servers.stop()
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder with a short name, so that the sockets fit beside the data."""
    with tempfile.TemporaryDirectory(prefix="js-") as folder:
        yield Path(folder)


@contextmanager
def running(data_dir: Path) -> Iterator[tuple[str, str]]:
    embedded = Embedded(data_dir)
    try:
        postgres, valkey = embedded.start(postgres=True, valkey=True)
        assert postgres
        assert valkey
        yield postgres, valkey
    finally:
        embedded.stop()


@contextmanager
def program(data_dir: Path, *account: str) -> Iterator[subprocess.Popen[str]]:
    """Another process, run through *account*, that starts the servers or says why not."""
    process = subprocess.Popen(
        [*account, sys.executable, "-c", PROGRAM, str(data_dir)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def ask(url: str, sql: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(sql).fetchone()
        return row[0] if row else None


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_start_and_stop(data_dir: Path) -> None:
    """Both servers answer, and after the stop neither is there and nothing is left running."""
    with running(data_dir) as (postgres, valkey):
        version = ask(postgres, "SHOW server_version_num")
        with redis.Redis.from_url(valkey) as client:
            assert client.ping()

    assert int(str(version)) >= 180_000
    assert not (data_dir / "postgres" / "postmaster.pid").exists()
    assert list((data_dir / "run").iterdir()) == []


def test_second_start_finds_what_the_first_left(data_dir: Path) -> None:
    """What was stored before a stop is there after the next start."""
    with running(data_dir) as (postgres, _), psycopg.connect(postgres) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    with running(data_dir) as (postgres, _):
        assert ask(postgres, "SELECT value FROM kept") == 7


def test_only_what_is_wanted(data_dir: Path) -> None:
    """With an address for one of the two given, only the other is started."""
    embedded = Embedded(data_dir)
    nothing = embedded.start(postgres=False, valkey=False)
    files = list(data_dir.iterdir())
    postgres, valkey = embedded.start(postgres=False, valkey=True)
    embedded.stop()

    assert (nothing, files) == ((None, None), [])
    assert (postgres, bool(valkey)) == (None, True)
    assert not (data_dir / "postgres").exists()


def test_adopts_what_a_killed_program_left(data_dir: Path) -> None:
    """After kill -9 of the program its servers run on; the next one takes them over whole."""
    with program(data_dir) as killed:
        assert killed.stdout
        postgres, valkey = killed.stdout.readline().split()
        started = ask(postgres, "SELECT pg_postmaster_start_time()")
        with redis.Redis.from_url(valkey) as client:
            client.set("kept", "7")
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    with running(data_dir) as (again, _), redis.Redis.from_url(valkey) as client:
        adopted = ask(again, "SELECT pg_postmaster_start_time()")
        kept = client.get("kept")

    assert (adopted, kept) == (started, b"7")
    assert not (data_dir / "postgres" / "postmaster.pid").exists()
    assert list((data_dir / "run").iterdir()) == []


def test_starts_after_the_servers_were_killed(data_dir: Path) -> None:
    """After kill -9 of the servers too, their stale files are in nobody's way."""
    with program(data_dir) as killed:
        assert killed.stdout
        postgres, valkey = killed.stdout.readline().split()
        with psycopg.connect(postgres) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
        with redis.Redis.from_url(valkey) as client:
            valkey_pid = int(client.info("server")["process_id"])
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    postmaster = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    for pid in (postmaster, valkey_pid):
        os.kill(pid, signal.SIGKILL)
    with running(data_dir) as (postgres, _):
        assert ask(postgres, "SELECT value FROM kept") == 7


def test_sockets_that_were_removed(data_dir: Path) -> None:
    """Servers that live and cannot be reached are started again; none is left running."""
    embedded = Embedded(data_dir)
    postgres, valkey = embedded.start(postgres=True, valkey=True)
    assert postgres
    assert valkey
    try:
        with redis.Redis.from_url(valkey) as client:
            lost = int(client.info("server")["process_id"])
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
        shutil.rmtree(data_dir / "run")
        dead = set(embedded.dead())
        for name in dead:
            embedded.restart(name)
        kept = ask(postgres, "SELECT value FROM kept")
        with redis.Redis.from_url(valkey) as client:
            found = int(client.info("server")["process_id"])
    finally:
        embedded.stop()

    assert dead == {"PostgreSQL", "Valkey"}
    assert (kept, found != lost) == (7, True)
    with pytest.raises(ProcessLookupError):
        os.kill(lost, 0)


def test_data_dir_that_was_removed(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said in a sentence; a missing folder is no outage that could be waited out."""
    monkeypatch.setattr(valkey, "STOP_S", 0.1)  # nobody can ask it to stop any more
    folder = data_dir / "data"
    folder.mkdir()
    embedded = Embedded(folder)
    embedded.start(postgres=False, valkey=True)
    try:
        folder.rename(data_dir / "elsewhere")
        with pytest.raises(SettingError, match=r"cannot be used for a server.+No such file"):
            embedded.restart("Valkey")
    finally:
        embedded.stop()


@as_root
def test_stale_number_of_a_living_stranger(data_dir: Path) -> None:
    """A dead server's number that another process has got by now is not taken for the server."""
    with running(data_dir):
        pass
    pid_file = data_dir / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{data_dir / 'postgres'}\n")
    with running(data_dir) as (postgres, _):
        assert ask(postgres, "SELECT 1") == 1


def test_one_program_at_a_time(data_dir: Path) -> None:
    """A second program on one DATA_DIR is refused by name, and takes nothing from the first."""
    with running(data_dir) as (postgres, _):
        with program(data_dir) as second:
            said, _ = second.communicate(timeout=30)
        still = ask(postgres, "SELECT 1")

    assert second.returncode == 2
    assert said == (
        f"DATA_DIR {data_dir.resolve()} is in use by another Job Scout (process {os.getpid()});"
        " stop it, or give this one a DATA_DIR of its own\n"
    )
    assert still == 1


@pytest.mark.parametrize(
    "name",
    ["n" * 100, "with space", "it's, quoted", "ünï", "/".join(["d" * 200] * 6)],
    ids=["long", "s", "q", "u", "deep"],
)
def test_odd_data_dir(data_dir: Path, name: str) -> None:
    """Where sockets cannot live in DATA_DIR they live in a private folder of their own."""
    folder = data_dir / name
    folder.mkdir(mode=0o700, parents=True)
    with running(folder) as (postgres, valkey):
        answer = ask(postgres, "SELECT 1")
        with redis.Redis.from_url(valkey) as client:
            assert client.ping()
            sockets = Path(str(client.config_get("unixsocket")["unixsocket"])).parent

    assert answer == 1
    if name != "ünï":
        assert sockets.parent == Path(tempfile.gettempdir())
    assert mode(sockets) == 0o700


def test_found_under_another_tmpdir(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets beside DATA_DIR are found again by a start that has another TMPDIR."""
    folder = data_dir / ("n" * 100)
    folder.mkdir()
    with program(folder) as killed:
        assert killed.stdout
        url, _ = killed.stdout.readline().split()
        started = ask(url, "SELECT pg_postmaster_start_time()")
        killed.kill()
        killed.wait()
    (data_dir / "other").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(data_dir / "other"))
    with running(folder) as (again, _):
        adopted = ask(again, "SELECT pg_postmaster_start_time()")

    assert adopted == started


def test_moved_data_dir(data_dir: Path) -> None:
    """To a longer path and back: what leads to the sockets there is the former place's."""
    short, long = data_dir / "short", data_dir / ("n" * 100)
    short.mkdir()
    for place in (short, long, short):
        with running(place) as (url, _):
            assert ask(url, "SELECT 1") == 1
        place.rename(short if place == long else long)


def test_copied_data_dir(data_dir: Path) -> None:
    """A copy does not share the original's sockets."""
    first, second = data_dir / ("a" * 100), data_dir / ("b" * 100)
    first.mkdir()
    with running(first):
        pass
    shutil.copytree(first, second, symlinks=True)
    for path in (second / "postgres", *(second / "postgres").rglob("*")):
        owner = (first / path.relative_to(second)).lstat()
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
    with running(first) as (one, _), running(second) as (two, _):
        assert one != two
        assert ask(two, "SELECT 1") == 1


def test_folder_of_somebody_else_is_refused(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder open to all, a link that somebody put there before us is not followed."""
    monkeypatch.setattr(tempfile, "tempdir", str(data_dir))
    long = data_dir / ("n" * 100)
    long.mkdir()
    with running(long):
        pass
    (made,) = data_dir.glob("jobscout-*")
    made.rmdir()
    made.symlink_to(long)

    with pytest.raises(SettingError, match="choose a shorter DATA_DIR"):
        Embedded(long).start(postgres=False, valkey=True)


def test_folders_stay_private(data_dir: Path) -> None:
    """Everything inside is ours alone, and the folders above are left as they were."""
    above = data_dir / "above"
    above.mkdir()
    above.chmod(0o755)
    folder = above / "data"
    folder.mkdir(mode=0o700)
    with running(folder):
        inside = {path.name: mode(path) for path in folder.iterdir() if path.is_dir()}

    assert inside == {"postgres": 0o700, "run": 0o700, "valkey": 0o700}
    assert (mode(above), mode(folder)) == (0o755, 0o700)
    assert above.stat().st_uid == folder.stat().st_uid == os.getuid()


def test_half_made_cluster_is_made_anew(data_dir: Path) -> None:
    """A program killed inside initdb leaves half a cluster, which the next one clears away."""
    half = data_dir / "postgres.half-killed"
    (half / "base").mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    (data_dir / "postgres").mkdir()
    with running(data_dir) as (postgres, _):
        assert ask(postgres, "SELECT 1") == 1
    assert not half.exists()


def test_broken_cluster_is_said_at_once(data_dir: Path) -> None:
    """A cluster that cannot start stops the program with the server's own last words."""
    with running(data_dir):
        pass
    with (data_dir / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")

    with pytest.raises(SettingError, match=r"^DATA_DIR the embedded PostgreSQL does not start: .*"):
        Embedded(data_dir).start(postgres=True, valkey=True)
    assert list((data_dir / "run").iterdir()) == []


def test_ctrl_c_is_not_for_the_servers(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What we run for PostgreSQL hears no Ctrl-C: half-way through initdb it would break it."""
    program = data_dir / "pg_ctl"
    code = "import os; print(os.getsid(0))"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}'\n")
    program.chmod(0o755)
    monkeypatch.setattr(postgres, "binary", lambda _package, _pattern: program)

    said = postgres._run("pg_ctl")

    assert int(said.stderr) != os.getsid(0)


def test_lock_that_cannot_be_had(data_dir: Path) -> None:
    """A lock that we may not open stops the start with one sentence."""
    (data_dir / "lock").mkdir()

    with pytest.raises(SettingError, match=r"^DATA_DIR .*/lock cannot be opened: Is a directory$"):
        Embedded(data_dir).start(postgres=True, valkey=True)


def test_initdb_that_fails_says_why(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no cluster can be made, the sentence says why, and no half of one is left."""
    found = binary
    initdb = data_dir / "initdb"
    initdb.write_text("#!/bin/sh\necho this container may not >&2\nexit 1\n")
    initdb.chmod(0o755)
    monkeypatch.setattr(
        postgres,
        "binary",
        lambda package, path: initdb if path.endswith("initdb") else found(package, path),
    )

    with pytest.raises(SettingError, match=r"^DATA_DIR initdb failed: this container may not$"):
        Embedded(data_dir).start(postgres=True, valkey=True)
    assert list(data_dir.glob("postgres*")) == []
    assert list((data_dir / "run").iterdir()) == []


@as_root
def test_program_that_the_account_cannot_run() -> None:
    """What cannot be run as the account is said in one sentence, without a traceback."""
    command = [sys.executable, account.__file__, "65534", "65534", "/no/such/program"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert said.returncode == 1
    assert said.stderr == (
        "/no/such/program cannot run as account 65534: No such file or directory\n"
    )


def test_without_shared_memory(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no /dev/shm, also for a cluster that was made where there was one."""
    with running(data_dir) as (url, _):
        usual = ask(url, "SHOW dynamic_shared_memory_type")
    monkeypatch.setattr(postgres, "_SHARED_MEMORY", data_dir / "nowhere")
    with running(data_dir) as (url, _):
        without = ask(url, "SHOW dynamic_shared_memory_type")

    assert (usual, without) == ("posix", "mmap")


def test_program_that_is_too_deep(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a path that PostgreSQL cannot hold, one sentence says so."""
    monkeypatch.setattr(postgres, "MAX_PATH", 10)

    with pytest.raises(SettingError, match="cannot run from a path over 10 bytes"):
        Embedded(data_dir).start(postgres=True, valkey=False)


@as_root
def test_as_an_ordinary_user(data_dir: Path) -> None:
    """Without root everything runs under the user's own account."""
    nobody = pwd.getpwnam("nobody")
    os.chown(data_dir, nobody.pw_uid, nobody.pw_gid)
    # with the right to read this interpreter, which may lie in root's own folder
    through = (sys.executable, account.__file__, str(nobody.pw_uid), str(nobody.pw_gid))
    with program(data_dir, *through) as process:
        assert process.stdout
        postgres, valkey = process.stdout.readline().split()
        answer = ask(postgres, "SELECT 1")
        owners = {path.stat().st_uid for path in data_dir.iterdir()}
        with redis.Redis.from_url(valkey) as client:
            assert client.ping()
        process.communicate(timeout=30)

    assert (answer, owners, process.returncode) == (1, {nobody.pw_uid}, 0)
