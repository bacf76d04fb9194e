"""Makes files that people can watch, out of what a recorder has kept."""
