"""What tests of commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from operate.disposable import disposable
from tests.fixtures.servers import engine_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from operate.disposable import Server


@pytest.fixture
def provable(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that a proof has for itself."""
    with disposable(engine_of(request.config)) as running:
        yield running
