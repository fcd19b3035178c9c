"""What each age band needs and holds, and whom to talk to about what."""
