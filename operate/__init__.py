"""Everything that meets the world: a database, a clock, a terminal, a disposable server."""
