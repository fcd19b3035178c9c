"""Rules 7xx: whom to call today."""
