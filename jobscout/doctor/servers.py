"""PostgreSQL and Redis, embedded or the operator's."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from jobscout import redaction
from jobscout.errors import Outage
from jobscout.finding import Finding, broken, ok, remark
from jobscout.outside import limits
from jobscout.sql import inspection

if TYPE_CHECKING:
    from jobscout.outside.limits import RedisFacts
    from jobscout.sql.inspection import Facts

POSTGRES: Final = "PostgreSQL"
REDIS: Final = "Redis"
OLDEST_POSTGRES: Final = 16
OLDEST_REDIS: Final = 7
BESIDE_POOL: Final = 2  # connections besides the pool: the listener's, and a migration's
_MIGRATE: Final = "run: python main.py migrate"


async def postgres(url: str, pool: int, clocks: dict[str, float], *, own: bool) -> list[Finding]:
    """Checks the database. Writes to *clocks* how many seconds its clock is ahead of ours.

    Args:
        pool: connections that one process may open.
        own: it is embedded, so the program sets everything up itself.
    """
    sent_at = time.time()
    try:
        facts = await inspection.inspect(url)
    except Outage as error:
        cure = "check that it runs, and the host, name and password in DATABASE_URL"
        return [broken(POSTGRES, redaction.message(str(error)), cure)]
    clocks[POSTGRES] = facts.clock.timestamp() - (sent_at + time.time()) / 2
    found = _of_server(facts, pool, own=own) + _of_schema(facts, own=own)
    return found + _of_sources(facts) + _of_accounts(facts)


def _of_server(facts: Facts, pool: int, *, own: bool) -> list[Finding]:
    findings = []
    if facts.major < OLDEST_POSTGRES:
        cure = f"move to {OLDEST_POSTGRES} or newer"
        findings.append(broken(POSTGRES, f"is {facts.version}, which is too old", cure))
    if facts.encoding != "UTF8":
        cure = "create the database with ENCODING 'UTF8'"
        findings.append(broken(POSTGRES, f"stores text as {facts.encoding}", cure))
    if facts.is_read_only:
        findings.append(broken(POSTGRES, "is read-only", "set the primary server"))
    if facts.missing:
        says = f"lacks the extension {', '.join(facts.missing)}"
        findings.append(broken(POSTGRES, says, "install postgresql-contrib on its host"))
    needed = pool + BESIDE_POOL
    if facts.connections < needed:
        says = f"allows {facts.connections} connections, but one process may need {needed}"
        findings.append(broken(POSTGRES, says, "raise its max_connections"))
    elif facts.connections < 2 * needed and not own:
        says = f"allows {facts.connections} connections, {facts.connected} are in use, and each"
        says += f" process may need {needed}"
        cure = "raise its max_connections before you start another process"
        findings.append(remark(POSTGRES, says, cure))
    says = f"{facts.version}, {facts.connected} of {facts.connections} connections in use"
    return findings or [ok(POSTGRES, says)]


def _of_schema(facts: Facts, *, own: bool) -> list[Finding]:
    part = "schema"
    if facts.unknown:
        cure = "start that release, or let it go back: python main.py migrate --rollback"
        return [broken(part, f"is of a newer release, with {facts.unknown[-1]}", cure)]
    if facts.pending:
        return _lacking(facts, part, own=own)
    if facts.uncreated:
        says = f"lacks the extension {', '.join(facts.uncreated)}"
        return [broken(part, says, "as its owner: CREATE EXTENSION …")]
    if not facts.skills:
        if own:
            return [remark(part, "has no taxonomy", "nothing to do: the next start loads it")]
        return [broken(part, "has no taxonomy", _MIGRATE)]
    return [ok(part, f"up to date, {facts.skills} skills")]


def _lacking(facts: Facts, part: str, *, own: bool) -> list[Finding]:
    says = f"lacks {len(facts.pending)} migrations, from {facts.pending[0]} on"
    if own:
        return [remark(part, says, "nothing to do: the next start applies them")]
    findings = [broken(part, says, _MIGRATE)]
    if not facts.may_create:
        cure = "as its owner: GRANT CREATE ON DATABASE … and ON SCHEMA public to this account"
        findings.append(broken(part, "this account has no right to create objects", cure))
    return findings


def _of_sources(facts: Facts) -> list[Finding]:
    if not facts.paused:
        return []
    says = f"{facts.paused} boards are there and not read: switch them on under Sources in the"
    return [ok("sources", f'{says} console, or by PATCH /sources/{{id}} with {{"active": true}}')]


def _of_accounts(facts: Facts) -> list[Finding]:
    if not facts.uncanonical:
        return []
    says = f"{facts.uncanonical} have an invalid address, or another spelling of another account's"
    cure = "list them: SELECT id, email FROM users"
    cure += " WHERE canonical_email IS NULL AND deleted_at IS NULL"
    return [remark("accounts", says, cure)]


async def redis(url: str, clocks: dict[str, float]) -> list[Finding]:
    """Checks Redis. Writes the difference of its clock to *clocks*."""
    sent_at = time.time()
    try:
        facts = await limits.inspect(url)
    except Outage as error:
        cure = "check that it runs, and the host and password in REDIS_URL"
        return [broken(REDIS, redaction.message(str(error)), cure)]
    clocks[REDIS] = facts.clock - (sent_at + time.time()) / 2
    return _of_redis(facts)


def _of_redis(facts: RedisFacts) -> list[Finding]:
    findings = []
    if facts.major < OLDEST_REDIS:
        cure = f"move to Redis {OLDEST_REDIS} or Valkey 8, or newer"
        findings.append(broken(REDIS, f"is {facts.version}, which is too old", cure))
    if not facts.may_run_lua:
        cure = "allow it EVAL, EVALSHA and SCRIPT (ACL SETUSER … +@scripting)"
        findings.append(broken(REDIS, "does not let this account run scripts", cure))
    if facts.is_read_only:
        findings.append(broken(REDIS, "is a replica", "set the primary server"))
    if facts.evicts is not None:
        says = f"may evict ended sessions, by {facts.evicts}: for seconds, their tokens"
        cure = "set its maxmemory-policy to volatile-ttl or noeviction"
        findings.append(remark(REDIS, f"{says} would be accepted", cure))
    return findings or [ok(REDIS, facts.version)]


def in_use(part: str, owner: int | None) -> Finding:
    """For an embedded server that runs; the doctor checks it while the program uses it."""
    if owner is None:
        says = "embedded; still runs after its program was killed, and the next start adopts it"
        return ok(part, says)
    return ok(part, f"embedded, in use by process {owner}")


def asleep(part: str, owner: int | None) -> Finding:
    """For an embedded server that does not run."""
    if owner is not None:
        says = f"is embedded and does not answer, while process {owner} has DATA_DIR"
        return broken(part, says, "read its server.log in DATA_DIR, and restart Job Scout")
    return ok(part, "embedded; runs only with the program, and is not checked now")
