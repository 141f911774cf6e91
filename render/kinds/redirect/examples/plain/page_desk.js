// Generated from specs/ai-management/redirects/desk.yaml; edit the spec, then run `make render`.
export default {
  "name": "desk",
  "variable": "page_desk",
  "prefix": "/desk",
  "to": "/shop/orders?view=desk",
  "since": 1794787200,
  "permanent": 1814313600
};
