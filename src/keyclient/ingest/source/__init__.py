"""From a path to the raw cells of its sheets, whatever the format."""
