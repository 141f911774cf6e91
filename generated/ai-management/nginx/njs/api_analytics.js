// Generated from specs/ai-management/endpoints/analytics.yaml; edit the spec, then run `make render`.
export default {
  "name": "analytics",
  "variable": "api_analytics",
  "exact": "/api/analytics",
  "prefix": "/api/analytics/",
  "successor": "/api/ai-management/v2/activity/",
  "deprecation": 1794787200,
  "sunset": 1814313600,
  "headers": {
    "deprecation": "@1794787200",
    "sunset": "Wed, 30 Jun 2027 00:00:00 GMT",
    "link": "</migration/analytics.md>; rel=\"deprecation\"; type=\"text/markdown\", </migration/analytics.json>; rel=\"deprecation\"; type=\"application/json\", </migration/analytics.md>; rel=\"sunset\"; type=\"text/markdown\", </api/ai-management/v2/activity/>; rel=\"successor-version\""
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
      "name": "events",
      "method": "GET",
      "path": [
        "api",
        "analytics",
        "events"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "activity",
        "events"
      ],
      "params": {},
      "query": {
        "event": {
          "to": "event"
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
        "user_id": {
          "to": "user"
        },
        "from": {
          "to": "from"
        },
        "to": {
          "to": "to"
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
        "user",
        "before"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "events"
        ],
        "fields": [
          {
            "name": "event_id",
            "from": [
              "id"
            ]
          },
          {
            "name": "event_name",
            "from": [
              "event"
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
            "name": "user_id",
            "from": [
              "user"
            ]
          },
          {
            "name": "session_id",
            "from": [
              "session"
            ]
          },
          {
            "name": "experiment",
            "from": [
              "experiment"
            ]
          },
          {
            "name": "variant",
            "from": [
              "variant"
            ]
          },
          {
            "name": "properties",
            "from": [
              "properties"
            ]
          },
          {
            "name": "occurred_at",
            "from": [
              "occurredAt"
            ]
          }
        ]
      }
    },
    {
      "name": "event_added",
      "method": "POST",
      "path": [
        "api",
        "analytics",
        "events"
      ],
      "target_method": "POST",
      "target": [
        "api",
        "ai-management",
        "v2",
        "activity",
        "events"
      ],
      "params": {},
      "query": {},
      "unasked": [],
      "streamed": false,
      "body": {
        "fields": [
          {
            "name": "event",
            "from": [
              "event_name"
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
            "name": "user",
            "from": [
              "user_id"
            ]
          },
          {
            "name": "session",
            "from": [
              "session_id"
            ]
          },
          {
            "name": "experiment",
            "from": [
              "experiment"
            ]
          },
          {
            "name": "variant",
            "from": [
              "variant"
            ]
          },
          {
            "name": "properties",
            "from": [
              "properties"
            ]
          }
        ]
      },
      "reply": {
        "fields": [
          {
            "name": "event_id",
            "from": [
              "id"
            ]
          },
          {
            "name": "event_name",
            "from": [
              "event"
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
            "name": "user_id",
            "from": [
              "user"
            ]
          },
          {
            "name": "session_id",
            "from": [
              "session"
            ]
          },
          {
            "name": "experiment",
            "from": [
              "experiment"
            ]
          },
          {
            "name": "variant",
            "from": [
              "variant"
            ]
          },
          {
            "name": "properties",
            "from": [
              "properties"
            ]
          },
          {
            "name": "occurred_at",
            "from": [
              "occurredAt"
            ]
          }
        ]
      }
    },
    {
      "name": "user",
      "method": "GET",
      "path": [
        "api",
        "analytics",
        "users",
        {
          "any": "user_id"
        }
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "activity",
        "users",
        {
          "any": "user_id"
        }
      ],
      "params": {},
      "query": {
        "from": {
          "to": "from"
        },
        "to": {
          "to": "to"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [],
      "streamed": false,
      "reply": {
        "fields": [
          {
            "name": "user_id",
            "from": [
              "user"
            ]
          },
          {
            "name": "days",
            "each": [
              "days"
            ],
            "fields": [
              {
                "name": "date",
                "from": [
                  "day"
                ]
              },
              {
                "name": "top_service",
                "from": [
                  "topFeature"
                ],
                "values": {
                  "photo-tagging": "\"photo_analysis\"",
                  "chatbot": "\"chatbot_service\"",
                  "ai-search": "\"search_ai\""
                },
                "other": [
                  "topService"
                ]
              },
              {
                "name": "requests",
                "from": [
                  "calls"
                ]
              },
              {
                "name": "tokens",
                "from": [
                  "tokensUsed"
                ]
              },
              {
                "name": "cost",
                "from": [
                  "costUsd"
                ]
              },
              {
                "name": "active_minutes",
                "from": [
                  "activeMinutes"
                ]
              },
              {
                "name": "average_rating",
                "from": [
                  "averageRating"
                ]
              },
              {
                "name": "last_seen",
                "from": [
                  "lastCallAt"
                ]
              }
            ]
          }
        ]
      }
    },
    {
      "name": "performance",
      "method": "GET",
      "path": [
        "api",
        "analytics",
        "performance",
        {
          "any": "service"
        }
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "activity",
        "performance",
        {
          "any": "service"
        }
      ],
      "params": {
        "service": {
          "values": {
            "photo_analysis": "photo-tagging",
            "chatbot_service": "chatbot",
            "search_ai": "ai-search"
          },
          "fallback": "unassigned",
          "other": "service"
        }
      },
      "query": {
        "from": {
          "to": "from"
        },
        "to": {
          "to": "to"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "service"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "summaries"
        ],
        "fields": [
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
            "name": "period_start",
            "from": [
              "periodStart"
            ]
          },
          {
            "name": "period_end",
            "from": [
              "periodEnd"
            ]
          },
          {
            "name": "requests",
            "from": [
              "calls"
            ]
          },
          {
            "name": "failures",
            "from": [
              "failedCalls"
            ]
          },
          {
            "name": "avg_latency",
            "from": [
              "meanMs"
            ],
            "shift": -3
          },
          {
            "name": "p95_latency",
            "from": [
              "p95Ms"
            ],
            "shift": -3
          },
          {
            "name": "p99_latency",
            "from": [
              "p99Ms"
            ],
            "shift": -3
          },
          {
            "name": "availability",
            "from": [
              "availability"
            ]
          }
        ]
      }
    }
  ]
};
