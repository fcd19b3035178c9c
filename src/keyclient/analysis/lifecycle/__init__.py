"""What each age band needs and holds, and whom to contact about what."""
