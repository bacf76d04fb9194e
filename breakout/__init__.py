"""Plans moves between the rooms of a session; pure."""
