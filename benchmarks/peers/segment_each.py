"""The books one after another, each in a process of its own: `segment_each.py BOOK... -- KEYCLIENT...`."""

import subprocess
import sys

split = sys.argv.index("--")
for book in sys.argv[1:split]:
    subprocess.run((*sys.argv[split + 1 :], "segment", book, "-m", "aum"), check=True)
