"""How headings were understood, and what issue codes mean."""
