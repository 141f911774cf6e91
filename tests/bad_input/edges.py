"""The mistakes that an author can make in an edge and what it answers for, one each."""

from __future__ import annotations

from .cases import Case

SYSTEM = "legacy_systems/desk.yaml"
EDGE = "edges/nginx.yaml"
API = "apis/purchases.yaml"
ENDPOINT = "endpoints/orders.yaml"
PAGE = "redirects/desk.yaml"

GOOD = {
    SYSTEM: """\
kind: legacy_system
name: desk
title: Order desk
location: /desk
tables: [orders]
apis: [/api/orders/*]
pain_points: [Nobody finds an order without its number.]
""",
    EDGE: """\
kind: edge
name: nginx
title: The nginx in front of desk and shop
listen: 127.0.0.1:8080
upstreams:
  legacy: {address: 127.0.0.1:8081, answers_within_ms: 30000}
  new: {address: 127.0.0.1:8082, answers_within_ms: 10000}
new: [/shop, /shop/*, /api/shop/v2/*]
limits: {request_kib: 256, reply_kib: 1024}
client: X-Client-Id
notices: /notices
component: data_migration_orders
quiet: {for: 14 days, because: The slowest report runs every second Monday.}
shadow: {percent: 10, reads: 1000, for: 24 hours, because: A day has every hourly job in it.}
""",
    API: """\
kind: api
name: purchases
title: Purchases of the shop
base: /api/shop/v2/purchases
errors: {code: text, message: text}
routes:
  GET /: {query: [state], reply: {purchases: [{number: integer, total: number, state: text}]}}
  GET /{number}: {reply: {number: integer, total: number, state: text}}
""",
    ENDPOINT: """\
kind: endpoint
name: orders
title: Order API
api: /api/orders/*
data_set: orders
successor: /api/shop/v2/purchases/
deprecation: 2026-11-16
sunset: 2027-06-30
because: The last desk closes in the summer.
errors: {error: message}
routes:
  all:
    legacy: GET /api/orders/all
    new: GET /api/shop/v2/purchases/
    query: {status: state}
    reply: {each: purchases, shape: order}
  order:
    legacy: GET /api/orders/{id}
    new: GET /api/shop/v2/purchases/{id}
    reply: {shape: order}
shapes:
  order:
    id: number
    total: total
    paid: {from: state, values: {"true": paid, "false": open}, as: boolean}
""",
    PAGE: """\
kind: redirect
name: desk
title: Desk
from: /desk
to: /shop/purchases
tabs: {tab: {open: "/shop/purchases?state=open"}}
since: 2026-11-16
permanent: 2027-06-30
""",
}


def spoilt(name: str, file: str, old: str, new: str, rule: str, culprit: str) -> Case:
    """A mistake in one of the specs above; the others come with it as they are."""
    return Case(
        name=name,
        file=file,
        new=GOOD[file].replace(old, new, 1),
        rule=rule,
        culprit=culprit,
        beside=tuple((place, text) for place, text in GOOD.items() if place != file),
    )


def wrong(name: str, file: str, old: str, culprit: str) -> Case:
    """A value that nginx or a header could read as something else: refused by its form."""
    key = old.partition(": ")[0]
    return spoilt(name, file, old, f"{key}: {culprit}", "wrong-format", culprit)


