"""Mutants of the generated files: each takes one protection away."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Change(Protocol):
    """What makes other generated files of them."""

    def of(self, tree: Mapping[str, str]) -> dict[str, str]:
        """The tree as it is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A text in the generated files, and what stands there when the protection is gone.

    With `until`, all that follows goes too, up to there.
    """

    files: str
    old: str
    new: str
    until: str = ""

    def of(self, tree: Mapping[str, str]) -> dict[str, str]:
        """The tree with the mutation, which must have changed something."""
        mutated = {
            path: self._mutated(text) if fnmatch(path, self.files) else text
            for path, text in tree.items()
        }
        if mutated == tree:
            # No AssertionError: tests of protections expect one, and would take this for it.
            raise LookupError(f"nothing to mutate: {self.old!r} in {self.files}")
        return mutated

    def _mutated(self, text: str) -> str:
        if not self.until:
            return text.replace(self.old, self.new)
        before, _, after = text.partition(self.old)
        _, found, kept = after.partition(self.until)
        return before + self.new + found + kept if found else text


@dataclass(frozen=True, slots=True)
class Both:
    """One change after another."""

    first: Change
    second: Change

    def of(self, tree: Mapping[str, str]) -> dict[str, str]:
        """The tree with both."""
        return self.second.of(self.first.of(tree))


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
KEYS_ALONE = Mutant(
    files="*70_settle_usage_logs.apply.sql", old="AND l.created_at = t.created_at", new=""
)
NOT_ALWAYS = Mutant(
    files="*70_capture_usage_logs.apply.sql", old="ENABLE ALWAYS TRIGGER", new="ENABLE TRIGGER"
)
INCOMPLETE_LEDGER_ROW = Mutant(
    files="*70_copier_usage_logs.apply.sql",
    old="        read, written, greatest",
    new="        0, written, greatest",
)
NO_LEDGER_ROW = Mutant(
    files="*70_copier_usage_logs.apply.sql",
    old="INSERT INTO migration.backfill_batch",
    new="",
    until="UPDATE migration.backfill_range",
)
NO_ATTACH = Mutant(
    files="*60_index_*.apply.sql",
    old="'ALTER INDEX %s ATTACH PARTITION %s'",
    new="'SELECT %L, %L'",
)
ONE_NOT_ATTACHED = Mutant(
    files="*60_index_*.apply.sql",
    old="            class.relname = parts.index_name\n            AND found.indisvalid\n",
    new="            class.relname = parts.index_name\n            AND found.indisvalid\n"
    "            AND class.relname NOT LIKE '%_default'\n",
)
NO_REVOKE = Mutant(
    files="*/[2-5][05]_*.apply.sql", old="FROM PUBLIC;", new="FROM migration_approver;"
)
FENCES = "*45_fence_usage_logs.apply.sql"
NO_FENCE = Mutant(
    files=FENCES, old="            CREATE OR REPLACE TRIGGER", new="", until="            EXIT;"
)
FENCE_NOT_ALWAYS = Mutant(files=FENCES, old="ENABLE ALWAYS TRIGGER", new="ENABLE TRIGGER")
FENCE_WITHOUT_TRUNCATE = Mutant(files=FENCES, old=" OR TRUNCATE ON", new=" ON")
FENCE_BELIEVES_ANYBODY = Mutant(
    files=FENCES, old="OR NOT pg_has_role(session_user, 'migration_runner', 'MEMBER')", new=""
)
FENCE_OPEN_TO_THE_SILENT = Mutant(
    files=FENCES, old="IS DISTINCT FROM 'migration'", new="<> 'migration'"
)
FENCE_STAYS_AWAKE = Mutant(
    files="*50_switch_debugging.apply.sql",
    old="DISABLE TRIGGER zz_changeover_error_tracking_fence",
    new="ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_fence",
)
FENCE_STAYS_ASLEEP = Mutant(
    files="*50_switch_debugging.rollback.sql",
    old="ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_fence",
    new="DISABLE TRIGGER zz_changeover_debug_logs_fence",
)
# After the switch the comparisons read the legacy name, and so the new table itself.
COMPARED_WITH_ITSELF = Mutant(
    files="*50_switch_costs.apply.sql",
    old="            PERFORM migration.change_owner('ai-management', 'costs', 'new');",
    new="            CREATE OR REPLACE VIEW migration_ai_management.usage_logs_legacy_rows\n"
    "                WITH (security_invoker = true) AS\n"
    "            SELECT l.id, l.service_name, l.model_name, l.user_id, l.tokens, l.response_time,\n"
    "                l.cost, l.success, l.created_at\n"
    "            FROM public.usage_logs AS l;\n"
    "            PERFORM migration.change_owner('ai-management', 'costs', 'new');",
)
