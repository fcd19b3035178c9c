"""What is left of the user's files when the disk, the system or the power fails."""
