"""The whole life of any migration on a disposable server: under load, with faults, and judged."""
