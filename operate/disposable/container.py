"""A disposable server in a container, from an image that is already here."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from operate.disposable.errors import EngineUnavailable, Missing, StartFailed
from operate.disposable.owner import Owner
from operate.disposable.server import HOST, USER, free_port, wait_until_ready
from operate.disposable.settings import LOCALE, PRELOAD, arguments, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from testcontainers.core.container import DockerContainer

IMAGES = ("changeover-postgres:15", "postgres:15")
LABEL = "changeover.disposable"
PORT = "5432/tcp"
PING_SECONDS = 3
WORK_SECONDS = 60
ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An engine made of a container image that the local daemon has."""

    name: str
    where: str
    tag: str
    version: str

    def describe(self) -> str:
        """The server this engine would start."""
        return f"PostgreSQL {self.version} {self.where} ({self.tag})"

    @contextmanager
    def run(self, chosen: Mapping[str, str], *, durable: bool) -> Iterator[Container]:
        """Start a container, and remove it with its data at the end."""
        remove_leftovers()
        values = settings(chosen, durable=durable, libraries=[PRELOAD])
        # Inside, the loopback interface would be the container's own; outside, only ours is bound.
        values["listen_addresses"] = "*"
        container = _first_start(self.tag, values)
        try:
            yield container
        finally:
            container.remove()


class Container:
    """One container with a server in it."""

    # Its programs cannot be run from outside.
    bindir = None

    def __init__(self, tag: str, port: int, values: Mapping[str, str]) -> None:
        self.port = port
        self._tag = tag
        self._container = _configured(tag, port, values)

    def first_start(self) -> None:
        """Create the container with its data folder and wait until the server answers."""
        # The image is here, so nothing is pulled.
        self._container.start()
        self._wait()

    def start(self) -> None:
        """Start the stopped container; data and port belong to it and come back with it."""
        self._wrapped.start()
        self._wait()

    def kill(self) -> None:
        """Kill every process in the container at once."""
        self._wrapped.kill(signal="KILL")
        self._wrapped.wait()

    def remove(self) -> None:
        """Remove the container and its data, running or not."""
        self._container.stop(force=True, delete_volume=True)

    def _wait(self) -> None:
        wait_until_ready(f"a container of {self._tag}", self.port, self._is_alive, self._log)

    def _is_alive(self) -> bool:
        self._wrapped.reload()
        return bool(self._wrapped.status == "running")

    def _log(self) -> str:
        return str(self._wrapped.logs(tail=40).decode(errors="replace"))

    @property
    def _wrapped(self) -> Any:  # docker-py ships no types
        return self._container.get_wrapped_container()


def find() -> Image:
    """The first of our images on a daemon that answers; raises when there is none."""
    if not os.environ.get("DOCKER_HOST", "unix://").startswith("unix://"):
        raise _missing(
            "DOCKER_HOST names a daemon on another machine, whose ports are not ours",
            "unset DOCKER_HOST",
        )
    with _daemon() as client:
        if client is None:
            raise _missing("no Docker daemon answers", "start Docker, then run `make image`")
        for tag in IMAGES:
            with suppress(Exception):
                environment = client.images.get(tag).attrs["Config"]["Env"]
                pairs = dict(line.split("=", 1) for line in environment)
                # The official image writes 15.14-1.pgdg13+1.
                version = pairs.get("PG_VERSION", tag.rpartition(":")[2]).split("-")[0]
                return Image(name="container", where="in a container", tag=tag, version=version)
    raise _missing(
        f"the Docker daemon has no image {' or '.join(IMAGES)}",
        f"run `make image`, or `docker pull {IMAGES[-1]}`",
    )


def remove_leftovers() -> list[str]:
    """Remove the containers of runs that died before they could, and say which."""
    removed: list[str] = []
    with _daemon() as client:
        if client is None:
            return removed
        labelled = {"label": LABEL}
        for each in client.containers.list(all=True, filters=labelled, ignore_removed=True):
            owner = Owner.read(each.labels[LABEL])
            if owner is not None and owner.is_dead():
                # Another run may be removing it at the same moment.
                with suppress(Exception):
                    each.remove(force=True, v=True)
                    removed.append(each.name)
    return removed


def _first_start(tag: str, values: Mapping[str, str]) -> Container:
    """Start on a port that is free; another process may take it first, so try a few."""
    for _ in range(ATTEMPTS):
        container = Container(tag, free_port(), values)
        try:
            container.first_start()
        except BaseException as failure:
            container.remove()
            # Docker says "port is already allocated" or "address already in use".
            if isinstance(failure, StartFailed) or "already" not in str(failure):
                raise
        else:
            return container
    raise StartFailed(f"a container of {tag}", "every port was taken by another process")


def _configured(tag: str, port: int, values: Mapping[str, str]) -> DockerContainer:
    from testcontainers.core.config import ConnectionMode, testcontainers_config
    from testcontainers.core.container import DockerContainer

    # Ryuk is a second image, which may not be here; our own labels do its work.
    testcontainers_config.ryuk_disabled = True
    # All traffic stays on the loopback interface, also where we run in a container ourselves.
    testcontainers_config.connection_mode_override = ConnectionMode.docker_host
    testcontainers_config.tc_host_override = HOST

    container = (
        DockerContainer(tag)
        .with_envs(
            POSTGRES_USER=USER,
            POSTGRES_HOST_AUTH_METHOD="trust",
            POSTGRES_INITDB_ARGS=f"--encoding=UTF8 --locale={LOCALE} --no-sync",
        )
        .with_command(["postgres", *arguments(values)])
        .with_kwargs(labels={LABEL: str(Owner.me())}, shm_size="256m")
    )
    # A fixed port, because Docker would choose another one at the next start; and bound to the
    # loopback interface only, which testcontainers has no word for.
    cast("dict[str, object]", container.ports)[PORT] = (HOST, port)
    return container


@contextmanager
def _daemon() -> Iterator[Any]:  # docker-py ships no types
    """A client of the Docker daemon, or None where no daemon answers soon."""
    import docker

    try:
        client = docker.from_env(timeout=PING_SECONDS)
    except docker.errors.DockerException:
        yield None
        return
    try:
        yield client if _answers(client) else None
    finally:
        client.close()


def _answers(client: Any) -> bool:
    try:
        answer = bool(client.ping())
    except Exception:  # whatever it is: no daemon to work with
        return False
    # Saying that it is there takes no time; removing a container on a busy machine does.
    client.api.timeout = WORK_SECONDS
    return answer


def _missing(why: str, remedy: str) -> EngineUnavailable:
    return EngineUnavailable(Missing(engine="container", why=why, remedy=remedy))
