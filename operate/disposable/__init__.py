"""Disposable Postgres servers: started in seconds, crashed at will, gone without a trace.

Three engines give the same server: a container, the programs installed on this machine, or the
programs inside a Python wheel. `with disposable("auto") as server:` takes the first that works.
"""

from operate.disposable.engines import ENGINES, Engine, choose, disposable
from operate.disposable.errors import ClientMissing, EngineUnavailable, Missing, StartFailed
from operate.disposable.server import Server, Version

__all__ = [
    "ENGINES",
    "ClientMissing",
    "Engine",
    "EngineUnavailable",
    "Missing",
    "Server",
    "StartFailed",
    "Version",
    "choose",
    "disposable",
]
