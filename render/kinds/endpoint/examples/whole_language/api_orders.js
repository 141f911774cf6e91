// Generated from specs/ai-management/endpoints/orders.yaml; edit the spec, then run `make render`.
export default {
  "name": "orders",
  "variable": "api_orders",
  "exact": "/api/desk",
  "prefix": "/api/desk/",
  "successor": "/api/shop/v2/orders/",
  "deprecation": 1794787200,
  "sunset": 1814313600,
  "headers": {
    "deprecation": "@1794787200",
    "sunset": "Wed, 30 Jun 2027 00:00:00 GMT",
    "link": "</notices/orders.md>; rel=\"deprecation\"; type=\"text/markdown\", </notices/orders.json>; rel=\"deprecation\"; type=\"application/json\", </notices/orders.md>; rel=\"sunset\"; type=\"text/markdown\", </api/shop/v2/orders/>; rel=\"successor-version\""
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
      "name": "orders",
      "method": "GET",
      "path": [
        "api",
        "desk",
        "orders"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "shop",
        "v2",
        "orders",
        ""
      ],
      "params": {},
      "query": {
        "max": {
          "to": "limit"
        },
        "way": {
          "to": "channel",
          "values": {
            "phone": "telephone",
            "shop": "web"
          },
          "other": "way"
        }
      },
      "unasked": [
        "channel",
        "state",
        "limit"
      ],
      "streamed": false,
      "reply": {
        "fields": [
          {
            "name": "items",
            "each": [
              "orders"
            ],
            "fields": [
              {
                "name": "id",
                "from": [
                  "number"
                ]
              },
              {
                "name": "way",
                "from": [
                  "channel"
                ],
                "values": {
                  "telephone": "\"phone\"",
                  "web": "\"shop\""
                },
                "other": [
                  "channelAsEntered"
                ]
              },
              {
                "name": "total",
                "from": [
                  "totalCents"
                ],
                "shift": -2
              },
              {
                "name": "weight",
                "from": [
                  "weightGrams"
                ],
                "shift": -3,
                "digits": 0
              },
              {
                "name": "currency",
                "text": "\"EUR\""
              },
              {
                "name": "paid",
                "from": [
                  "state"
                ],
                "values": {
                  "paid": "true",
                  "open": "false"
                }
              },
              {
                "name": "urgency",
                "from": [
                  "priority"
                ],
                "values": {
                  "high": "1",
                  "low": "2"
                },
                "fallback": "2"
              },
              {
                "name": "customer",
                "from": [
                  "buyer",
                  "name"
                ]
              },
              {
                "name": "address",
                "fields": [
                  {
                    "name": "town",
                    "from": [
                      "buyer",
                      "town"
                    ]
                  }
                ]
              },
              {
                "name": "positions",
                "each": [
                  "lines"
                ],
                "fields": [
                  {
                    "name": "article",
                    "from": [
                      "article"
                    ]
                  },
                  {
                    "name": "count",
                    "from": [
                      "pieces"
                    ]
                  }
                ]
              }
            ]
          },
          {
            "name": "more",
            "from": [
              "next"
            ],
            "fallback": "\"none\""
          }
        ]
      }
    },
    {
      "name": "order",
      "method": "GET",
      "path": [
        "api",
        "desk",
        "orders",
        {
          "any": "id"
        }
      ],
      "target_method": "GET",
      "target": [
        "api",
        "shop",
        "v2",
        "orders",
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
            "name": "way",
            "from": [
              "channel"
            ],
            "values": {
              "telephone": "\"phone\"",
              "web": "\"shop\""
            },
            "other": [
              "channelAsEntered"
            ]
          },
          {
            "name": "total",
            "from": [
              "totalCents"
            ],
            "shift": -2
          },
          {
            "name": "weight",
            "from": [
              "weightGrams"
            ],
            "shift": -3,
            "digits": 0
          },
          {
            "name": "currency",
            "text": "\"EUR\""
          },
          {
            "name": "paid",
            "from": [
              "state"
            ],
            "values": {
              "paid": "true",
              "open": "false"
            }
          },
          {
            "name": "urgency",
            "from": [
              "priority"
            ],
            "values": {
              "high": "1",
              "low": "2"
            },
            "fallback": "2"
          },
          {
            "name": "customer",
            "from": [
              "buyer",
              "name"
            ]
          },
          {
            "name": "address",
            "fields": [
              {
                "name": "town",
                "from": [
                  "buyer",
                  "town"
                ]
              }
            ]
          },
          {
            "name": "positions",
            "each": [
              "lines"
            ],
            "fields": [
              {
                "name": "article",
                "from": [
                  "article"
                ]
              },
              {
                "name": "count",
                "from": [
                  "pieces"
                ]
              }
            ]
          }
        ]
      }
    },
    {
      "name": "order_added",
      "method": "POST",
      "path": [
        "api",
        "desk",
        "orders"
      ],
      "target_method": "POST",
      "target": [
        "api",
        "shop",
        "v2",
        "orders",
        ""
      ],
      "params": {},
      "query": {},
      "unasked": [],
      "streamed": false,
      "body": {
        "fields": [
          {
            "name": "channel",
            "from": [
              "way"
            ],
            "values": {
              "phone": "\"telephone\"",
              "shop": "\"web\""
            },
            "fallback": "\"unassigned\""
          },
          {
            "name": "channelAsEntered",
            "from": [
              "way"
            ]
          },
          {
            "name": "totalCents",
            "from": [
              "total"
            ],
            "shift": 2,
            "digits": 0
          },
          {
            "name": "source",
            "text": "\"desk\""
          },
          {
            "name": "buyer",
            "fields": [
              {
                "name": "name",
                "from": [
                  "customer"
                ]
              },
              {
                "name": "town",
                "from": [
                  "address",
                  "town"
                ]
              }
            ]
          },
          {
            "name": "lines",
            "each": [
              "positions"
            ],
            "fields": [
              {
                "name": "article",
                "from": [
                  "article"
                ]
              },
              {
                "name": "pieces",
                "from": [
                  "count"
                ],
                "fallback": "1"
              }
            ]
          },
          {
            "name": "labels",
            "from": [
              "labels"
            ]
          },
          {
            "name": "extra",
            "fields": [
              {
                "name": "note",
                "from": [
                  "note"
                ]
              }
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
            "name": "way",
            "from": [
              "channel"
            ],
            "values": {
              "telephone": "\"phone\"",
              "web": "\"shop\""
            },
            "other": [
              "channelAsEntered"
            ]
          },
          {
            "name": "total",
            "from": [
              "totalCents"
            ],
            "shift": -2
          },
          {
            "name": "weight",
            "from": [
              "weightGrams"
            ],
            "shift": -3,
            "digits": 0
          },
          {
            "name": "currency",
            "text": "\"EUR\""
          },
          {
            "name": "paid",
            "from": [
              "state"
            ],
            "values": {
              "paid": "true",
              "open": "false"
            }
          },
          {
            "name": "urgency",
            "from": [
              "priority"
            ],
            "values": {
              "high": "1",
              "low": "2"
            },
            "fallback": "2"
          },
          {
            "name": "customer",
            "from": [
              "buyer",
              "name"
            ]
          },
          {
            "name": "address",
            "fields": [
              {
                "name": "town",
                "from": [
                  "buyer",
                  "town"
                ]
              }
            ]
          },
          {
            "name": "positions",
            "each": [
              "lines"
            ],
            "fields": [
              {
                "name": "article",
                "from": [
                  "article"
                ]
              },
              {
                "name": "count",
                "from": [
                  "pieces"
                ]
              }
            ]
          }
        ]
      }
    },
    {
      "name": "order_removed",
      "method": "DELETE",
      "path": [
        "api",
        "desk",
        "orders",
        {
          "any": "id"
        }
      ],
      "target_method": "DELETE",
      "target": [
        "api",
        "shop",
        "v2",
        "orders",
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
      "name": "orders_by_way",
      "method": "GET",
      "path": [
        "api",
        "desk",
        "ways",
        {
          "any": "way"
        },
        "orders"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "shop",
        "v2",
        "orders",
        "by-channel",
        {
          "any": "way"
        }
      ],
      "params": {
        "way": {
          "values": {
            "phone": "telephone",
            "shop": "web"
          },
          "fallback": "unassigned",
          "other": "way"
        }
      },
      "query": {},
      "unasked": [
        "way"
      ],
      "streamed": false,
      "reply": {
        "each": [
          "orders"
        ],
        "fields": [
          {
            "name": "id",
            "from": [
              "number"
            ]
          },
          {
            "name": "way",
            "from": [
              "channel"
            ],
            "values": {
              "telephone": "\"phone\"",
              "web": "\"shop\""
            },
            "other": [
              "channelAsEntered"
            ]
          },
          {
            "name": "total",
            "from": [
              "totalCents"
            ],
            "shift": -2
          },
          {
            "name": "weight",
            "from": [
              "weightGrams"
            ],
            "shift": -3,
            "digits": 0
          },
          {
            "name": "currency",
            "text": "\"EUR\""
          },
          {
            "name": "paid",
            "from": [
              "state"
            ],
            "values": {
              "paid": "true",
              "open": "false"
            }
          },
          {
            "name": "urgency",
            "from": [
              "priority"
            ],
            "values": {
              "high": "1",
              "low": "2"
            },
            "fallback": "2"
          },
          {
            "name": "customer",
            "from": [
              "buyer",
              "name"
            ]
          },
          {
            "name": "address",
            "fields": [
              {
                "name": "town",
                "from": [
                  "buyer",
                  "town"
                ]
              }
            ]
          },
          {
            "name": "positions",
            "each": [
              "lines"
            ],
            "fields": [
              {
                "name": "article",
                "from": [
                  "article"
                ]
              },
              {
                "name": "count",
                "from": [
                  "pieces"
                ]
              }
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
        "desk",
        "export.csv"
      ],
      "target_method": "GET",
      "target": [
        "api",
        "shop",
        "v2",
        "orders",
        "export.csv"
      ],
      "params": {},
      "query": {
        "since": {
          "to": "from"
        }
      },
      "unasked": [
        "from"
      ],
      "streamed": true
    }
  ]
};
