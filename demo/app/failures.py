"""What goes wrong, as an answer: a status, a word for programs and a sentence for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

CODES = {
    400: "invalid",
    403: "forbidden",
    404: "not_found",
    405: "not_allowed",
    409: "conflict",
    413: "too_large",
    500: "failed",
    503: "unavailable",
}
# By the beginning of the SQLSTATE, the first that fits.
STATUSES = {
    "22": 400,
    "23502": 400,
    "23514": 400,
    "23": 409,
    "40": 409,
    "55P03": 409,
    "MG": 409,
    "42501": 403,
    "42P01": 503,
    "3F000": 503,
    "08": 503,
    "53": 503,
    "57": 503,
}


class Failure(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    @property
    def code(self) -> str:
        """The word for programs."""
        return CODES.get(self.status, "failed")


def invalid(value: object) -> Failure:
    """A value that cannot be what it stands for; no name, for names differ by generation."""
    return Failure(400, f"not a valid value: {json.dumps(value, default=str)}")


def missing() -> Failure:
    """A value that must be given is not."""
    return Failure(400, "a required value is missing")


def not_found() -> Failure:
    """Nothing has that name."""
    return Failure(404, "not found")


def of_database(error: psycopg.Error) -> Failure:
    """What the database said, by its primary message alone."""
    state = error.sqlstate
    if state is None:
        return Failure(503, "the database does not answer")
    found = (status for start, status in STATUSES.items() if state.startswith(start))
    return Failure(next(found, 500), error.diag.message_primary or "the database failed")
