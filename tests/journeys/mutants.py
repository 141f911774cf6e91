"""Mutants of the generated files: each takes one protection away."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A text in the generated files, and what stands there when the protection is gone."""

    files: str
    old: str
    new: str

    def of(self, tree: dict[str, str]) -> dict[str, str]:
        """The tree with the mutation, which must have changed something."""
        mutated = {
            path: text.replace(self.old, self.new) if fnmatch(path, self.files) else text
            for path, text in tree.items()
        }
        assert mutated != tree, f"nothing to mutate: {self.old!r} in {self.files}"
        return mutated


NO_ROW_LOCK = Mutant(files="*70_copier_usage_logs.apply.sql", old="FOR SHARE OF l", new="")
KEY_SHARE = Mutant(
    files="*70_copier_usage_logs.apply.sql", old="FOR SHARE OF l", new="FOR KEY SHARE OF l"
)
DO_UPDATE = Mutant(
    files="*70_copier_usage_logs.apply.sql",
    old="DO NOTHING",
    new="DO UPDATE SET tokens_used = excluded.tokens_used",
)
NO_TRUNCATE_TRIGGER = Mutant(
    files="*70_capture_usage_logs.apply.sql",
    old="FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.usage_logs_capture_truncate()",
    new="FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.nothing()",
)
NOT_ALWAYS = Mutant(
    files="*70_capture_usage_logs.apply.sql", old="ENABLE ALWAYS TRIGGER", new="ENABLE TRIGGER"
)
NO_LEDGER_ROW = Mutant(
    files="*70_copier_usage_logs.apply.sql",
    old="        read, written, greatest",
    new="        0, written, greatest",
)
NO_REVOKE = Mutant(
    files="*70_capture_usage_logs.apply.sql",
    old="REVOKE ALL ON FUNCTION",
    new="GRANT EXECUTE ON FUNCTION",
)
