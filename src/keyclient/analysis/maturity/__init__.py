"""What matures when, with whom, and what became of what has matured."""
