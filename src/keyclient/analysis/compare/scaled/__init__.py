"""The same comparison over portfolios of any size, computed by an engine."""
