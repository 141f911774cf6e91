// Generated from specs/ai-management/endpoints/ai_management.yaml; edit the spec, then run `make render`.
export default {
  "name": "ai_management",
  "variable": "api_ai_management",
  "exact": "/api/ai-management",
  "prefix": "/api/ai-management/",
  "successor": "/api/ai-management/v2/settings/",
  "deprecation": 1794787200,
  "sunset": 1814313600,
  "headers": {
    "deprecation": "@1794787200",
    "sunset": "Wed, 30 Jun 2027 00:00:00 GMT",
    "link": "</migration/ai_management.md>; rel=\"deprecation\"; type=\"text/markdown\", </migration/ai_management.json>; rel=\"deprecation\"; type=\"application/json\", </migration/ai_management.md>; rel=\"sunset\"; type=\"text/markdown\", </api/ai-management/v2/settings/>; rel=\"successor-version\""
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
      "name": "configs",
      "method": "GET",
      "path": [
        "api",
        "ai-management",
        "configs"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "assignments"
      ],
      "params": {},
      "query": {
        "environment": {
          "to": "environment",
          "values": {
            "prod": "production",
            "dev": "development"
          }
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
        "after_id": {
          "to": "after"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "feature",
        "after"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "assignments"
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
            "name": "environment",
            "from": [
              "environment"
            ],
            "values": {
              "production": "\"prod\"",
              "development": "\"dev\""
            }
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "temperature",
            "from": [
              "temperature"
            ]
          },
          {
            "name": "max_tokens",
            "from": [
              "maxOutputTokens"
            ]
          },
          {
            "name": "timeout_seconds",
            "from": [
              "timeoutMs"
            ],
            "shift": -3,
            "digits": 0
          },
          {
            "name": "is_active",
            "from": [
              "active"
            ]
          },
          {
            "name": "settings",
            "from": [
              "parameters"
            ]
          },
          {
            "name": "updated_by",
            "from": [
              "updatedBy"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "createdAt"
            ]
          },
          {
            "name": "updated_at",
            "from": [
              "updatedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "config",
      "method": "GET",
      "path": [
        "api",
        "ai-management",
        "configs",
        {
          "any": "id"
        }
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "assignments",
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
            "name": "environment",
            "from": [
              "environment"
            ],
            "values": {
              "production": "\"prod\"",
              "development": "\"dev\""
            }
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "temperature",
            "from": [
              "temperature"
            ]
          },
          {
            "name": "max_tokens",
            "from": [
              "maxOutputTokens"
            ]
          },
          {
            "name": "timeout_seconds",
            "from": [
              "timeoutMs"
            ],
            "shift": -3,
            "digits": 0
          },
          {
            "name": "is_active",
            "from": [
              "active"
            ]
          },
          {
            "name": "settings",
            "from": [
              "parameters"
            ]
          },
          {
            "name": "updated_by",
            "from": [
              "updatedBy"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "createdAt"
            ]
          },
          {
            "name": "updated_at",
            "from": [
              "updatedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "config_saved",
      "method": "PUT",
      "path": [
        "api",
        "ai-management",
        "configs",
        {
          "any": "id"
        }
      ],
      "target_method": "PUT",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "assignments",
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
            "name": "environment",
            "from": [
              "environment"
            ],
            "values": {
              "prod": "\"production\"",
              "dev": "\"development\""
            }
          },
          {
            "name": "model",
            "from": [
              "model_name"
            ]
          },
          {
            "name": "active",
            "from": [
              "is_active"
            ]
          },
          {
            "name": "temperature",
            "from": [
              "temperature"
            ]
          },
          {
            "name": "maxOutputTokens",
            "from": [
              "max_tokens"
            ]
          },
          {
            "name": "timeoutMs",
            "from": [
              "timeout_seconds"
            ],
            "shift": 3,
            "digits": 0
          },
          {
            "name": "parameters",
            "from": [
              "settings"
            ]
          },
          {
            "name": "updatedBy",
            "from": [
              "updated_by"
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
            "name": "environment",
            "from": [
              "environment"
            ],
            "values": {
              "production": "\"prod\"",
              "development": "\"dev\""
            }
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "temperature",
            "from": [
              "temperature"
            ]
          },
          {
            "name": "max_tokens",
            "from": [
              "maxOutputTokens"
            ]
          },
          {
            "name": "timeout_seconds",
            "from": [
              "timeoutMs"
            ],
            "shift": -3,
            "digits": 0
          },
          {
            "name": "is_active",
            "from": [
              "active"
            ]
          },
          {
            "name": "settings",
            "from": [
              "parameters"
            ]
          },
          {
            "name": "updated_by",
            "from": [
              "updatedBy"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "createdAt"
            ]
          },
          {
            "name": "updated_at",
            "from": [
              "updatedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "config_removed",
      "method": "DELETE",
      "path": [
        "api",
        "ai-management",
        "configs",
        {
          "any": "id"
        }
      ],
      "target_method": "DELETE",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "assignments",
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
      "name": "models",
      "method": "GET",
      "path": [
        "api",
        "ai-management",
        "models"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "models"
      ],
      "params": {},
      "query": {
        "after_id": {
          "to": "after"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "after"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "models"
        ],
        "fields": [
          {
            "name": "id",
            "from": [
              "id"
            ]
          },
          {
            "name": "model_name",
            "from": [
              "model"
            ]
          },
          {
            "name": "provider",
            "from": [
              "providerAsEntered"
            ]
          },
          {
            "name": "display_name",
            "from": [
              "displayName"
            ]
          },
          {
            "name": "max_tokens",
            "from": [
              "maxOutputTokens"
            ]
          },
          {
            "name": "temperature",
            "from": [
              "defaultTemperature"
            ]
          },
          {
            "name": "price_per_1k_input",
            "from": [
              "inputUsdPerMillion"
            ],
            "shift": -3
          },
          {
            "name": "price_per_1k_output",
            "from": [
              "outputUsdPerMillion"
            ],
            "shift": -3
          },
          {
            "name": "price_since",
            "from": [
              "priceValidFrom"
            ]
          },
          {
            "name": "enabled",
            "from": [
              "enabled"
            ]
          }
        ]
      }
    },
    {
      "name": "prompts",
      "method": "GET",
      "path": [
        "api",
        "ai-management",
        "prompts"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "prompts"
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
        "after": {
          "to": "after"
        },
        "limit": {
          "to": "limit"
        }
      },
      "unasked": [
        "feature"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "prompts"
        ],
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "prompt_key",
            "from": [
              "slug"
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
            "name": "title",
            "from": [
              "title"
            ]
          },
          {
            "name": "template",
            "from": [
              "body"
            ]
          },
          {
            "name": "variables",
            "from": [
              "variablesAsSaved"
            ]
          },
          {
            "name": "version",
            "from": [
              "version"
            ]
          },
          {
            "name": "is_active",
            "from": [
              "active"
            ]
          },
          {
            "name": "author",
            "from": [
              "author"
            ]
          },
          {
            "name": "change_note",
            "from": [
              "changeNote"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "createdAt"
            ]
          },
          {
            "name": "updated_at",
            "from": [
              "updatedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "prompt",
      "method": "GET",
      "path": [
        "api",
        "ai-management",
        "prompts",
        {
          "any": "key"
        }
      ],
      "target_method": "GET",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "prompts",
        {
          "any": "key"
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
            "name": "prompt_key",
            "from": [
              "slug"
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
            "name": "title",
            "from": [
              "title"
            ]
          },
          {
            "name": "template",
            "from": [
              "body"
            ]
          },
          {
            "name": "variables",
            "from": [
              "variablesAsSaved"
            ]
          },
          {
            "name": "version",
            "from": [
              "version"
            ]
          },
          {
            "name": "is_active",
            "from": [
              "active"
            ]
          },
          {
            "name": "author",
            "from": [
              "author"
            ]
          },
          {
            "name": "change_note",
            "from": [
              "changeNote"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "createdAt"
            ]
          },
          {
            "name": "updated_at",
            "from": [
              "updatedAt"
            ]
          }
        ]
      }
    },
    {
      "name": "prompt_saved",
      "method": "PUT",
      "path": [
        "api",
        "ai-management",
        "prompts",
        {
          "any": "key"
        }
      ],
      "target_method": "PUT",
      "target": [
        "api",
        "ai-management",
        "v2",
        "settings",
        "prompts",
        {
          "any": "key"
        }
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
            "name": "title",
            "from": [
              "title"
            ]
          },
          {
            "name": "body",
            "from": [
              "template"
            ]
          },
          {
            "name": "variables",
            "from": [
              "variables"
            ]
          },
          {
            "name": "active",
            "from": [
              "is_active"
            ]
          },
          {
            "name": "author",
            "from": [
              "author"
            ]
          },
          {
            "name": "changeNote",
            "from": [
              "change_note"
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
            "name": "prompt_key",
            "from": [
              "slug"
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
            "name": "title",
            "from": [
              "title"
            ]
          },
          {
            "name": "template",
            "from": [
              "body"
            ]
          },
          {
            "name": "variables",
            "from": [
              "variablesAsSaved"
            ]
          },
          {
            "name": "version",
            "from": [
              "version"
            ]
          },
          {
            "name": "is_active",
            "from": [
              "active"
            ]
          },
          {
            "name": "author",
            "from": [
              "author"
            ]
          },
          {
            "name": "change_note",
            "from": [
              "changeNote"
            ]
          },
          {
            "name": "created_at",
            "from": [
              "createdAt"
            ]
          },
          {
            "name": "updated_at",
            "from": [
              "updatedAt"
            ]
          }
        ]
      }
    }
  ]
};
