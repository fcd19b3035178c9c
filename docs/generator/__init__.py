"""What makes each generated page."""
