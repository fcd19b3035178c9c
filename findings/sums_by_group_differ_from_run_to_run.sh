#!/usr/bin/env bash
# The sum of the same floats by the same group differs from call to call, once the table has several chunks.
#
# A table that was read from a file of several row groups, or put together of several files, has chunks.
#
# Guessed: the order of the groups may change, their sums may not: the same table, the same function, the same machine. A test
# with a small table, or a large one made of one list, says so too.
# Seen, pyarrow 26.0.1: with 20 chunks and four threads nearly each of 20 calls gives another sum, and another mean. The chunks
# are added up by whichever thread is free. With use_threads=False all are alike.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
import random

import pyarrow

random.seed(1)
pyarrow.set_cpu_count(4)
ROWS, CHUNK, CALLS = 1_000_000, 50_000, 20
values = [random.lognormvariate(8, 3) for _ in range(ROWS)]
whole = pyarrow.table({"branch": [row % 3 for row in range(ROWS)], "amount": values})
chunks = pyarrow.concat_tables([whole.slice(start, CHUNK) for start in range(0, ROWS, CHUNK)])


def answers(table, function, threads):
    """The different answers of some calls."""
    found = set()
    for _ in range(CALLS):
        summed = table.group_by("branch", use_threads=threads).aggregate([("amount", function)]).sort_by("branch")
        found.add(tuple(summed[f"amount_{function}"].to_pylist()))
    return found


for function in ("sum", "mean"):
    counts = [len(answers(*case)) for case in ((whole, function, True), (chunks, function, True), (chunks, function, False))]
    print(function, "one chunk:", counts[0], "many:", counts[1], "many, one thread:", counts[2])
    assert counts[0] == counts[2] == 1, "one chunk, or one thread, no longer gives one answer"
    assert counts[1] > 1, "the answers are all alike now"
PYTHON
