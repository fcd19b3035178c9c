"""What moved between books."""
