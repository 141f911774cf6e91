"""Names of generated objects: never longer than Postgres keeps, never equal by truncation.

Postgres cuts identifiers at 63 bytes (`NAMEDATALEN` - 1), so two long names can silently become
one. A generated name that would be cut ends in eight hex digits of its full form instead.
"""

import hashlib

LIMIT = 63


def generated(*parts: str, room: int = 0) -> str:
    """The parts joined by `_`, shortened with a hash where Postgres would cut.

    `room` is how many bytes must be left for what is added to the name.
    """
    full = "_".join(parts)
    if len(full.encode()) <= LIMIT - room:
        return full
    digest = hashlib.sha256(full.encode()).hexdigest()[:8]
    kept = full.encode()[: LIMIT - room - 9].decode(errors="ignore")
    return f"{kept}_{digest}"


def tag(*parts: str) -> int:
    """A 56-bit number for a legacy table, the same on every machine, for identities."""
    return int(hashlib.sha256("/".join(parts).encode()).hexdigest()[:14], 16)
