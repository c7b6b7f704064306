"""Job Scout: ``python main.py [serve | migrate | seed | demo | erase-due | admin | doctor]``."""

from __future__ import annotations

import argparse
import asyncio
import ipaddress
import logging
import os
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

# Worker processes import this file to find the functions they run, so everything heavy is
# imported where it is used.
if TYPE_CHECKING:
    from collections.abc import Coroutine

    from jobscout.resources import Resources
    from jobscout.settings import Settings

log = logging.getLogger(__name__)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 success, 1 failure, 2 invalid settings."""
    from jobscout import logs
    from jobscout.errors import Outage, SettingError
    from jobscout.rules import schedule
    from jobscout.settings import from_env, misspelt

    given = _parser().parse_args(arguments)
    if given.command == "doctor":  # must work with invalid settings
        logs.set_up("text", "error")
        return _run(_doctor())
    try:
        settings = from_env(os.environ)
        logs.set_up(settings.log_format, settings.log_level)
        schedule.set_first_retry(settings.retry_s)
        for name, meant in misspelt(os.environ):
            log.warning("unknown setting", extra={"setting": name, "did_you_mean": meant})
        return _run(_COMMANDS[given.command](settings, given))
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    except Outage as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Job Scout")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("serve", help="run everything (the default)")
    migrate = commands.add_parser(
        "migrate", help="bring the database's schema and the taxonomy up to date"
    )
    instead = migrate.add_mutually_exclusive_group()
    instead.add_argument("--status", action="store_true", help="only list what was applied")
    instead.add_argument("--plan", action="store_true", help="only say what it would do to others")
    instead.add_argument("--rollback", action="store_true", help="undo the newest migration")
    migrate.add_argument("--yes", action="store_true", help="undo it though data is lost")
    migrate.add_argument(
        "--break-lock",
        action="store_true",
        help="ignore a lock that an earlier release left when it was killed",
    )
    seed = commands.add_parser("seed", help="load companies, sources, samples and demo sign-ins")
    seed.add_argument("--force", action="store_true", help="even if PUBLIC_URL is not this machine")
    commands.add_parser("demo", help="serve with a board simulator, without network")
    commands.add_parser("erase-due", help="erase accounts that were closed 30 days ago")
    admin = commands.add_parser("admin", help="make a user an admin")
    admin.add_argument("email", help="the address of the account")
    admin.add_argument("--remove", action="store_true", help="remove the rights again")
    commands.add_parser("doctor", help="check all settings and connections, and say what to do")
    parser.set_defaults(command="serve", force=False)
    return parser


def _run(work: Coroutine[Any, Any, int]) -> int:
    factory = None
    if sys.platform != "win32":
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(work)


async def _serve(settings: Settings, _given: argparse.Namespace) -> int:
    from jobscout import app
    from jobscout.sql.seeds import Seeds
    from seed import load

    async def prepare(resources: Resources) -> None:
        own = settings.database_url is None
        wanted = settings.seed
        if wanted is None and own:
            wanted = "demo" if await Seeds(resources.db).is_empty() else "none"
        if wanted == "demo":
            _check_seed(settings, force=False)
        if own or wanted == "demo":
            await load.load_taxonomy(resources.db, settings.skills_file)
        elif not await resources.stores.skills.packed():
            log.warning("no taxonomy", extra={"cure": "run: python main.py migrate"})
        if wanted == "demo":
            await load.load(resources.db)

    known_sign_ins = settings.seed == "demo" or (
        settings.seed is None and settings.database_url is None
    )
    return await app.serve(
        settings, prepare=prepare, ready=lambda: _greet(settings, sign_ins=known_sign_ins)
    )


async def _migrate(settings: Settings, given: argparse.Namespace) -> int:
    from jobscout import upgrades
    from jobscout.resources import embedded
    from jobscout.sql import database, migrations
    from seed import load

    async with embedded(settings) as (database_url, _, _):
        if given.status or given.plan:
            say = upgrades.status if given.status else upgrades.plan
            print("\n".join(await asyncio.to_thread(say, database_url)))
            return 0
        if given.rollback:
            is_done, said = await asyncio.to_thread(
                upgrades.roll_back, database_url, is_sure=given.yes
            )
            print("\n".join(said), file=sys.stdout if is_done else sys.stderr)
            return 0 if is_done else 1
        own = settings.database_url is None
        for name in await asyncio.to_thread(
            migrations.apply, database_url, break_lock=given.break_lock or own
        ):
            print(f"applied {name}")
        async with database.connect(database_url) as db:
            await load.load_taxonomy(db, settings.skills_file)
    print("the schema and the taxonomy are up to date")
    return 0


async def _seed(settings: Settings, given: argparse.Namespace) -> int:
    from jobscout.resources import open_resources
    from seed import load

    _check_seed(settings, force=given.force)
    async with open_resources(settings) as resources:
        await load.load_taxonomy(resources.db, settings.skills_file)
        await load.load(resources.db)
    print("seeded")
    return 0


async def _demo(settings: Settings, _given: argparse.Namespace) -> int:
    from seed import demo

    return await demo.run(settings, greet=lambda settings: _greet(settings, sign_ins=True))


async def _erase_due(settings: Settings, _given: argparse.Namespace) -> int:
    from jobscout import app
    from jobscout.resources import open_resources

    async with open_resources(settings) as resources:
        receipts, failed = await app.erase_due(resources)
    for receipt in receipts:
        print(f"erased, receipt {receipt}")
    if failed:
        print(f"{failed} could not be erased yet; see the log", file=sys.stderr)
    elif not receipts:
        print("no erasure is due")
    return 1 if failed else 0


async def _admin(settings: Settings, given: argparse.Namespace) -> int:
    from jobscout.errors import NotFound
    from jobscout.resources import open_resources

    async with open_resources(settings) as resources:
        try:
            accounts = resources.stores.accounts
            session_ids = await accounts.set_admin(given.email, is_admin=not given.remove)
        except NotFound as error:
            print(error, file=sys.stderr)
            return 1
        await resources.revoked_sessions.revoke(session_ids)
    print(f"{given.email} is {'not an admin any more' if given.remove else 'an admin'}; signed out")
    return 0


async def _doctor() -> int:
    """Print all findings; exits with 1 if something is broken, otherwise with 0."""
    from jobscout import doctor

    found = await doctor.findings(os.environ)
    for finding in found:
        print(finding)
    sys.stdout.flush()
    # Exit at once: a check that timed out, on a name or a disk that does not answer, may block a
    # thread for minutes, and asyncio would wait for it.
    os._exit(int(any(finding.state == "broken" for finding in found)))


_COMMANDS = {
    "serve": _serve,
    "migrate": _migrate,
    "seed": _seed,
    "demo": _demo,
    "erase-due": _erase_due,
    "admin": _admin,
}


def _check_seed(settings: Settings, *, force: bool) -> None:
    """Refuse to seed known passwords on a server that others can reach."""
    from jobscout.errors import SettingError

    if force or settings.public_url is None:
        return
    host = urlsplit(settings.public_url).hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    if not local:
        raise SettingError(
            "SEED",
            f"would open sign-ins with known passwords on {host};"
            " set SEED=none, or run: python main.py seed --force",
        )


def _greet(settings: Settings, *, sign_ins: bool) -> None:
    """Print what a person who just ran ``make run`` needs to know."""
    from seed.load import users

    if "http" in settings.roles:
        print(f"Job Scout listens on http://{settings.host}:{settings.port}  (API: /docs)")
        for user in users() if sign_ins else ():
            print(f"Sign in as {user.email} with {user.password}")
    for line in _not_configured(settings):
        print(line)
    print(f"Stop with Ctrl-C. All data is in {settings.data_dir.resolve()}", flush=True)


def _not_configured(settings: Settings) -> list[str]:
    lines = []
    if settings.smtp_url is None:
        lines.append("Mail is not configured (SMTP_URL): it is written to DATA_DIR/mail")
    if settings.firebase_credentials_path is None:
        lines.append(
            "Push is not configured (FIREBASE_CREDENTIALS_PATH): deliveries stay 'unconfigured'"
        )
    if settings.contact_email is None:
        lines.append("CONTACT_EMAIL is not set: boards cannot contact the operator")
    return lines


if __name__ == "__main__":
    sys.exit(main())
