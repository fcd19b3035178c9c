"""Loads the policy from the file, the environment and `--set`, with the origin of every value."""
