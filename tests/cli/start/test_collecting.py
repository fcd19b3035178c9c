"""How often Python looks for unused objects: rarely while the program starts, as usual once books are read."""

import gc
from pathlib import Path

import pytest

from keyclient.cli.start.collecting import collect_rarely
from tests.program import typed

BOOK = "客户号,客户名称,AUM,销售阶段\n001,张三,{},可能\n002,李四,7,潜在\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["segment", "20260228.csv"],
        ["funnel", "20260228.csv"],
        ["compare", "20260131.csv", "20260228.csv"],
        ["overlap", "20260131.csv", "20260228.csv"],
        ["batch", "20260228.csv", "--out", "out", "--analyses", "tier", "--set", "batch.settle_seconds=0"],
    ],
)
def test_whatever_reads_books_leaves_the_program_alone(tmp_path: Path, arguments: list[str]) -> None:
    for name, amount in (("20260131.csv", "7"), ("20260228.csv", "8")):
        (tmp_path / name).write_text(BOOK.format(amount), encoding="utf-8")
    collect_rarely()
    typed(tmp_path, *arguments)
    assert gc.get_threshold() == (100_000, 50, 50)
