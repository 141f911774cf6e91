"""From specs to a plan: what the examples beside the kinds do not show."""

from __future__ import annotations

from pathlib import Path

from render import Rendered, render

SHOP = Path(__file__).parents[1] / "bad_input" / "shop"
SPECS = {
    "migration.yaml": """
        kind: migration
        name: codes
        title: Codes
        summary: A table that holds nothing but its key moves to a new place.
        postgres: 15
        schemas: {legacy: public, target: shop}
        data_sets: {codes: {tables: [old_codes], because: There is nothing else.}}
        """,
    "components/codes.yaml": """
        kind: component
        name: codes
        title: Codes
        starts: capturing
        completes: verified
        """,
    "legacy_tables/old_codes.yaml": """
        kind: legacy_table
        name: old_codes
        comment: A code that is taken.
        columns: {code: {type: text}}
        key: [code]
        """,
    "tables/codes.yaml": """
        kind: table
        name: codes
        comment: A code that is taken.
        columns: {code: {type: text, comment: The code.}}
        primary_key: [code]
        """,
    "mappings/codes.yaml": """
        kind: mapping
        name: codes
        component: codes
        from: old_codes
        to: codes
        columns: {code: code}
        """,
}


def rendered(specs: dict[str, str], folder: Path) -> Rendered:
    """What becomes of specs that are written below a folder."""
    for path, text in specs.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return render(folder, f"specs/{folder.name}")


def test_a_table_of_nothing_but_its_key_is_inserted_once(tmp_path: Path) -> None:
    """Where a row is its key, a row that is there already has nothing that could change."""
    made = rendered(SPECS, tmp_path / "codes")

    assert made.findings == ()
    assert made.tree is not None
    capture = made.tree["sql/20_capturing/70_capture_codes.apply.sql"]
    assert "ON CONFLICT (code) DO NOTHING;" in capture
    assert "DO UPDATE" not in capture


def test_a_legacy_uuid_is_the_new_identity(tmp_path: Path) -> None:
    """A legacy key that is a uuid is kept as the identity, not hashed into another one."""
    specs = SPECS | {
        "legacy_tables/old_codes.yaml": """
            kind: legacy_table
            name: old_codes
            comment: A code with its label.
            columns: {code: {type: uuid}, label: {type: text}}
            key: [code]
            """,
        "tables/codes.yaml": """
            kind: table
            name: codes
            comment: A code with its label.
            columns:
              id: {type: uuid, comment: The code.}
              label: {type: text, comment: What it stands for.}
            primary_key: [id]
            """,
        "mappings/codes.yaml": SPECS["mappings/codes.yaml"].replace("code: code", "label: label"),
    }

    made = rendered(specs, tmp_path / "codes")

    assert made.findings == ()
    assert made.tree is not None
    capture = made.tree["sql/20_capturing/70_capture_codes.apply.sql"]
    assert "uuid_from" not in capture
    assert "ON CONFLICT (id) DO UPDATE" in capture
    assert "identity, the legacy key itself: `l.code` |" in made.tree["docs/mappings/codes.md"]


def test_a_plan_knows_the_tables_of_both_sides() -> None:
    """The plan lists legacy and target tables apart, each by name."""
    plan = render(SHOP, "specs/shop").plan

    assert plan is not None
    assert [one.name for one in plan.on_side("legacy")] == ["orders"]
    assert [one.name for one in plan.on_side("target")] == ["customers", "purchases"]


SAME_TABLE = {
    **SPECS,
    "legacy_tables/old_codes.yaml": """
        kind: legacy_table
        name: old_codes
        comment: A code that may stand for another one.
        columns: {code: {type: text}, of: {type: text, nullable: true}}
        key: [code]
        """,
    "tables/codes.yaml": """
        kind: table
        name: codes
        comment: A code that may stand for another one.
        columns:
          code: {type: text, comment: The code.}
          of: {type: text, nullable: true, comment: The code that it stands for.}
          last: {type: text, nullable: true, comment: What that stands for in the end.}
        primary_key: [code]
        """,
    "mappings/codes.yaml": """
        kind: mapping
        name: codes
        component: codes
        from: old_codes
        to: codes
        columns:
          code: code
          of: of
          last: {from: of, lookup: codes.code, through: {of: codes.code, last: codes.code}}
        """,
}


def test_hops_through_one_table_are_told_apart(tmp_path: Path) -> None:
    """Each hop of a lookup is followed by a trigger of its own, also where all are in one table."""
    tree = rendered(SAME_TABLE, tmp_path / "codes").tree

    assert tree is not None
    followed = tree["sql/20_capturing/69_follow_codes.apply.sql"]
    for hop in ("last", "last_through_of", "last_through_last"):
        assert followed.count(f"CREATE OR REPLACE TRIGGER zz_changeover_codes_follow_{hop}\n") == 1
