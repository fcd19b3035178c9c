"""Which few customers bring most of the value."""
