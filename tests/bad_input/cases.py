"""The mistakes that an author can make in the form, names and meaning of a spec, one each."""

from __future__ import annotations

from dataclasses import dataclass

MAPPING = "mappings/orders.yaml"
TABLE = "tables/purchases.yaml"
INDEX = "indexes/purchases_open.yaml"
CONTRACT = "legacy_tables/orders.yaml"
ROLE = "roles/shop_app.yaml"
LONG = "orders_of_the_customers_who_came_by_the_newsletter_of_the_year_2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mistake: what an author writes in one file, its rule, and the text that is marked.

    `old` empty replaces the whole file; `beside` are good files that come with it, by their paths.
    Of several findings `culprit` is the first one's.
    """

    name: str
    file: str
    old: str = ""
    new: str
    rule: str
    culprit: str
    beside: tuple[tuple[str, str], ...] = ()


def bomb() -> str:
    """Nine levels of ten aliases each: a billion texts for whoever expands them."""
    levels = [f"b{n}: &b{n} [{', '.join(['*b' + str(n - 1)] * 10)}]\n" for n in range(1, 10)]
    return "kind: role\nname: bomb\nb0: &b0 [lol]\n" + "".join(levels)


FORM = (
    Case(
        name="unknown key",
        file=MAPPING,
        old="unmapped: keep",
        new="unmaped: keep",
        rule="unknown-key",
        culprit="unmaped",
    ),
    Case(
        name="wrong type",
        file=TABLE,
        old="premake: 1",
        new='premake: "1"',
        rule="wrong-type",
        culprit='"1"',
    ),
    Case(
        name="duplicate key",
        file=MAPPING,
        old="to: purchases\n",
        new="to: purchases\nfrom: customers\n",
        rule="duplicate-key",
        culprit="from",
    ),
    Case(
        name="trap on",
        file=INDEX,
        old="table: purchases\n",
        new="table: purchases\non: purchases\n",
        rule="unknown-key",
        culprit="on",
    ),
    Case(
        name="trap no",
        file=TABLE,
        old="status: {type: text, nullable: true,",
        new="status: {type: text, nullable: no,",
        rule="wrong-type",
        culprit="no",
    ),
    Case(name="YAML bomb", file="roles/bomb.yaml", new=bomb(), rule="anchor", culprit="&b0"),
    Case(
        name="unknown folder",
        file="mapping/orders.yaml",
        new="kind: mapping\nname: orders\n",
        rule="unknown-folder",
        culprit="kind",
    ),
    Case(
        name="other ending of the file's name",
        file="roles/reader.yml",
        new="kind: role\nname: reader\n",
        rule="file-not-read",
        culprit="",
    ),
    Case(
        name="second spec at the top",
        file="notes.yaml",
        new="kind: role\nname: notes\n",
        rule="unknown-folder",
        culprit="kind",
    ),
    Case(
        name="name that is not the folder's",
        file="migration.yaml",
        old="name: shop\n",
        new="name: shops\n",
        rule="name-is-not-file",
        culprit="shops",
    ),
    Case(
        name="path traversal in a name",
        file=ROLE,
        old="name: shop_app",
        new="name: ../../../etc/cron_d",
        rule="wrong-format",
        culprit="../../../etc/cron_d",
    ),
    Case(
        name="path traversal in a dump",
        file=CONTRACT,
        old="key: [id]\n",
        new="key: [id]\nsample: {fill: {dump: ../../../../etc/passwd}}\n",
        rule="wrong-format",
        culprit="../../../../etc/passwd",
    ),
)

NAMES = (
    Case(
        name="name over 63 bytes",
        file="roles/long.yaml",
        new=f"kind: role\nname: {LONG}\ncomment: Its name has 64 characters.\n",
        rule="wrong-size",
        culprit=LONG,
    ),
    Case(
        name="names that collide after truncation",
        file=CONTRACT,
        old="key: [id]\n",
        new=f"  {LONG[:63]}5: {{type: text}}\n  {LONG[:63]}6: {{type: text}}\nkey: [id]\n",
        rule="wrong-size",
        culprit=f"{LONG[:63]}5",
    ),
    Case(
        name="name that a partition has",
        file="tables/purchases_2024_02.yaml",
        new="kind: table\nname: purchases_2024_02\ncomment: Purchases of one month.\n"
        "columns:\n  id: {type: uuid, comment: Identity.}\nprimary_key: [id]\n",
        rule="name-collision",
        culprit="purchases_2024_02",
    ),
    Case(
        name="name that a legacy table has",
        file="legacy_tables/customers.yaml",
        new="kind: legacy_table\nname: customers\ncomment: One customer of old.\n"
        "columns:\n  id: {type: bigint}\nkey: [id]\n",
        rule="name-collision",
        culprit="customers",
    ),
    Case(
        name="unknown table",
        file=MAPPING,
        old="to: purchases",
        new="to: purchase",
        rule="unknown-reference",
        culprit="purchase",
    ),
    Case(
        name="unknown table in a lookup",
        file=MAPPING,
        old="lookup: customers.mail",
        new="lookup: custmers.mail",
        rule="unknown-reference",
        culprit="custmers",
    ),
    Case(
        name="unknown column",
        file=MAPPING,
        old="from: customer,",
        new="from: custmer,",
        rule="unknown-column",
        culprit="custmer",
    ),
    Case(
        name="unknown column in a lookup",
        file=MAPPING,
        old="lookup: customers.mail",
        new="lookup: customers.email",
        rule="unknown-column",
        culprit="email",
    ),
)

MEANING = (
    Case(
        name="unmapped legacy column",
        file=MAPPING,
        old="  note: note\n",
        new="",
        rule="unmapped-legacy-column",
        culprit="columns",
    ),
    Case(
        name="inverse missing",
        file=MAPPING,
        old="    inverse: {paid: status = 'paid'}\n",
        new="",
        rule="inverse-missing",
        culprit="status",
    ),
    Case(
        name="lookup to a column that is not unique",
        file=MAPPING,
        old="lookup: customers.mail",
        new="lookup: customers.name",
        rule="lookup-not-unique",
        culprit="customers.name",
    ),
    Case(
        name="partition key not in the primary key",
        file=TABLE,
        old="primary_key: [id, placed_at]",
        new="primary_key: [id]",
        rule="partition-key-not-in-primary-key",
        culprit="[id]",
    ),
    Case(
        name="index concurrently in a transaction",
        file=INDEX,
        old="where:",
        new="concurrently: true\ntransaction: one\nwhere:",
        rule="unknown-key",
        culprit="concurrently",
    ),
)

CASES = (*FORM, *NAMES, *MEANING)
