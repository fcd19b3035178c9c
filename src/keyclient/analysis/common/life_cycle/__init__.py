"""What people need at their age, hold, and may be offered."""
