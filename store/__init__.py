"""Makes things last: memory and SQLite behind one door."""
