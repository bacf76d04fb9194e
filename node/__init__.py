"""One process: session hosts, reactors and what they share."""
