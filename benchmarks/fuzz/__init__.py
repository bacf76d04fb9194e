"""Hunts for inputs that a parser of ours does not survive: see `__main__`."""
