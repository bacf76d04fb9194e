"""Every limit there is: how much, why so much, what happens above it, and what counts it."""
