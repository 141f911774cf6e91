// Generated from specs/ai-management/endpoints/costs.yaml; edit the spec, then run `make render`.
export default {
  "name": "costs",
  "variable": "api_costs",
  "exact": "/api/costs",
  "prefix": "/api/costs/",
  "successor": "/api/ai-management/v2/analytics/spending/",
  "deprecation": 1794787200,
  "sunset": 1814313600,
  "headers": {
    "deprecation": "@1794787200",
    "sunset": "Wed, 30 Jun 2027 00:00:00 GMT",
    "link": "</migration/costs.md>; rel=\"deprecation\"; type=\"text/markdown\", </migration/costs.json>; rel=\"deprecation\"; type=\"application/json\", </migration/costs.md>; rel=\"sunset\"; type=\"text/markdown\", </api/ai-management/v2/analytics/spending/>; rel=\"successor-version\""
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
      "name": "summary",
      "method": "GET",
      "path": [
        "api",
        "costs",
        "summary"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "summary"
      ],
      "params": {},
      "query": {
        "service": {
          "to": "feature",
          "values": {
            "photo_analysis": "photo-tagging",
            "chatbot_service": "chatbot",
            "search_ai": "ai-search"
          },
          "other": "service"
        },
        "from": {
          "to": "from"
        },
        "to": {
          "to": "to"
        }
      },
      "unasked": [
        "feature"
      ],
      "streamed": false,
      "reply": {
        "fields": [
          {
            "name": "total_cost",
            "from": [
              "totalSpend"
            ]
          },
          {
            "name": "currency",
            "text": "\"USD\""
          },
          {
            "name": "calls",
            "from": [
              "calls"
            ]
          },
          {
            "name": "breakdown",
            "each": [
              "dimensions",
              "byFeature"
            ],
            "fields": [
              {
                "name": "service",
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
                "name": "calls",
                "from": [
                  "calls"
                ]
              },
              {
                "name": "cost",
                "from": [
                  "cost"
                ]
              }
            ]
          }
        ]
      }
    },
    {
      "name": "usage",
      "method": "GET",
      "path": [
        "api",
        "costs",
        "usage"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "calls"
      ],
      "params": {},
      "query": {
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
          "calls"
        ],
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
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
            "name": "user_id",
            "from": [
              "userId"
            ]
          },
          {
            "name": "tokens",
            "from": [
              "tokensUsed"
            ]
          },
          {
            "name": "response_time",
            "from": [
              "responseTimeMs"
            ]
          },
          {
            "name": "cost",
            "from": [
              "costUsd"
            ]
          },
          {
            "name": "success",
            "from": [
              "status"
            ],
            "values": {
              "success": "true",
              "error": "false"
            }
          },
          {
            "name": "created_at",
            "from": [
              "startedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "usage_record",
      "method": "GET",
      "path": [
        "api",
        "costs",
        "usage",
        {
          "any": "id"
        }
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "calls",
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
            "name": "user_id",
            "from": [
              "userId"
            ]
          },
          {
            "name": "tokens",
            "from": [
              "tokensUsed"
            ]
          },
          {
            "name": "response_time",
            "from": [
              "responseTimeMs"
            ]
          },
          {
            "name": "cost",
            "from": [
              "costUsd"
            ]
          },
          {
            "name": "success",
            "from": [
              "status"
            ],
            "values": {
              "success": "true",
              "error": "false"
            }
          },
          {
            "name": "created_at",
            "from": [
              "startedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "usage_added",
      "method": "POST",
      "path": [
        "api",
        "costs",
        "usage"
      ],
      "target_method": "POST",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "calls"
      ],
      "params": {},
      "query": {},
      "unasked": [],
      "streamed": false,
      "body": {
        "fields": [
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
            "name": "userId",
            "from": [
              "user_id"
            ]
          },
          {
            "name": "tokensUsed",
            "from": [
              "tokens"
            ]
          },
          {
            "name": "responseTimeMs",
            "from": [
              "response_time"
            ]
          },
          {
            "name": "costUsd",
            "from": [
              "cost"
            ]
          },
          {
            "name": "status",
            "from": [
              "success"
            ],
            "values": {
              "true": "\"success\"",
              "false": "\"error\""
            }
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
            "name": "user_id",
            "from": [
              "userId"
            ]
          },
          {
            "name": "tokens",
            "from": [
              "tokensUsed"
            ]
          },
          {
            "name": "response_time",
            "from": [
              "responseTimeMs"
            ]
          },
          {
            "name": "cost",
            "from": [
              "costUsd"
            ]
          },
          {
            "name": "success",
            "from": [
              "status"
            ],
            "values": {
              "success": "true",
              "error": "false"
            }
          },
          {
            "name": "created_at",
            "from": [
              "startedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "usage_removed",
      "method": "DELETE",
      "path": [
        "api",
        "costs",
        "usage",
        {
          "any": "id"
        }
      ],
      "target_method": "DELETE",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "calls",
        {
          "any": "id"
        }
      ],
      "params": {},
      "query": {},
      "unasked": [],
      "streamed": false
    },
    {
      "name": "billing",
      "method": "GET",
      "path": [
        "api",
        "costs",
        "billing"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "lines"
      ],
      "params": {},
      "query": {
        "from": {
          "to": "from"
        },
        "to": {
          "to": "to"
        },
        "paid": {
          "to": "paid"
        },
        "before_id": {
          "to": "before"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "before"
      ],
      "streamed": false,
      "reply": {
        "fields": [
          {
            "name": "items",
            "each": [
              "lines"
            ],
            "fields": [
              {
                "name": "id",
                "from": [
                  "id"
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
                "name": "provider",
                "from": [
                  "provider"
                ]
              },
              {
                "name": "model_name",
                "from": [
                  "model"
                ]
              },
              {
                "name": "amount",
                "from": [
                  "amount"
                ]
              },
              {
                "name": "currency",
                "from": [
                  "currency"
                ]
              },
              {
                "name": "invoice_number",
                "from": [
                  "invoiceNumber"
                ]
              },
              {
                "name": "paid",
                "from": [
                  "paid"
                ]
              }
            ]
          }
        ]
      }
    },
    {
      "name": "allocations",
      "method": "GET",
      "path": [
        "api",
        "costs",
        "allocations"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "shares"
      ],
      "params": {},
      "query": {
        "month": {
          "to": "month"
        },
        "before": {
          "to": "before"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [],
      "streamed": false,
      "reply": {
        "each": [
          "shares"
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
            "name": "allocation_month",
            "from": [
              "month"
            ]
          },
          {
            "name": "department",
            "from": [
              "department"
            ]
          },
          {
            "name": "share",
            "from": [
              "share"
            ]
          },
          {
            "name": "amount",
            "from": [
              "amount"
            ]
          },
          {
            "name": "notes",
            "from": [
              "notes"
            ]
          }
        ]
      }
    },
    {
      "name": "allocation_saved",
      "method": "PUT",
      "path": [
        "api",
        "costs",
        "allocations",
        {
          "any": "service"
        },
        {
          "any": "month"
        }
      ],
      "target_method": "PUT",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "shares",
        {
          "any": "service"
        },
        {
          "any": "month"
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
      "query": {},
      "unasked": [
        "service"
      ],
      "streamed": false,
      "body": {
        "fields": [
          {
            "name": "department",
            "from": [
              "department"
            ]
          },
          {
            "name": "share",
            "from": [
              "share"
            ]
          },
          {
            "name": "amount",
            "from": [
              "amount"
            ]
          },
          {
            "name": "notes",
            "from": [
              "notes"
            ]
          }
        ]
      },
      "reply": {
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
            "name": "allocation_month",
            "from": [
              "month"
            ]
          },
          {
            "name": "department",
            "from": [
              "department"
            ]
          },
          {
            "name": "share",
            "from": [
              "share"
            ]
          },
          {
            "name": "amount",
            "from": [
              "amount"
            ]
          },
          {
            "name": "notes",
            "from": [
              "notes"
            ]
          }
        ]
      }
    },
    {
      "name": "export",
      "method": "GET",
      "path": [
        "api",
        "costs",
        "export.csv"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "analytics",
        "spending",
        "export.csv"
      ],
      "params": {},
      "query": {
        "from": {
          "to": "from"
        },
        "to": {
          "to": "to"
        }
      },
      "unasked": [],
      "streamed": true
    }
  ]
};
