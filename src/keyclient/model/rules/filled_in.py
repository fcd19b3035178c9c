"""Rules 7xx: plans and lists that people filled in."""
