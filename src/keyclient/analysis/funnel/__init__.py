"""How many pass each stage, and where they are lost."""
