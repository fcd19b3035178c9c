"""Rules 7xx: the plan: its catalogue, owners, deadlines and capacity."""
