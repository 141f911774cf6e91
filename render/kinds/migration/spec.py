"""What `migration.yaml` says, typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kind import Spec
from ...model import DataSet, Settings
from ...source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A promise on the calendar, in weeks counted from the start."""

    name: str
    from_week: int
    to_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an environment waits for, and how many approve there."""

    environment: str
    verification: str
    reverse_window: str
    hold: str
    switch_approvals: int
    finalize_approvals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A migration as its authors wrote it."""

    name: str
    title: str
    summary: str
    postgres: int
    legacy_schema: str
    target_schema: str
    data_sets: tuple[DataSet, ...]
    lock_timeout_ms: int
    lock_attempts: int
    milestones: tuple[Milestone, ...]
    terms: tuple[Terms, ...]


def understand(source: Source) -> Migration:
    """The typed migration of a source whose shape has been checked."""
    data = source.data
    budget = data.get("lock_budget", {})
    return Migration(
        name=data["name"],
        title=data["title"],
        summary=data["summary"],
        postgres=data["postgres"],
        legacy_schema=data["schemas"]["legacy"],
        target_schema=data["schemas"]["target"],
        data_sets=tuple(
            DataSet(name=name, relations=tuple(one["tables"]))
            for name, one in data["data_sets"].items()
        ),
        lock_timeout_ms=budget.get("timeout_ms", 30),
        lock_attempts=budget.get("attempts", 200),
        milestones=tuple(Milestone(**one) for one in data.get("milestones", ())),
        terms=tuple(_terms(data)),
    )


PRODUCTION = "production"
WAITING = {"verification": "24 hours", "reverse_window": "14 days", "hold": "30 days"}
APPROVALS = {"switch": 1, "finalize": 2}


def _terms(data: Mapping[str, Any]) -> Iterator[Terms]:
    """Production's terms, then those of the places that are disposable."""
    waiting = {**WAITING, **data.get("waiting", {})}
    approvals = {**APPROVALS, **data.get("approvals", {})}
    places = {PRODUCTION: {}, **data.get("environments", {})}
    for name, place in places.items():
        needed = dict.fromkeys(APPROVALS, 0) if place.get("approvals") == "none" else approvals
        yield Terms(
            environment=name,
            switch_approvals=needed["switch"],
            finalize_approvals=needed["finalize"],
            **{term: place.get(term, usual) for term, usual in waiting.items()},
        )


def settings(spec: Spec) -> Settings:
    """What every other kind needs to know of the migration."""
    body: Migration = spec.body
    return Settings(
        name=body.name,
        title=body.title,
        summary=body.summary,
        legacy_schema=body.legacy_schema,
        target_schema=body.target_schema,
        work_schema="migration_" + body.name.replace("-", "_"),
        minimum_postgres=body.postgres,
        lock_timeout_ms=body.lock_timeout_ms,
        lock_attempts=body.lock_attempts,
        data_sets=body.data_sets,
    )
