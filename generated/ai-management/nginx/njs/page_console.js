// Generated from specs/ai-management/redirects/console.yaml; edit the spec, then run `make render`.
export default {
  "name": "console",
  "variable": "page_console",
  "exact": "/ai-management",
  "parameter": "tab",
  "tabs": {
    "models": "/ai-management/models",
    "prompts": "/ai-management/prompts",
    "costs": "/ai-management/spending",
    "tests": "/ai-management/testing",
    "logs": "/ai-management/features/chatbot"
  },
  "since": 1794787200,
  "permanent": 1814313600
};
