"""Which side answers each legacy endpoint and old page, and the map that tells nginx."""

from __future__ import annotations

import os
import shlex
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate import database
from operate.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from operate.ledger import Ledger

TABLE = ("endpoint", "data_set", "side", "deprecation", "sunset", "last_call")
# Where the generated configuration of nginx looks for maps, below its prefix.
FOLDER = "traffic"
NOTHING = "Nothing was turned."
TOLD = "The database has been told, nginx has not."
SIDES = """
    SELECT
        s.endpoint, s.data_set, s.side, s.deprecation, s.sunset, s.turned_at, s.turned_by,
        s.because, called.last_call,
        CASE
            WHEN s.sunset <= clock_timestamp() THEN 'past Sunset'
            WHEN s.data_set = d.name AND d.phase IN ('cancelling', 'cancelled') THEN 'cancelled'
            WHEN final.data_set IS NOT NULL THEN 'finalized'
        END AS stays
    FROM migration.endpoint_side AS s
    LEFT JOIN migration.data_set AS d ON (d.migration, d.name) = (s.migration, s.data_set)
    LEFT JOIN LATERAL (
        SELECT min(f.data_set) AS data_set
        FROM migration.finalization AS f
        WHERE (f.migration, f.data_set) = (s.migration, coalesce(s.data_set, f.data_set))
    ) AS final ON true
    LEFT JOIN LATERAL (
        SELECT max(c.last_at) AS last_call
        FROM migration.last_caller AS c
        WHERE (c.migration, c.endpoint) = (s.migration, s.endpoint)
    ) AS called ON true
    WHERE s.migration = %s
    ORDER BY s.endpoint LIKE 'page:%%', s.endpoint
"""
TURN = "SELECT migration.turn_endpoints(%s, %s, %s, %s)"
# Why an endpoint cannot be turned to a side, in words.
STAYS = {
    "new": {"past Sunset": "past their Sunset", "cancelled": "of a data set that is cancelled"},
    "legacy": {"past Sunset": "past their Sunset", "finalized": "of a data set that is finalized"},
}
MAP = "SELECT migration.traffic_map(%s)"


def known(ledger: Ledger) -> list[dict[str, Any]]:
    """Every endpoint and page of a migration with the side that answers; none without an edge."""
    if not ledger.has("endpoint_side"):
        return []
    return database.rows(ledger.connection, SIDES, ledger.migration)


def sides(ledger: Ledger) -> list[dict[str, Any]]:
    """Every endpoint and page of a migration; a refusal when its edge is not registered."""
    found = known(ledger)
    if not found:
        raise Refused(
            f"this database knows no endpoint of {ledger.migration}",
            help="describe the edge and its endpoints, then run `make render` and "
            "`changeover apply`",
        )
    return found


def turn(ledger: Ledger, endpoints: list[str], side: str, because: str) -> list[str]:
    """Let a side answer all of these endpoints, or none; those that it did not answer already."""
    found = database.value(ledger.connection, TURN, ledger.migration, endpoints, side, because)
    return list(found)


def traffic_map(ledger: Ledger) -> str:
    """The text of the map, as the database has it."""
    return str(database.value(ledger.connection, MAP, ledger.migration))


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """The file that nginx reads; it is written beside, and takes the place by a rename."""

    path: Path

    @property
    def reload(self) -> str:
        """The command that lets nginx read it."""
        folder = self.path.absolute().parent
        if folder.name != FOLDER:
            return "nginx -s reload"
        return f"nginx -p {shlex.quote(str(folder.parent))} -c nginx.conf -s reload"

    @property
    def _new(self) -> Path:
        # nginx includes `*.map`, so the unfinished file must be named otherwise.
        return self.path.with_name(f".{self.path.name}.new")

    def refuse_unwritable(self) -> None:
        """Stop before anything is turned when the file could not be written."""
        try:
            self._new.write_bytes(b"")
            self._new.unlink()
        except OSError as error:
            raise self._failed(error, NOTHING, "the same command again") from error

    def write(self, text: str) -> None:
        """Put the text there, whole or not at all."""
        new = self._new
        try:
            with new.open("w", encoding="ascii") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if self.path.exists():
                shutil.copymode(self.path, new)
            new.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            command = f"`changeover traffic --map {shlex.quote(str(self.path))}`"
            raise self._failed(error, TOLD, command) from error

    def _failed(self, error: OSError, standing: str, command: str) -> Refused:
        return Refused(
            f"{self.path} cannot be written: {error.strerror or error}",
            detail=standing,
            help=f"put it right, then run {command}",
        )