ANSWERS = (
    spoilt(
        "routes that overlap",
        ENDPOINT,
        "GET /api/orders/all",
        "GET /api/orders/{name}",
        "routes-overlap",
        "GET /api/orders/{id}",
    ),
    spoilt(
        "path that the new answer does not have",
        ENDPOINT,
        "total: total",
        "total: totl",
        "unknown-reply-path",
        "totl",
    ),
    spoilt(
        "field of errors that the new API does not have",
        ENDPOINT,
        "{error: message}",
        "{error: text}",
        "unknown-reply-path",
        "text",
    ),
    spoilt(
        "sunset before the deprecation",
        ENDPOINT,
        "sunset: 2027-06-30",
        "sunset: 2026-06-30",
        "sunset-before-deprecation",
        "2026-06-30",
    ),
    spoilt(
        "endpoint that nginx reads otherwise",
        ENDPOINT,
        "name: orders",
        "name: default",
        "wrong-format",
        "default",
    ),
    spoilt(
        "API without an endpoint",
        SYSTEM,
        "[/api/orders/*]",
        "[/api/orders/*, /api/bills/*]",
        "api-without-endpoint",
        "/api/bills/*",
    ),
    spoilt(
        "value map without a way back",
        ENDPOINT,
        '{"true": paid, "false": open}',
        '{"true": paid, "false": paid}',
        "values-not-invertible",
        '{"true": paid, "false": paid}',
    ),
    spoilt(
        "legacy value that is no boolean",
        ENDPOINT,
        '"true": paid',
        "yes: paid",
        "value-of-other-type",
        "yes",
    ),
)

HEADERS = (
    wrong(
        "line feed in a successor",
        ENDPOINT,
        "successor: /api/shop/v2/purchases/",
        r'"/api/shop/v2/purchases/\r\nSet-Cookie: a=b"',
    ),
    wrong(
        "line feed at the end of a successor",
        ENDPOINT,
        "successor: /api/shop/v2/purchases/",
        r'"/api/shop/v2/purchases/\n"',
    ),
    wrong("line feed in a header's name", EDGE, "client: X-Client-Id", r'"X-Client-Id\r\nX-A: b"'),
    wrong("line feed at the end of a header's name", EDGE, "client: X-Client-Id", r'"X-Client\n"'),
    wrong("line feed in the path of notices", EDGE, "notices: /notices", r'"/notices\r\nX-A: b"'),
    wrong("tab in the path of a page", PAGE, "to: /shop/purchases", r'"/shop\tpurchases"'),
)

NGINX = (
    wrong("line feed in a title", ENDPOINT, "title: Order API", r'"Order API\nlisten 80;"'),
    wrong("line feed at the end of a title", EDGE, "title: The nginx in front of desk and shop",
          r'"The nginx\n"'),
    wrong("dollar sign in a title", PAGE, "title: Desk", "Desk of $host"),
    wrong("directive in an address", EDGE, "listen: 127.0.0.1:8080", '"127.0.0.1:80; return 200"'),
    wrong("dollar sign in a path of notices", EDGE, "notices: /notices", "/notices/$host"),
    spoilt("brace in a new path", EDGE, "[/shop,", "['/shop{',", "wrong-format", "'/shop{'"),
    wrong("quote in an old page", PAGE, "from: /desk", "'/desk\"'"),
    wrong("semicolon in a new page", PAGE, "to: /shop/purchases", "/shop;return"),
    wrong("dollar sign in a legacy route", ENDPOINT, "legacy: GET /api/orders/all",
          "GET /api/orders/$uri"),
    wrong("space in a legacy route", ENDPOINT, "legacy: GET /api/orders/all",
          "GET /api/orders/all {}"),
    wrong("port that there is not", EDGE, "listen: 127.0.0.1:8080", "127.0.0.1:99999"),
    spoilt(
        "name of an upstream",
        EDGE,
        "address: 127.0.0.1:8082",
        "address: shop.internal:8082",
        "wrong-format",
        "shop.internal:8082",
    ),
    wrong("quote in the base of an API", API, "base: /api/shop/v2/purchases", "/api/shop/v2/it's"),
)  # fmt: skip

SECRETS = tuple(
    spoilt(
        f"client known by {name}",
        EDGE,
        "client: X-Client-Id",
        f"client: {name}",
        "secret-as-client",
        name,
    )
    for name in ("Authorization", "cookie", "X-Api-Key")
)

EDGES = (*ANSWERS, *HEADERS, *SECRETS, *NGINX)
