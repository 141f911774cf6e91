// Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.

import api_orders from 'api_orders.js';
import page_desk from 'page_desk.js';

export default {
    client: "X-Client-Id",
    reply_bytes: 1048576,
    new_answers_within_ms: 10000,
    fresh: [{"exact": "/desk"}, {"exact": "/shop"}, {"prefix": "/shop/"}, {"prefix": "/api/shop/v2/"}],
    endpoints: [api_orders],
    pages: [page_desk],
};
