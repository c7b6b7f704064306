"""Greenhouse boards that mean harm, on loopback: ``python -m benchmarks.hostile_board PORT``."""

from __future__ import annotations

import sys

from aiohttp import web

ROWS = 2_000_000


async def rows(_: web.Request) -> web.Response:
    """Four megabytes of rows that are none."""
    return web.Response(
        body=b'{"jobs":[' + b"0," * (ROWS - 1) + b"0]}", content_type="application/json"
    )


async def health(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


def main(arguments: list[str]) -> None:
    app = web.Application()
    app.router.add_get("/v1/boards/rows/jobs", rows)
    app.router.add_get("/health", health)
    web.run_app(app, host="127.0.0.1", port=int(arguments[0]), print=None)


if __name__ == "__main__":
    main(sys.argv[1:])
