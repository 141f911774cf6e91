"""The stories of a migration on real Postgres, the same for every folder in specs/."""
