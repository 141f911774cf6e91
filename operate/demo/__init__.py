"""A whole migration on a disposable Postgres, with an application writing all the time."""
