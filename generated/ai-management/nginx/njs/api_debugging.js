// Generated from specs/ai-management/endpoints/debugging.yaml; edit the spec, then run `make render`.
export default {
  "name": "debugging",
  "variable": "api_debugging",
  "exact": "/api/debug/ai",
  "prefix": "/api/debug/ai/",
  "successor": "/api/ai-management/v2/debugging/",
  "deprecation": 1794787200,
  "sunset": 1814313600,
  "headers": {
    "deprecation": "@1794787200",
    "sunset": "Wed, 30 Jun 2027 00:00:00 GMT",
    "link": "</migration/debugging.md>; rel=\"deprecation\"; type=\"text/markdown\", </migration/debugging.json>; rel=\"deprecation\"; type=\"application/json\", </migration/debugging.md>; rel=\"sunset\"; type=\"text/markdown\", </api/ai-management/v2/debugging/>; rel=\"successor-version\""
  },
  "errors": {
    "fields": [
      {
        "name": "error",
        "from": [
          "message"
        ]
      }
    ]
  },
  "routes": [
    {
      "name": "logs",
      "method": "GET",
      "path": [
        "api",
        "debug",
        "ai",
        "logs"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "debugging",
        "logs"
      ],
      "params": {},
      "query": {
        "level": {
          "to": "severity"
        },
        "service": {
          "to": "feature",
          "values": {
            "photo_analysis": "photo-tagging",
            "chatbot_service": "chatbot",
            "search_ai": "ai-search"
          },
          "other": "service"
        },
        "request_id": {
          "to": "request"
        },
        "before_id": {
          "to": "before"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "severity",
        "feature",
        "request",
        "before"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "logs"
        ],
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "level",
            "from": [
              "severity"
            ]
          },
          {
            "name": "service_name",
            "from": [
              "feature"
            ],
            "values": {
              "photo-tagging": "\"photo_analysis\"",
              "chatbot": "\"chatbot_service\"",
              "ai-search": "\"search_ai\""
            },
            "other": [
              "service"
            ]
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "message",
            "from": [
              "message"
            ]
          },
          {
            "name": "context",
            "from": [
              "details"
            ]
          },
          {
            "name": "request_id",
            "from": [
              "request"
            ]
          },
          {
            "name": "duration_ms",
            "from": [
              "durationMs"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "occurredAt"
            ]
          }
        ]
      }
    },
    {
      "name": "log",
      "method": "GET",
      "path": [
        "api",
        "debug",
        "ai",
        "logs",
        {
          "any": "id"
        }
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "debugging",
        "logs",
        {
          "any": "id"
        }
      ],
      "params": {},
      "query": {},
      "unasked": [],
      "streamed": false,
      "reply": {
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "level",
            "from": [
              "severity"
            ]
          },
          {
            "name": "service_name",
            "from": [
              "feature"
            ],
            "values": {
              "photo-tagging": "\"photo_analysis\"",
              "chatbot": "\"chatbot_service\"",
              "ai-search": "\"search_ai\""
            },
            "other": [
              "service"
            ]
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "message",
            "from": [
              "message"
            ]
          },
          {
            "name": "context",
            "from": [
              "details"
            ]
          },
          {
            "name": "request_id",
            "from": [
              "request"
            ]
          },
          {
            "name": "duration_ms",
            "from": [
              "durationMs"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "occurredAt"
            ]
          }
        ]
      }
    },
    {
      "name": "log_added",
      "method": "POST",
      "path": [
        "api",
        "debug",
        "ai",
        "logs"
      ],
      "target_method": "POST",
      "target": [
        "api",
        "ai-management",
        "v2",
        "debugging",
        "logs"
      ],
      "params": {},
      "query": {},
      "unasked": [],
      "streamed": false,
      "body": {
        "fields": [
          {
            "name": "severity",
            "from": [
              "level"
            ]
          },
          {
            "name": "feature",
            "from": [
              "service_name"
            ],
            "values": {
              "photo_analysis": "\"photo-tagging\"",
              "chatbot_service": "\"chatbot\"",
              "search_ai": "\"ai-search\""
            },
            "fallback": "\"unassigned\""
          },
          {
            "name": "service",
            "from": [
              "service_name"
            ]
          },
          {
            "name": "model",
            "from": [
              "model_name"
            ]
          },
          {
            "name": "message",
            "from": [
              "message"
            ]
          },
          {
            "name": "details",
            "from": [
              "context"
            ]
          },
          {
            "name": "request",
            "from": [
              "request_id"
            ]
          },
          {
            "name": "durationMs",
            "from": [
              "duration_ms"
            ]
          }
        ]
      },
      "reply": {
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "level",
            "from": [
              "severity"
            ]
          },
          {
            "name": "service_name",
            "from": [
              "feature"
            ],
            "values": {
              "photo-tagging": "\"photo_analysis\"",
              "chatbot": "\"chatbot_service\"",
              "ai-search": "\"search_ai\""
            },
            "other": [
              "service"
            ]
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "message",
            "from": [
              "message"
            ]
          },
          {
            "name": "context",
            "from": [
              "details"
            ]
          },
          {
            "name": "request_id",
            "from": [
              "request"
            ]
          },
          {
            "name": "duration_ms",
            "from": [
              "durationMs"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "occurredAt"
            ]
          }
        ]
      }
    },
    {
      "name": "errors",
      "method": "GET",
      "path": [
        "api",
        "debug",
        "ai",
        "errors"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "debugging",
        "errors"
      ],
      "params": {},
      "query": {
        "resolved": {
          "to": "resolved"
        },
        "service": {
          "to": "feature",
          "values": {
            "photo_analysis": "photo-tagging",
            "chatbot_service": "chatbot",
            "search_ai": "ai-search"
          },
          "other": "service"
        },
        "before_id": {
          "to": "before"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "feature",
        "before"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "errors"
        ],
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "error_code",
            "from": [
              "code"
            ]
          },
          {
            "name": "error_message",
            "from": [
              "message"
            ]
          },
          {
            "name": "severity",
            "from": [
              "level"
            ]
          },
          {
            "name": "service_name",
            "from": [
              "feature"
            ],
            "values": {
              "photo-tagging": "\"photo_analysis\"",
              "chatbot": "\"chatbot_service\"",
              "ai-search": "\"search_ai\""
            },
            "other": [
              "service"
            ]
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "stack_trace",
            "from": [
              "stackTrace"
            ]
          },
          {
            "name": "request_id",
            "from": [
              "request"
            ]
          },
          {
            "name": "occurrences",
            "from": [
              "occurrences"
            ]
          },
          {
            "name": "resolved",
            "from": [
              "resolved"
            ]
          },
          {
            "name": "resolved_by",
            "from": [
              "resolvedBy"
            ]
          },
          {
            "name": "first_seen",
            "from": [
              "firstOccurredAt"
            ]
          },
          {
            "name": "last_seen",
            "from": [
              "lastOccurredAt"
            ]
          }
        ]
      }
    },
    {
      "name": "error_resolved",
      "method": "PATCH",
      "path": [
        "api",
        "debug",
        "ai",
        "errors",
        {
          "any": "id"
        }
      ],
      "target_method": "PATCH",
      "target": [
        "api",
        "ai-management",
        "v2",
        "debugging",
        "errors",
        {
          "any": "id"
        }
      ],
      "params": {},
      "query": {},
      "unasked": [],
      "streamed": false,
      "body": {
        "fields": [
          {
            "name": "resolved",
            "from": [
              "resolved"
            ]
          },
          {
            "name": "resolvedBy",
            "from": [
              "resolved_by"
            ]
          }
        ]
      },
      "reply": {
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "error_code",
            "from": [
              "code"
            ]
          },
          {
            "name": "error_message",
            "from": [
              "message"
            ]
          },
          {
            "name": "severity",
            "from": [
              "level"
            ]
          },
          {
            "name": "service_name",
            "from": [
              "feature"
            ],
            "values": {
              "photo-tagging": "\"photo_analysis\"",
              "chatbot": "\"chatbot_service\"",
              "ai-search": "\"search_ai\""
            },
            "other": [
              "service"
            ]
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "stack_trace",
            "from": [
              "stackTrace"
            ]
          },
          {
            "name": "request_id",
            "from": [
              "request"
            ]
          },
          {
            "name": "occurrences",
            "from": [
              "occurrences"
            ]
          },
          {
            "name": "resolved",
            "from": [
              "resolved"
            ]
          },
          {
            "name": "resolved_by",
            "from": [
              "resolvedBy"
            ]
          },
          {
            "name": "first_seen",
            "from": [
              "firstOccurredAt"
            ]
          },
          {
            "name": "last_seen",
            "from": [
              "lastOccurredAt"
            ]
          }
        ]
      }
    },
    {
      "name": "metrics",
      "method": "GET",
      "path": [
        "api",
        "debug",
        "ai",
        "metrics"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "debugging",
        "samples"
      ],
      "params": {},
      "query": {
        "metric": {
          "to": "metric"
        },
        "service": {
          "to": "feature",
          "values": {
            "photo_analysis": "photo-tagging",
            "chatbot_service": "chatbot",
            "search_ai": "ai-search"
          },
          "other": "service"
        },
        "before_id": {
          "to": "before"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "feature",
        "before"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "samples"
        ],
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "metric_name",
            "from": [
              "metric"
            ]
          },
          {
            "name": "service_name",
            "from": [
              "feature"
            ],
            "values": {
              "photo-tagging": "\"photo_analysis\"",
              "chatbot": "\"chatbot_service\"",
              "ai-search": "\"search_ai\""
            },
            "other": [
              "service"
            ]
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "value",
            "from": [
              "value"
            ]
          },
          {
            "name": "unit",
            "from": [
              "unit"
            ]
          },
          {
            "name": "tags",
            "from": [
              "labels"
            ]
          },
          {
            "name": "recorded_at",
            "from": [
              "measuredAt"
            ]
          }
        ]
      }
    }
  ]
};
