"""Who is where, and who may see whom: ids, events and rules, all pure."""
