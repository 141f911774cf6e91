"""The errors of the migration strategy that Changeover was made from, each designed out."""
