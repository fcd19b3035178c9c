"""Which books are below the sources, and which expected branches have one."""
