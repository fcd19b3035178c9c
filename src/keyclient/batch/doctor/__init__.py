"""Whether machine and shares are fit for an unattended run."""
