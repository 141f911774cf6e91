"""What can go wrong while legacy tables are filled; each message ends with the next step."""

from operate.errors import Failure


class CannotSample(Failure):
    """A column's type has no generator and its contract gives no values."""

    exit_code = 1

    def __init__(self, table: str, column: str, type_: str) -> None:
        super().__init__(
            f"there is no test data for {table}.{column} of type {type_}",
            help="give the column `sample: {values: […]}` in its contract",
        )


class LoaderFailed(Failure):
    """The program or the dump that fills a table ended with an error."""

    def __init__(self, table: str, what: str, said: str) -> None:
        tail = "\n".join(said.strip().splitlines()[-20:])
        super().__init__(
            f"{table} was not filled: {what}",
            detail=tail or "it said nothing",
            help=f"see `sample: {{fill: …}}` in the contract of {table}",
        )
