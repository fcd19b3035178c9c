"""A bank's books month by month, with movements that are planted and known."""
