"""How fast keyclient is compared with scripts people would write instead: `python -m benchmarks`."""
