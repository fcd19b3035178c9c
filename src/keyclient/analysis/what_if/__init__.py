"""What another policy would change: who comes in, who goes out, and what it asks of the managers."""
