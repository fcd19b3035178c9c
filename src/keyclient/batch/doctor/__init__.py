"""Checks whether this machine and these folders are ready for an unattended run."""
