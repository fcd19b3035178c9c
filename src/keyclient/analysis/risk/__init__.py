"""Which key customers may leave, why, and through whom."""
