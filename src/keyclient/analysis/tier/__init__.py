"""Who is platinum, gold, iron, why, and who is close to the next tier."""
