"""The policy as people read it and as results store it."""
