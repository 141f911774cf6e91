"""The generated folder by itself: nginx with njs reads it, and nothing else is needed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from demo.edge import NOBODY

from .conftest import NAME

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js")


def tried(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `nginx -t` says of a folder."""
    account = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    command = ["nginx", "-p", str(folder), "-c", "nginx.conf", "-e", "error.log", "-t"]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command, capture_output=True, text=True, check=False, cwd=folder, **account
    )


def test_nginx_takes_it_as_it_is(generated: Path) -> None:
    """A copy of the folder is a whole prefix: `nginx -t` is successful without any other file."""
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        folder = Path(place) / "nginx"
        shutil.copytree(generated, folder)
        for path in (Path(place), folder, *folder.rglob("*")):
            shutil.chown(path, NOBODY, NOBODY) if os.geteuid() == 0 else None

        done = tried(folder)

    assert done.returncode == 0, done.stderr
    assert "test is successful" in done.stderr
    assert "warn" not in done.stderr


def test_nothing_outside_is_named(generated: Path) -> None:
    """No file of the folder names a place of the file system but nginx's own module."""
    named = {
        found
        for path in generated.rglob("*.conf")
        for found in re.findall(
            r"(?:include|alias|load_module|js_path|_log|pid) ([^;\s]+)", path.read_text()
        )
    }

    assert {one for one in named if one.startswith("/") or ".." in one} == {
        "/usr/lib/nginx/modules/ngx_http_js_module.so"
    }
    assert (generated / "traffic" / f"{NAME}.map").is_file()


def test_njs_is_old_enough(generated: Path) -> None:
    """No file uses what njs 0.7.9 does not know; the words are looked for outside of comments."""
    unknown = re.compile(
        r"\?\.|\.\.\.|=> \{|\bclass \b|\bfor \(.* of |\bnew Map\b|replaceAll|catch \{"
    )
    for path in sorted((generated / "njs").glob("*.js")):
        for line in path.read_text().splitlines():
            assert not unknown.search(line.partition("//")[0]), f"{path.name}: {line}"
