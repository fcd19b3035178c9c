"""Rules 7xx: what another policy would change."""
