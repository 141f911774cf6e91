// Generated from specs/ai-management/redirects/desk.yaml; edit the spec, then run `make render`.
export default {
  "name": "desk",
  "variable": "page_desk",
  "exact": "/shop",
  "parameter": "tab",
  "tabs": {
    "open": "/shop/orders",
    "paid": "/shop/orders?state=paid"
  },
  "since": 1794787200,
  "permanent": 1814313600
};
