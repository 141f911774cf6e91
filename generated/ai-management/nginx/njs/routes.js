// Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.

import api_ai_management from 'api_ai_management.js';
import api_analytics from 'api_analytics.js';
import api_debugging from 'api_debugging.js';
import api_costs from 'api_costs.js';
import page_settings from 'page_settings.js';
import page_analytics from 'page_analytics.js';
import page_debugging from 'page_debugging.js';
import page_costs from 'page_costs.js';
import page_console from 'page_console.js';

export default {
    client: "X-Client-Id",
    reply_bytes: 4194304,
    new_answers_within_ms: 10000,
    fresh: [{"exact": "/ai-management"}, {"prefix": "/ai-management/"}, {"prefix": "/api/ai-management/v2/"}],
    endpoints: [api_ai_management, api_analytics, api_debugging, api_costs],
    pages: [page_settings, page_analytics, page_debugging, page_costs, page_console],
};
