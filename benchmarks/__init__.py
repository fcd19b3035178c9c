"""How fast keyclient is beside what people would write instead: `python -m benchmarks`."""
