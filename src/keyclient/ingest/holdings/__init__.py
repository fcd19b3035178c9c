"""Which products each customer holds."""
