// Generated from specs/ai-management/redirects/costs.yaml; edit the spec, then run `make render`.
export default {
  "name": "costs",
  "variable": "page_costs",
  "exact": "/platform/costs",
  "to": "/ai-management/spending",
  "since": 1794787200,
  "permanent": 1814313600
};
