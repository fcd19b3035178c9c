"""Every cut-off, once: frozen models with the defaults, and where each value in force came from."""
