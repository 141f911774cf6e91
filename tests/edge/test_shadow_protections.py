"""Each protection of shadow reads, taken away: then a test sees what it protects from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from . import test_shadow, test_shadow_waits
from .protection import HTTP, SERVER, Protection, needed
from .upstream import Reply

if TYPE_CHECKING:
    from pathlib import Path

    from .protection import Check
    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")


def sent_on(theirs: dict[str, Any], outcome: str, *paths: str) -> Check:
    """A read that legacy sends elsewhere, and what is noted of it."""
    return lambda edge, legacy, new: test_shadow.test_what_clients_would_get_is_compared(
        test_shadow.SENT_ON, theirs, outcome, [*paths], edge, legacy, new
    )


PROTECTIONS = (
    Protection(
        name="only reads are made twice",
        file="njs/shadow.js",
        old="endpoint && r.method === 'GET' ?",
        new="endpoint ?",
        check=test_shadow.test_only_reads_are_made_twice,
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="rows that changed between two reads are asked again",
        file="njs/shadow.js",
        old="var TRIES = 3;",
        new="var TRIES = 1;",
        check=test_shadow.test_rows_that_change_meanwhile_are_no_difference,
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="equal errors are no agreement",
        file="njs/shadow.js",
        old="legacy.status < 300 ? 'equal' : 'equal_error'",
        new="'equal'",
        check=test_shadow.test_equal_errors_are_equal,
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="who is sent elsewhere has read nothing",
        file="njs/shadow.js",
        old="legacy.status < 300 ? 'equal' : 'equal_error'",
        new="legacy.status < 400 ? 'equal' : 'equal_error'",
        check=sent_on({}, "equal_error"),
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="where a redirect leads is compared",
        file="njs/shadow.js",
        old="route.local(led, host) === route.local(legacy.location, host)",
        new="true",
        check=sent_on({"headers": (("Location", "/elsewhere"),)}, "different", "(location)"),
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="a redirect leads to the legacy name of its place",
        file="njs/shadow.js",
        old="route.back(subject.endpoint, fresh.location, host)",
        new="fresh.location",
        check=sent_on({"headers": (("Location", test_shadow.MOVED),)}, "equal_error"),
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="what compares nothing takes no difference back",
        file="njs/shadow.js",
        old="if (SETTLES.includes(again.outcome)) {",
        new="if (true) {",
        check=lambda edge, legacy, new: (
            test_shadow.test_a_difference_is_not_taken_back_by_what_compares_nothing(
                Reply(status=500, body=b"{}"), edge, legacy, new
            )
        ),
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="a shadow read says of its client what a call says",
        file="njs/shadow.js",
        old="|x-forwarded-for|x-forwarded-proto|x-request-id)$/i",
        new=")$/i",
        check=test_shadow.test_what_the_edge_says_of_a_client_is_said_again,
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="what comes too late is no agreement",
        file="njs/shadow.js",
        old="fresh.ms >= routes.new_answers_within_ms",
        new="false",
        check=lambda edge, legacy, new: test_shadow_waits.test_an_answer_that_comes_too_late_failed(
            False, edge, legacy, new
        ),
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="who waits for the end of the connection is not shadowed",
        file="njs/shadow.js",
        old="return !ends && found(r)",
        new="return found(r)",
        check=lambda edge, legacy, new: (
            test_shadow_waits.test_who_waits_for_the_end_of_the_connection_is_not_shadowed(
                "HTTP/1.1\r\nConnection: close\r\n", edge, legacy, new
            )
        ),
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="nobody waits for the shadow read",
        file=SERVER,
        old="    proxy_pass http://changeover_legacy$request_uri;",
        new="    proxy_pass http://changeover_new$request_uri;",
        check=test_shadow_waits.test_nobody_waits_for_the_new_system,
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="nobody waits for the connection of a shadow read",
        file=SERVER,
        old="    keepalive_timeout 0;\n",
        new="",
        check=test_shadow_waits.test_the_next_request_of_a_session_does_not_wait,
        side="legacy",
        shadowing=True,
    ),
    Protection(
        name="a read of a system that hangs ends",
        file=HTTP,
        old="js_fetch_timeout 2100ms;",
        new="js_fetch_timeout 30000ms;",
        check=test_shadow_waits.test_a_read_of_a_system_that_hangs_ends,
        side="legacy",
        shadowing=True,
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_shadow_read_misleads(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
