"""Sign-in as it is often written: argon2 on the event loop, and nothing else done at all.

``python -m benchmarks.peer_inline PORT``; the hash is in ``BENCH_PASSWORD_HASH``.
"""

from __future__ import annotations

import os
import sys

import uvloop
from aiohttp import web
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

HASHER = PasswordHasher()  # parameters are the hash's own


async def login(request: web.Request) -> web.Response:
    given = await request.json()
    try:
        HASHER.verify(os.environ["BENCH_PASSWORD_HASH"], given["password"])
    except VerifyMismatchError:
        return web.json_response({"detail": "wrong"}, status=401)
    return web.json_response({"email": given["email"]})


async def health(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


def main(arguments: list[str]) -> None:
    app = web.Application()
    app.router.add_post("/auth/login", login)
    app.router.add_get("/health", health)
    loop = uvloop.new_event_loop()
    web.run_app(app, host="127.0.0.1", port=int(arguments[0]), print=None, loop=loop)


if __name__ == "__main__":
    main(sys.argv[1:])
