"""The files that make nginx the edge: configuration, njs code, and the list of what it knows."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from ...conf import environment
from ...kind import Spec
from ...project import Project
from .spec import Edge

FOLDER = Path(__file__).parent
CODE = (
    "count.js",
    "edge.js",
    "failure.js",
    "json.js",
    "page.js",
    "reshape.js",
    "route.js",
    "shadow.js",
    "subject.js",
    "translate.js",
)
FILES = (
    "nginx.conf",
    "listen.conf",
    "upstreams.conf",
    "changeover.http.conf",
    "changeover.server.conf",
)


def nginx_files(spec: Spec, project: Project) -> Mapping[str, str]:
    """Every file by its path below `nginx/`."""
    edge: Edge = spec.body
    env = environment(FOLDER / "templates")
    values = {
        "spec": spec,
        "edge": edge,
        "sides": tuple(sides(project)),
        "endpoints": tuple(one.name for one in project.of("endpoint")),
        "pages": tuple(one.body for one in project.of("redirect")),
        "new_places": tuple(_new_places(edge, project)),
    }
    files = {name: str(env.get_template(f"{name}.j2").render(values)) for name in FILES}
    files |= {f"njs/{name}": (FOLDER / "njs" / name).read_text("utf-8") for name in CODE}
    files["njs/routes.js"] = _routes(spec, project)
    files[f"traffic/{project.settings.name}.map"] = _traffic(spec, project)
    return files


def sides(project: Project) -> Iterator[Mapping[str, str]]:
    """Each legacy API and old page: its key in traffic files, and its variable."""
    for endpoint in project.of("endpoint"):
        yield {"key": endpoint.name, "variable": f"api_{endpoint.name}"}
    for redirect in project.of("redirect"):
        yield {"key": f"page:{redirect.name}", "variable": f"page_{redirect.name}"}


def _new_places(edge: Edge, project: Project) -> Iterator[Mapping[str, str]]:
    """Where the new system answers; an old page at the same path has a location of its own."""
    old = {redirect.body.source for redirect in project.of("redirect")}
    for path in edge.new_paths:
        if path not in old:
            match, shown = ("^~", path[:-1]) if path.endswith("/*") else ("=", path)
            yield {"match": match, "path": shown}


def _routes(spec: Spec, project: Project) -> str:
    """The module that lists all endpoints and pages, which are modules of their own."""
    edge: Edge = spec.body
    # The first that fits is taken, so what names more of a path comes first.
    endpoints = sorted(project.of("endpoint"), key=lambda one: -len(one.body.prefix))
    pages = sorted(project.of("redirect"), key=lambda one: _breadth(one.body.source))
    names = {
        "endpoints": [f"api_{one.name}" for one in endpoints],
        "pages": [f"page_{one.name}" for one in pages],
    }
    imports = [f"import {name} from '{name}.js';" for several in names.values() for name in several]
    lists = [f"    {key}: [{', '.join(several)}]," for key, several in names.items()]
    return "\n".join(
        (
            f"// Generated from {spec.path}; edit the spec, then run `make render`.",
            "",
            *imports,
            "",
            "export default {",
            f"    client: {json.dumps(edge.client)},",
            f"    reply_bytes: {edge.reply_kib * 1024},",
            f"    new_answers_within_ms: {edge.new.answers_within_ms},",
            f"    fresh: {json.dumps([_place(one) for one in edge.new_paths])},",
            *lists,
            "};",
            "",
        )
    )


def _breadth(source: str) -> tuple[int, bool]:
    """How much a page's path leaves open: less where it is longer, and where it is exact."""
    return -len(source.removesuffix("*")), source.endswith("*")


def _place(path: str) -> dict[str, str]:
    """A path of the new system as the njs code reads it."""
    return {"prefix": path[:-1]} if path.endswith("/*") else {"exact": path}


def _traffic(spec: Spec, project: Project) -> str:
    """The sides as they are at first; on a server the file says what the database says."""
    return "".join(
        (
            f"# Generated from {spec.path}: who answers before anything was turned.\n",
            *(f"{one['key']} legacy;\n" for one in sides(project)),
        )
    )
