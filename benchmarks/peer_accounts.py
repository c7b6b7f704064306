"""The usual stack for accounts: FastAPI, SQLAlchemy's asynchronous ORM, PyJWT, redis-py, argon2.

Signing in hashes in the framework's pool of forty threads, as every ``def`` endpoint does. A
signed-in request is a chain of dependencies: decode the token, ask whether it was revoked,
count the call, load the user. A refresh token is a JWT with a row, which is deleted for a new
one. Engine and server are configured as in ``peer_app``.
"""

import os
import time
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

import jwt
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from fastapi import Depends, FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from redis.asyncio import Redis
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import joinedload

from benchmarks.peer_models import RefreshToken, User

SECRET = "a secret of the benchmark, of more than 32 bytes"  # noqa: S105
ACCESS = timedelta(minutes=15)
REFRESH = timedelta(days=30)
CALLS_PER_MINUTE = 1_000_000

engine = create_async_engine(
    os.environ["BENCH_DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://"),
    pool_size=25,
    max_overflow=0,
    connect_args={"server_settings": {"jit": "off", "TimeZone": "UTC"}},
)
sessions = async_sessionmaker(engine, expire_on_commit=False)
redis: Redis = Redis.from_url(os.environ["BENCH_REDIS_URL"])
hasher = PasswordHasher()
app = FastAPI()


class LoginIn(BaseModel):
    email: str
    password: str


class RefreshIn(BaseModel):
    refresh_token: str


class UserOut(BaseModel):
    id: str
    email: str
    full_name: str | None
    timezone: str
    locale: str
    email_verified: bool
    is_admin: bool
    created_at: datetime


class PairOut(BaseModel):
    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105
    expires_in: int = int(ACCESS.total_seconds())


class SignedInOut(PairOut):
    user: UserOut


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as opened:
        yield opened


Db = Annotated[AsyncSession, Depends(session)]
Bearer = Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]


async def unrevoked(bearer: Bearer) -> dict[str, Any]:
    claims = decoded(bearer.credentials, "access")
    if await redis.exists(f"bench:revoked:{claims['jti']}"):
        raise HTTPException(401, "revoked")
    return claims


async def counted(claims: Annotated[dict[str, Any], Depends(unrevoked)]) -> dict[str, Any]:
    window = f"bench:limit:{claims['sub']}:{int(time.time()) // 60}"
    calls = await redis.incr(window)
    if calls == 1:
        await redis.expire(window, 60)
    if calls > CALLS_PER_MINUTE:
        raise HTTPException(429, "too many calls")
    return claims


async def current(claims: Annotated[dict[str, Any], Depends(unrevoked)], db: Db) -> User:
    user = await db.get(User, int(claims["sub"]))
    if user is None or user.deleted_at is not None or user.disabled_at is not None:
        raise HTTPException(401, "nobody")
    return user


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/auth/login")
async def login(given: LoginIn) -> SignedInOut:
    # nobody holds a connection while hashing, or the pool of connections would set the pace
    async with sessions() as db:
        user = await db.scalar(select(User).where(func.lower(User.email) == given.email.lower()))
    if user is None or not await run_in_threadpool(right, given.password, user.password_hash):
        raise HTTPException(401, "wrong")
    async with sessions() as db:
        made = pair(user, db)
        await db.commit()
    return SignedInOut(**made.model_dump(), user=out(user))


@app.get("/users/me", dependencies=[Depends(counted)])
async def me(user: Annotated[User, Depends(current)]) -> UserOut:
    return out(user)


@app.get("/users/me/uncounted")
async def me_uncounted(user: Annotated[User, Depends(current)]) -> UserOut:
    return out(user)


@app.post("/auth/refresh")
async def refresh(given: RefreshIn, db: Db) -> PairOut:
    claims = decoded(given.refresh_token, "refresh")
    row = await db.scalar(
        select(RefreshToken)
        .where(RefreshToken.jti == claims["jti"])
        .options(joinedload(RefreshToken.user, innerjoin=True))
    )
    if row is None or row.user.deleted_at is not None or row.user.disabled_at is not None:
        raise HTTPException(401, "spent, or nobody's")
    await db.delete(row)
    made = pair(row.user, db)
    await db.commit()
    return made


def right(password: str, hashed: str) -> bool:
    try:
        return hasher.verify(hashed, password)
    except VerifyMismatchError:
        return False


def decoded(token: str, kind: str) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(token, SECRET, algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(401, "not valid") from error
    if claims["kind"] != kind:
        raise HTTPException(401, "not valid")
    return claims


def pair(user: User, db: AsyncSession) -> PairOut:
    """Two tokens; the row of the second is stored by whoever commits."""
    row = RefreshToken(
        jti=uuid.uuid4().hex, user_id=user.id, expires_at=datetime.now(UTC) + REFRESH
    )
    db.add(row)
    return PairOut(
        access_token=encoded(user, "access", uuid.uuid4().hex, ACCESS),
        refresh_token=encoded(user, "refresh", row.jti, REFRESH),
    )


def encoded(user: User, kind: str, jti: str, lifetime: timedelta) -> str:
    now = datetime.now(UTC)
    claims = {"sub": str(user.id), "jti": jti, "iat": now, "exp": now + lifetime, "kind": kind}
    return jwt.encode(claims, SECRET, "HS256")


def out(user: User) -> UserOut:
    return UserOut(
        id=str(user.id),
        email=user.email,
        full_name=user.full_name,
        timezone=user.timezone,
        locale=user.locale,
        email_verified=user.email_verified_at is not None,
        is_admin=user.is_admin,
        created_at=user.created_at,
    )
