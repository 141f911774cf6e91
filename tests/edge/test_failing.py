"""What goes wrong behind the edge or at it, told by each legacy API in its own shape."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from demo.edge import serving

from .client import ask
from .conftest import keys
from .demo_reshape import spec
from .protection import SERVER
from .upstream import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from demo.edge import Edge

    from .client import Answer
    from .upstream import Upstream

    Start = Callable[..., AbstractContextManager[Edge]]

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
# A read and a write of each API.
APIS = {
    "ai_management": (
        ("GET", "/api/ai-management/models"),
        ("PUT", "/api/ai-management/configs/1"),
    ),
    "analytics": (("GET", "/api/analytics/users/1"), ("POST", "/api/analytics/events")),
    "costs": (("GET", "/api/costs/summary"), ("POST", "/api/costs/usage")),
    "debugging": (("GET", "/api/debug/ai/errors"), ("PATCH", "/api/debug/ai/errors/1")),
}
SAID = '{"code":"c","message":"nö"}'.encode()
FAULTS = {
    "failed": (Reply(status=500, body=SAID), 500, "nö"),
    "unavailable": (Reply(status=503, body=SAID), 503, "nö"),
    "of a gateway": (Reply(status=502, body=SAID), 502, "nö"),
    "another shape": (
        Reply(body=b'{"items":[]}'), 502, "the answer of the new system has another shape"
    ),
    "no JSON": (Reply(body=b"oops"), 502, "the answer of the new system has another shape"),
    "not whole": (
        Reply(body=b'{"a":', cut=9), 502, "the answer of the new system is not whole"
    ),
    "too large": (
        Reply(body=b" " * 5_000_000), 502, "the answer of the new system is larger than allowed"
    ),
}  # fmt: skip
NOBODY = "127.0.0.1:9"
SUNSET = "@2027-06-30 00:00:00"


def sent(edge: Edge, method: str, target: str, body: bytes = b"{}") -> Answer:
    """The answer to a request, which announces the end of the API whatever it is."""
    answer = ask(edge.port, target, method=method, body=None if method == "GET" else body)
    assert answer.header("Deprecation"), target
    assert answer.header("Content-Type") == "application/json", target
    return answer


@pytest.mark.parametrize("name", APIS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_new_system_is_told(
    fault: str, name: str, edge: Edge, new: Upstream
) -> None:
    """A read and a write of each API tell what went wrong where legacy says its errors."""
    reply, status, message = FAULTS[fault]
    new.answer = lambda _asked: reply

    for method, target in APIS[name]:
        answer = sent(edge, method, target)

        assert (answer.status, answer.json) == (status, {"error": message})


def test_every_api_is_asked_here() -> None:
    """No API of the specs is left out, and each says its errors as these tests expect."""
    assert {name: spec("endpoints", name)["errors"] for name in APIS} == {
        path: {"error": "message"} for path in ("ai_management", "analytics", "costs", "debugging")
    }


@pytest.fixture(scope="module")
def apart(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Edge]:
    """An edge where each API says its errors by another name, and waits one second."""
    place = tmp_path_factory.mktemp("apart") / "nginx"
    shutil.copytree(generated, place)
    for name in APIS:
        file = place / "njs" / f"api_{name}.js"
        before, found, after = file.read_text().partition('"name": "error",')
        assert found
        file.write_text(f'{before}"name": "{name} says",{after}')
    server = place / SERVER
    text = server.read_text()
    for milliseconds in (10000, 30000):
        assert f"proxy_read_timeout {milliseconds}ms" in text
        text = text.replace(f"proxy_read_timeout {milliseconds}ms", "proxy_read_timeout 1000ms")
    server.write_text(text)
    with serving(place, legacy.address, new.address, at="@2027-01-15 12:00:00") as running:
        running.turn(dict.fromkeys(keys(generated), "new"))
        yield running


@pytest.mark.parametrize("name", APIS)
def test_each_api_has_a_shape_of_its_own(name: str, apart: Edge, new: Upstream) -> None:
    """Errors of the new system and of the edge stand where this API says its own, not another."""
    for reply, status, message in (FAULTS["failed"], FAULTS["another shape"], FAULTS["not whole"]):
        new.gives(reply)
        for method, target in APIS[name]:
            answer = sent(apart, method, target)
            assert (answer.status, answer.json) == (status, {f"{name} says": message})
    base = spec("endpoints", name)["api"].removesuffix("*")
    assert list(sent(apart, "GET", f"{base}nothing/at/all").json) == [f"{name} says"]
    assert list(sent(apart, "GET", f"{base}a%2fb").json) == [f"{name} says"]


@pytest.mark.parametrize("side", ["legacy", "new"])
def test_a_late_answer_is_told(side: str, apart: Edge, legacy: Upstream, new: Upstream) -> None:
    """When the system that answers is late, each API says so with 504 in its own shape."""
    (legacy if side == "legacy" else new).answer = lambda _asked: Reply(late=1.5)
    apart.turn(dict.fromkeys(APIS, side))
    asked = [(name, *one) for name, both in APIS.items() for one in both]
    with ThreadPoolExecutor(len(asked)) as pool:
        answers = list(pool.map(lambda one: sent(apart, one[1], one[2]), asked))
    apart.turn(dict.fromkeys(APIS, "new"))

    message = f"the {side} system did not answer in time"
    assert [(answer.status, answer.json) for answer in answers] == [
        (504, {f"{name} says": message}) for name, *_ in asked
    ]


@pytest.mark.parametrize("side", ["legacy", "new"])
def test_a_system_that_is_down_is_told_by_each_api(side: str, generated: Path) -> None:
    """When the system that answers is down, each API says so with 502 in the legacy shape."""
    with serving(generated, NOBODY, NOBODY, at="@2027-01-15 12:00:00") as edge:
        edge.turn(dict.fromkeys(APIS, side))
        for method, target in (one for asked in APIS.values() for one in asked):
            answer = sent(edge, method, target)
            message = f"the {side} system cannot be reached"
            assert (answer.status, answer.json) == (502, {"error": message})


def test_legacy_s_own_errors_stay_as_they_are(start: Start, legacy: Upstream) -> None:
    """Before an API is turned, what the legacy system says of its faults is not touched."""
    body = b'{ "error" : "n\\u00f6", "since": 1.50}'
    with start(side="legacy") as edge:
        for status in (400, 404, 500, 502, 503, 504):
            legacy.gives(Reply(status=status, body=body))
            for method, target in (one for asked in APIS.values() for one in asked):
                answer = sent(edge, method, target)
                assert (answer.status, answer.body) == (status, body)


@pytest.mark.parametrize("name", APIS)
def test_what_the_edge_refuses_is_told(name: str, edge: Edge, new: Upstream) -> None:
    """Each API says in the legacy shape that a path, a method or a body is none that it takes."""
    (_, read), (method, written) = APIS[name]
    base = spec("endpoints", name)["api"].removesuffix("*")
    refused = (
        ("GET", f"{base}nothing/at/all", b"", 404, "there is no such route"),
        ("MOVE", read, b"", 405, "the route has other methods"),
        ("GET", f"{base}a%24b", b"", 400, "the path cannot be read"),
        (method, written, b"{", 400, "the body is not the JSON that is expected"),
        (method, written, b" " * 1_100_000, 413, "the body is larger than allowed"),
    )

    for how, target, body, status, message in refused:
        answer = sent(edge, how, target, body)
        assert (answer.status, answer.json) == (status, {"error": message})
    assert new.asked == []


def test_after_sunset_each_api_says_so(start: Start, legacy: Upstream, new: Upstream) -> None:
    """From its Sunset on every API answers 410 in the legacy shape, and names its successor."""
    with start(at=SUNSET) as edge:
        for name, asked in APIS.items():
            message = f"this API has ended; its successor is {spec('endpoints', name)['successor']}"
            for method, target in asked:
                answer = sent(edge, method, target)
                assert (answer.status, answer.json) == (410, {"error": message})
    assert (legacy.asked, new.asked) == ([], [])
