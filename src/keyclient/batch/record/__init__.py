"""What a run writes besides results: its record, the state of each book, the log, the lock and staged files."""
