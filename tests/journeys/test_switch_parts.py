"""A data set whose legacy rows are split: both names reach it, and nothing acknowledged is lost."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from . import desk, desk_by_name, events_by_name, settings_by_name
from .costs_by_name import apart
from .desk_by_name import LegacyReplies, LegacySurveys, NewReplies, NewSurveys
from .events_by_name import LegacyErrors, NewErrors
from .settings_by_name import (
    LegacyModels,
    LegacyPrompts,
    NewModels,
    NewPrompts,
    counted,
    tokens_of,
)
from .tokens import token_writers, wait_for_each

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .life import Life
    from .ready import Ready
    from .tokens import Name

PAUSE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A table by both names: where its tokens are, and how its counters are read."""

    migration: str
    data_set: str
    tables: tuple[str, ...]
    let_in: Callable[[Life], None]
    legacy: Name
    new: Name
    token: tuple[str, str]
    count: str


MODELS = Subject(
    migration="ready",
    data_set=settings_by_name.DATA_SET,
    tables=settings_by_name.TABLES,
    let_in=settings_by_name.let_in,
    legacy=LegacyModels(),
    new=NewModels(),
    token=("display_name", "model_settings"),
    count="""
        SELECT sum(price_per_1k_input) * 1000 FROM public.model_settings
        WHERE id IN (SELECT md5('counter ' || n)::uuid FROM generate_series(0, 4) AS n)
    """,
)
PROMPTS = Subject(
    migration="ready",
    data_set=settings_by_name.DATA_SET,
    tables=settings_by_name.TABLES,
    let_in=settings_by_name.let_in,
    legacy=LegacyPrompts(),
    new=NewPrompts(),
    token=("prompt_key", "prompt_configs"),
    count="SELECT sum(length(template)) FROM public.prompt_configs WHERE prompt_key ~ '^counter'",
)
REPLIES = Subject(
    migration="desk",
    data_set=desk.MIGRATION,
    tables=desk.TABLES,
    let_in=desk_by_name.let_in,
    legacy=LegacyReplies(),
    new=NewReplies(),
    token=("name", "replies"),
    count="SELECT sum(length(body)) FROM public.replies WHERE name ~ '^counter'",
)
SURVEYS = Subject(
    migration="desk",
    data_set=desk.MIGRATION,
    tables=desk.TABLES,
    let_in=desk_by_name.let_in,
    legacy=LegacySurveys(),
    new=NewSurveys(),
    token=("title", "surveys"),
    count="""
        SELECT sum(jsonb_array_length(marks) + length(title) - length('counter 0'))
        FROM public.surveys WHERE title ~ '^counter'
    """,
)
ERRORS = Subject(
    migration="ready",
    data_set=events_by_name.DATA_SET,
    tables=events_by_name.TABLES,
    let_in=events_by_name.let_in,
    legacy=LegacyErrors(),
    new=NewErrors(),
    token=("error_message", "error_tracking"),
    count="""
        SELECT sum(length(error_message) - length('counter 0'))
        FROM public.error_tracking WHERE error_message ~ '^counter'
    """,
)
SUBJECTS = {
    "prices": MODELS,
    "versions": PROMPTS,
    "wordings": REPLIES,
    "child rows": SURVEYS,
    "merged": ERRORS,
}


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, 10))]
)
def test_every_acknowledged_write_is_there_once(
    name: str, seed: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Writers on split, merged and child rows and on their legacy name lose nothing by a turn.

    What was acknowledged is there once, what was deleted is gone, every increment counts, whether
    it was made by the legacy name or in the part's table; and nobody meets an error but 40001.
    """
    subject = SUBJECTS[name]
    made: Ready = request.getfixturevalue(subject.migration)
    with made.copied(tmp_path) as life:
        subject.let_in(life)
        before = set(tokens_of(life, *subject.token))
        names = (subject.legacy, subject.legacy, subject.new, subject.new)

        with token_writers(names, life.database, seed=seed) as writers:
            for turn in (life.switch, life.reverse, life.validate, life.switch):
                time.sleep(PAUSE)
                turn(subject.data_set)
            time.sleep(PAUSE)
            wait_for_each(writers)

        found = tokens_of(life, *subject.token)
        present = {token for writer in writers for token in writer.present}
        unknown = {token for writer in writers for token in writer.unknown}
        failures = {kind for writer in writers for kind in writer.failures}
        assert {state for _, state in failures} <= {"40001"}
        assert len(found) == len(set(found))
        assert (set(found) - before) - unknown == present - unknown
        assert counted(life, subject.count) == sum(writer.increments for writer in writers)
        assert not any(apart(life, subject.tables).values())
        life.validate(subject.data_set)
        assert min(len(writer.present) for writer in writers) > 5
