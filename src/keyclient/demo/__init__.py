"""A realistic branch book of invented customers: seeded, skewed, and with a total that ties to the fen."""
