"""How the program starts, speaks and ends."""
