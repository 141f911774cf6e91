"""What a client asks for by a version or a part that only the legacy system has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .client import ask
from .protection import SERVER, Protection, needed
from .upstream import Reply

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .protection import Check
    from .upstream import Asked, Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
MODIFIED = "Fri, 01 Jan 2027 00:00:00 GMT"
SENT = {
    "Range": {"Range": "bytes=0-4"},
    "If-Range": {"Range": "bytes=0-4", "If-Range": '"a"'},
    "If-None-Match": {"If-None-Match": '"a"'},
    "If-Modified-Since": {"If-Modified-Since": MODIFIED},
}


def obliging(asked: Asked) -> Reply:
    """A new system that has the version, or gives the part, that it is asked for."""
    body, own = b'{"calls":[]}', (("ETag", '"a"'), ("Last-Modified", MODIFIED))
    if asked.header("If-None-Match") or asked.header("If-Modified-Since"):
        return Reply(status=304, type="", headers=own)
    if asked.header("Range") or asked.header("If-Range"):
        return Reply(status=206, body=body[:5], headers=(*own, ("Content-Range", "bytes 0-4/12")))
    return Reply(body=body, headers=own)


def whole(name: str) -> Check:
    """Whoever sends this header gets the whole answer, reshaped."""

    def check(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
        new.answer = obliging
        new.asked.clear()

        answer = ask(edge.port, "/api/costs/usage", headers=SENT[name])

        assert (answer.status, answer.body) == (200, b"[]")
        assert answer.header("Content-Range") is None
        assert new.asked[0].header(name) is None

    return check


@pytest.mark.parametrize("name", SENT)
def test_a_reshaped_answer_is_whole(name: str, edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """A part of the new answer, or its version, is nothing to a client of the legacy one."""
    whole(name)(edge, legacy, new)


def test_a_reshaped_answer_names_no_version(edge: Edge, new: Upstream) -> None:
    """What the new system calls this version is not the name of the body that is made of it."""
    new.answer = obliging

    answer = ask(edge.port, "/api/costs/usage")

    assert (answer.header("ETag"), answer.header("Accept-Ranges")) == (None, None)


@pytest.mark.parametrize(("name", "status"), [("Range", 206), ("If-None-Match", 304)])
def test_a_streamed_answer_is_the_new_system_s(
    name: str, status: int, edge: Edge, new: Upstream
) -> None:
    """What passes as it is has the parts and versions that the new system gives it."""
    new.answer = obliging

    answer = ask(edge.port, "/api/costs/export.csv", headers=SENT[name])

    assert (answer.status, answer.header("ETag")) == (status, '"a"')


PROTECTIONS = (
    *(
        Protection(
            name=f"{name} is not passed on",
            file=SERVER,
            old=f'    proxy_set_header {name} "";\n',
            new="",
            check=whole(name),
        )
        for name in SENT
    ),
    Protection(
        name="no version is named",
        file="njs/edge.js",
        old="(?:content-length|etag|",
        new="(?:content-length|",
        check=lambda edge, _legacy, new: test_a_reshaped_answer_names_no_version(edge, new),
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_of_versions_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
