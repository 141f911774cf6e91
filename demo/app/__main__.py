"""`python -m demo.app --generation legacy|new --dsn DSN --port N`."""

from __future__ import annotations

import argparse

import uvicorn

from operate.disposable.server import HOST

from .service import APIS, application

GRACE = 5


def main() -> None:
    """Serve one generation until the process is told to end."""
    parser = argparse.ArgumentParser(prog="python -m demo.app", description=__doc__)
    parser.add_argument("--generation", choices=sorted(APIS), required=True)
    parser.add_argument("--dsn", required=True, help="the database, as libpq writes it")
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    uvicorn.run(
        application(given.generation, given.dsn),
        host=HOST,
        port=given.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE,
    )


if __name__ == "__main__":
    main()
