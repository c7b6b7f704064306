"""PostgreSQL and Redis, ours or the operator's."""

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
BESIDE_POOL: Final = 2  # connections: the listener's, and that of a migration
_MIGRATE: Final = "run: python main.py migrate"


async def postgres(url: str, pool: int, clocks: dict[str, float], *, own: bool) -> list[Finding]:
    """How the database is. Its clock goes into *clocks*: seconds ahead of ours.

    Args:
        pool: how many connections one process opens.
        own: it is embedded, so that the program brings everything about itself.
    """
    asked = time.time()
    try:
        facts = await inspection.inspect(url)
    except Outage as error:
        cure = "see whether it runs, and what DATABASE_URL says of host, name and password"
        return [broken(POSTGRES, redaction.message(str(error)), cure)]
    clocks[POSTGRES] = facts.clock.timestamp() - (asked + time.time()) / 2
    return _of_server(facts, pool, own=own) + _of_schema(facts, own=own) + _of_accounts(facts)


def _of_server(facts: Facts, pool: int, *, own: bool) -> list[Finding]:
    findings = []
    if facts.major < OLDEST_POSTGRES:
        cure = f"move to {OLDEST_POSTGRES} or newer"
        findings.append(broken(POSTGRES, f"is {facts.version}, which is too old", cure))
    if facts.encoding != "UTF8":
        cure = "make the database with ENCODING 'UTF8'"
        findings.append(broken(POSTGRES, f"keeps text as {facts.encoding}", cure))
    if facts.is_read_only:
        findings.append(broken(POSTGRES, "cannot be written to", "name the primary server"))
    if facts.missing:
        says = f"lacks the extension {', '.join(facts.missing)}"
        findings.append(broken(POSTGRES, says, "install postgresql-contrib on its machine"))
    needed = pool + BESIDE_POOL
    if facts.connections < needed:
        says = f"takes {facts.connections} connections, and one process may want {needed}"
        findings.append(broken(POSTGRES, says, "raise its max_connections"))
    elif facts.connections < 2 * needed and not own:
        says = f"takes {facts.connections} connections, {facts.connected} are in use, and each"
        says += f" process may want {needed}"
        cure = "raise its max_connections before you start another process"
        findings.append(remark(POSTGRES, says, cure))
    says = f"{facts.version}, {facts.connected} of {facts.connections} connections in use"
    return findings or [ok(POSTGRES, says)]


def _of_schema(facts: Facts, *, own: bool) -> list[Finding]:
    part = "schema"
    if facts.pending:
        says = f"lacks {len(facts.pending)} migrations, from {facts.pending[0]} on"
        if own:
            return [remark(part, says, "nothing to do: the next start brings them")]
        findings = [broken(part, says, _MIGRATE)]
        if not facts.may_create:
            cure = "as its owner: GRANT CREATE ON DATABASE … and ON SCHEMA public to this account"
            findings.append(broken(part, "this account may create nothing there", cure))
        return findings
    if facts.uncreated:
        says = f"is without the extension {', '.join(facts.uncreated)}"
        return [broken(part, says, "as its owner: CREATE EXTENSION …")]
    if not facts.skills:
        if own:
            return [remark(part, "has no taxonomy", "nothing to do: the next start loads it")]
        return [broken(part, "has no taxonomy", _MIGRATE)]
    return [ok(part, f"up to date, {facts.skills} skills")]


def _of_accounts(facts: Facts) -> list[Finding]:
    if not facts.uncanonical:
        return []
    says = f"{facts.uncanonical} have an address that gets no mail, or is another's spelt otherwise"
    cure = "see them: SELECT id, email FROM users"
    cure += " WHERE canonical_email IS NULL AND deleted_at IS NULL"
    return [remark("accounts", says, cure)]


async def redis(url: str, clocks: dict[str, float]) -> list[Finding]:
    """How Redis is. Its clock goes into *clocks*."""
    asked = time.time()
    try:
        facts = await limits.inspect(url)
    except Outage as error:
        cure = "see whether it runs, and what REDIS_URL says of host and password"
        return [broken(REDIS, redaction.message(str(error)), cure)]
    clocks[REDIS] = facts.clock - (asked + time.time()) / 2
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
        findings.append(broken(REDIS, "is a replica", "name the primary server"))
    if facts.evicts is not None:
        says = f"may throw away sessions that ended, by {facts.evicts}: for seconds, their tokens"
        cure = "set its maxmemory-policy to volatile-ttl or noeviction"
        findings.append(remark(REDIS, f"{says} would be taken", cure))
    return findings or [ok(REDIS, facts.version)]


def in_use(part: str, owner: int | None) -> Finding:
    """Of an embedded server that runs, which the doctor looks into beside the program."""
    if owner is None:
        says = "embedded; runs without its program, which was killed, and is taken up at its start"
        return ok(part, says)
    return ok(part, f"embedded, in use by process {owner}")


def asleep(part: str, owner: int | None) -> Finding:
    """Of an embedded server that does not run."""
    if owner is not None:
        says = f"is embedded and does not answer, while process {owner} has DATA_DIR"
        return broken(part, says, "look into its server.log in DATA_DIR, and restart Job Scout")
    return ok(part, "embedded; starts and stops with the program, and is not looked into now")
