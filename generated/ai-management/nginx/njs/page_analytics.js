// Generated from specs/ai-management/redirects/analytics.yaml; edit the spec, then run `make render`.
export default {
  "name": "analytics",
  "variable": "page_analytics",
  "exact": "/platform/analytics",
  "to": "/ai-management",
  "since": 1794787200,
  "permanent": 1814313600
};
