"""Who agreed to what; pure."""
