"""The words of the expressions that a spec may hold: what is not listed here is refused.

Every function and every cast is immutable in Postgres; a test asks Postgres itself.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPERATORS = _words(
    """
    + - * / % ^ = <> != < > <= >= || -> ->> #> #>> @> <@ ? ?| ?& ~ ~* !~ !~* & | # << >>
    """
)

KEYWORDS = _words(
    """
    and or not is null true false unknown isnull notnull case when then else end in between
    like ilike similar to escape at time zone distinct from as for both leading trailing
    placing
    """
)

# Called like a function, but their arguments are grammar; Postgres has its own rules for them.
SYNTAX_FUNCTIONS = _words(
    """
    cast coalesce nullif greatest least extract position substring trim overlay
    """
)

FUNCTIONS = SYNTAX_FUNCTIONS | _words(
    """
    lower upper initcap reverse btrim ltrim rtrim lpad rpad replace translate substr strpos
    left right split_part starts_with length char_length character_length octet_length ascii
    chr md5 sha256 encode decode to_hex regexp_replace
    abs round exp ln log width_bucket ceil ceiling floor trunc sign mod div power sqrt
    num_nulls num_nonnulls
    make_interval make_date make_timestamp to_timestamp date_trunc date_part isfinite
    justify_days justify_hours justify_interval
    jsonb_typeof jsonb_array_length jsonb_extract_path jsonb_extract_path_text
    jsonb_strip_nulls jsonb_set
    """
)

EXTRACT_FIELDS = _words(
    """
    century day decade dow doy epoch hour isodow isoyear julian microseconds millennium
    milliseconds minute month quarter second week year
    """
)

TEXT_TYPES = frozenset({"text", "varchar", "character varying"})

TYPES = TEXT_TYPES | frozenset(
    {
        "boolean",
        "bool",
        "smallint",
        "int2",
        "integer",
        "int",
        "int4",
        "bigint",
        "int8",
        "numeric",
        "decimal",
        "real",
        "float4",
        "double precision",
        "float8",
        "date",
        "timestamp",
        "timestamp without time zone",
        "timestamptz",
        "timestamp with time zone",
        "time",
        "time without time zone",
        "interval",
        "uuid",
        "jsonb",
        "bytea",
    }
)

# Types that are names of objects: what such a text means is looked up when it is read.
CATALOG_TYPES = _words(
    """
    regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
    regprocedure regrole regtype oid
    """
)

CLOCK = _words(
    """
    now clock_timestamp statement_timestamp transaction_timestamp timeofday age
    current_timestamp current_date current_time localtime localtimestamp
    """
)
RANDOM = _words(
    """
    random random_normal setseed gen_random_uuid gen_random_bytes uuid_generate_v1
    uuid_generate_v1mc uuid_generate_v4 uuidv4 uuidv7
    """
)
SEQUENCE = _words(
    """
    nextval currval lastval setval
    """
)
SESSION = _words(
    """
    current_setting set_config current_user session_user user current_role current_catalog
    current_schema current_schemas current_database system_user pg_backend_pid txid_current
    pg_current_xact_id inet_client_addr inet_server_addr version
    """
)
# Evaluated anew for each query, a policy may ask who reads and when.
POLICY_CALLS = _words(
    """
    now transaction_timestamp statement_timestamp current_timestamp current_date localtimestamp
    current_user session_user current_role user current_setting
    """
)
# Evaluated once, when the row is born, a default may make any value.
DEFAULT_CALLS = (
    POLICY_CALLS | RANDOM - {"setseed"} | _words("clock_timestamp current_time localtime nextval")
)
# Words that are calls without parentheses.
BARE_CALLS = _words(
    """
    current_timestamp current_date current_time localtime localtimestamp current_user
    session_user user current_role current_catalog current_schema system_user
    """
)
SETTINGS = {
    "convert_from": "",
    "convert_to": "use `decode` and `encode`",
    "concat": "join with `||`, and `coalesce` what may be NULL",
    "concat_ws": "join with `||`, and `coalesce` what may be NULL",
    "format": "join with `||`, and cast what is not text",
    "to_char": "take the parts with `extract`, of a time `AT TIME ZONE 'UTC'`",
    "to_date": "cast text of the form `2026-01-31` with `make_date` and `split_part`",
    "to_number": "cast: `::numeric`",
    "to_json": "cast: `::jsonb`",
    "to_jsonb": "cast: `::jsonb`",
    "json_build_object": "set each key with `jsonb_set`",
    "jsonb_build_object": "set each key with `jsonb_set`",
    "json_build_array": "",
    "jsonb_build_array": "",
    "row_to_json": "",
    "array_to_string": "",
    "make_timestamptz": "use `make_timestamp`, then `AT TIME ZONE 'UTC'`",
    "quote_literal": "",
    "quote_nullable": "",
}
OUTSIDE = _words(
    """
    pg_sleep pg_read_file pg_read_binary_file pg_ls_dir pg_stat_file lo_import lo_export lo_get
    dblink dblink_exec query_to_xml table_to_xml cursor_to_xml database_to_xml pg_notify
    pg_terminate_backend pg_cancel_backend pg_reload_conf pg_advisory_lock
    pg_advisory_xact_lock pg_try_advisory_lock pg_relation_size pg_total_relation_size
    obj_description col_description has_table_privilege to_regclass
    """
)
AGGREGATES = _words(
    """
    count sum avg min max array_agg string_agg json_agg jsonb_agg json_object_agg
    jsonb_object_agg bool_and bool_or every bit_and bit_or stddev variance mode
    percentile_cont percentile_disc row_number rank dense_rank percent_rank cume_dist ntile
    lag lead first_value last_value nth_value
    """
)
ROW_SETS = _words(
    """
    unnest generate_series generate_subscripts regexp_matches regexp_split_to_table
    string_to_table json_each jsonb_each jsonb_each_text jsonb_object_keys
    jsonb_array_elements jsonb_array_elements_text jsonb_to_recordset jsonb_populate_recordset
    jsonb_path_query
    """
)
SUBQUERY_CALLS = frozenset({"exists", "values"})
SUBQUERY_WORDS = frozenset({"select", "with", "union", "intersect", "except"})
# What looks like a call and is a part of the grammar that no mapping needs.
GRAMMAR_CALLS = {
    "row": "a row of several values",
    "array": "an array",
    "any": "a comparison with an array",
    "some": "a comparison with an array",
    "all": "a comparison with an array",
    "over": "a window",
    "filter": "an aggregate's filter",
    "within": "an ordered aggregate",
    "operator": "an operator by its schema",
    "grouping": "a grouping",
}
GRAMMAR_WORDS = {"collate": "a collation", "order": "an order"}
