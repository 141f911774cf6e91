"""What the logs of the edge hold of what was said: an error its address, all others nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demo.edge import serving

from .changed import SHADOWING, changed
from .client import ask
from .shadowed import noted
from .test_slow import NOBODY, move
from .test_usage_lines import last

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
LOGS = ("usage.jsonl", "shadow.jsonl")
# Each in another part of a request, and one in an answer.
SECRETS = {"query": "hush-query", "body": "hush-body", "header": "hush-header",
           "cookie": "hush-cookie", "referer": "hush-referer", "answer": "hush-answer"}  # fmt: skip
HEADERS = {
    "Authorization": f"Bearer {SECRETS['header']}",
    "Cookie": f"s={SECRETS['cookie']}",
    "Referer": f"http://a/{SECRETS['referer']}",
}


def went_wrong(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """What an edge logs as an error: a read and an answer of another shape, a body, a system."""
    target = f"/api/costs/usage?q={SECRETS['query']}"
    new.says(f'{{"message":"{SECRETS["answer"]}"}}')
    legacy.says(f'[{{"message":"{SECRETS["answer"]}"}}]')
    body = SECRETS["body"].encode()
    for side, status in (("new", 502), ("legacy", 200)):
        edge.turn({"costs": side})
        assert ask(edge.port, target, headers=HEADERS).status == status
    noted(edge, 1)
    assert ask(edge.port, target, method="POST", body=body * 200_000, headers=HEADERS).status == 413
    move(edge, NOBODY)
    assert ask(edge.port, target, method="POST", body=body, headers=HEADERS).status == 502
    last(edge, 4)


def logged(folder: Path, legacy: Upstream, new: Upstream) -> dict[str, str]:
    """Every log after all of that."""
    with serving(folder, legacy.address, new.address) as edge:
        went_wrong(edge, legacy, new)
        return {name: edge.log(name) for name in (*LOGS, "error.log")}


def held(text: str) -> set[str]:
    """Whose secret a log holds."""
    return {name for name, secret in SECRETS.items() if secret in text}


@pytest.fixture
def folder(generated: Path, tmp_path: Path) -> Path:
    """A copy of the generated folder, in which every read is made twice."""
    return changed(generated, tmp_path / "nginx", *SHADOWING)


def test_what_was_said_is_in_no_log_of_calls(folder: Path, legacy: Upstream, new: Upstream) -> None:
    """Calls and shadow reads are logged without anything that was said, also when they fail."""
    logs = logged(folder, legacy, new)

    for name in LOGS:
        assert logs[name]
        assert held(logs[name]) == set(), name


def test_the_address_of_what_failed_is_in_the_error_log(
    folder: Path, legacy: Upstream, new: Upstream
) -> None:
    """The error log names the address with its query, and where the client came from; no more."""
    logs = logged(folder, legacy, new)

    for reason in ("missing:", "connect() failed", "too large body"):
        assert reason in logs["error.log"]
    assert held(logs["error.log"]) == {"query", "referer"}


def test_whoever_wants_no_address_in_a_log_leaves_failures_out(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """From the level `crit` on none of these failures is logged; the usage log has their status."""
    level = ("nginx.conf", "error_log error.log;", "error_log error.log crit;")
    folder = changed(generated, tmp_path / "nginx", *SHADOWING, level)

    logs = logged(folder, legacy, new)

    assert held(logs["error.log"]) == set()
    assert "missing:" not in logs["error.log"]
    assert logs["usage.jsonl"].count('"status":502') == 2
    assert '"status":413' in logs["usage.jsonl"]
