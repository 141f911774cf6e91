"""What every test can use: see the modules of tests/fixtures."""

from __future__ import annotations

import inspect
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

pytest_plugins = [
    "tests.fixtures.servers",
    "tests.fixtures.databases",
    "tests.fixtures.components",
]


def pytest_configure() -> None:
    """Hear Ctrl-C, as the commands under test must, also when the run was started to ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that turns a comparison with golden files into their renewal."""
    parser.addoption(
        "--accept", action="store_true", help="write the golden files anew; git shows the change"
    )


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("accept"))


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Carry each test's sentence into junit.xml, where the report finds it."""
    for item in items:
        sentence = inspect.getdoc(getattr(item, "function", None)) or item.name
        item.user_properties.append(("sentence", " ".join(sentence.split("\n\n")[0].split())))
