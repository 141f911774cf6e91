// Generated from specs/ai-management/redirects/settings.yaml; edit the spec, then run `make render`.
export default {
  "name": "settings",
  "variable": "page_settings",
  "exact": "/platform/settings/ai-management",
  "to": "/ai-management/models",
  "parameter": "tab",
  "tabs": {
    "models": "/ai-management/models",
    "prompts": "/ai-management/prompts"
  },
  "since": 1794787200,
  "permanent": 1814313600
};
