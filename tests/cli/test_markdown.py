"""`--format md` of every command that answers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import typed_bytes

BOOK = "客户号,客户名称,网点,AUM\n001,a|b,东支行,97\n002,<b>,东支行,1\n003,c,西支行,1\n"


def _markdown(folder: Path, *words: str) -> str:
    return typed_bytes(folder, *words, "--lang", "zh", "-f", "md").stdout.decode()


def _piped(folder: Path, *words: str, encoding: str) -> str:
    command = [sys.executable, "-m", "keyclient", *words, "--lang", "zh", "-f", "md"]
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=False
    ).stdout.decode()


@pytest.mark.parametrize(
    "words",
    ["segment book.csv --by 网点", "check book.csv", "columns book.csv", "explain", "policy show"],
)
def test_every_answer_comes_as_markdown_in_utf8(tmp_path: Path, words: str) -> None:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    page = _markdown(tmp_path, *words.split())
    assert page.startswith("# ")
    assert "\n| --- |" in page
    assert _piped(tmp_path, *words.split(), encoding="gbk") == page


def test_twenty_customers_are_listed_unless_told_otherwise(tmp_path: Path) -> None:
    rows = "".join(f"{number:03},{number}\n" for number in range(1, 31))
    (tmp_path / "book.csv").write_text(f"客户号,AUM\n{rows}", encoding="utf-8")
    pages = [
        _markdown(tmp_path, "segment", "book.csv", *more) for more in ([], ["--top", "all"], ["--top", "3"])
    ]
    listed = [len(re.findall(r"^\| \d+ \| \d{3} \|", page, re.MULTILINE)) for page in pages]
    assert listed == [20, 30, 3]
