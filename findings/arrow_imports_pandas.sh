#!/usr/bin/env bash
# Making an Arrow array of a list imports pandas.
#
# A program that reads a small book and prints a line is mostly imports, and leaves pandas for those commands that need it.
#
# Guessed: pa.array(["张三"], pa.string()) needs Arrow alone. The list holds nothing of pandas, the type is given, and pandas
# is an optional companion of pyarrow that may not even be installed.
# Seen, pyarrow 26.0.1: where pandas is installed (3.1.1) the first such call imports it, to find out whether the list is one
# of its columns; from_pandas=False does not help, and pa.scalar, pa.table and to_numpy do the same.
# Array.from_buffers and casts do without.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1 pandas==3.1.1

venv/bin/python - <<'PYTHON'
import subprocess
import sys

CALLS = {
    'pa.array(["张三"], pa.string())': True,
    'pa.array(["张三"], pa.string(), from_pandas=False)': True,
    "pa.scalar(1)": True,
    'pa.table({"customer": ["张三"]})': True,
    'pa.Array.from_buffers(pa.int32(), 1, [None, pa.py_buffer(bytes(4))]).to_numpy()': True,
    'pa.Array.from_buffers(pa.int32(), 1, [None, pa.py_buffer(bytes(4))]).cast(pa.string())': False,
}
ASKED = "import sys; import pyarrow as pa; assert 'pandas' not in sys.modules; {}; print('pandas' in sys.modules)"
for call, expected in CALLS.items():
    told = subprocess.run([sys.executable, "-c", ASKED.format(call)], check=True, capture_output=True, text=True)
    print(call, told.stdout.strip())
    assert told.stdout.strip() == str(expected), f"{call} has changed"
PYTHON
