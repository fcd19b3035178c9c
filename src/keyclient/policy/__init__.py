"""Every cut-off, declared once: frozen models with defaults, and the origin of each value in force."""
