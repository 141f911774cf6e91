"""An exhaustive model of a row's life: every interleaving of the migration with applications."""
