// Generated from specs/ai-management/redirects/debugging.yaml; edit the spec, then run `make render`.
export default {
  "name": "debugging",
  "variable": "page_debugging",
  "prefix": "/platform/debug/ai",
  "to": "/ai-management/features/chatbot?tab=debug",
  "since": 1794787200,
  "permanent": 1814313600
};
