"""Whatever bytes come in, only keyclient's own errors may come out of the layers that look at what people typed.

`python -m tests.fuzz NAME --seconds 60` fuzzes one of `HARNESSES` guided by coverage (needs `pip install -e ".[fuzz]"`);
the normal suite throws the same harnesses Hypothesis' inputs.
"""
