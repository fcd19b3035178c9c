"""What a run leaves on disk: its record, its log, its lock, its staged files."""
