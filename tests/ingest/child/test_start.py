"""What the child process has imported before it is given a job."""

import subprocess
import sys

import pytest

CODE = """
import io, sys
from keyclient.ingest.child.__main__ import main
sys.stdin = io.TextIOWrapper(io.BytesIO())
main(sys.argv[1])
print(*sorted({"fastexcel", "xlrd", "lxml.etree", "pyarrow.parquet", "numpy", "pandas"} & {n for n, m in sys.modules.items() if m}))
"""


@pytest.mark.parametrize(
    ("kind", "imported"),
    [
        ("xlsx", "fastexcel"),
        ("xlsb", "fastexcel"),
        ("xls", "xlrd"),
        ("html", "lxml.etree"),
        ("parquet", "pyarrow.parquet"),
    ],
)
def test_a_child_imports_its_parser_while_it_waits_and_no_other(kind: str, imported: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, kind], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stdout.strip(), done.returncode) == (imported, 0)
