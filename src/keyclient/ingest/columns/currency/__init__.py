"""Amounts in other currencies than the yuan: converted by rates, or set aside."""
