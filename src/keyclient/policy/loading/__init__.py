"""From text to a policy: files, environment and settings, with the origin of every value."""
