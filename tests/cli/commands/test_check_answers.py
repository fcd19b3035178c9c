"""What `check` says about one small book, in every format: `tests/goldens/check/`."""

import subprocess
from pathlib import Path

import pytest

from tests import golden
from tests.program import typed_bytes
from tests.render.workbook.reading import dump

BOOK = """客户号,姓名,客户经理,证件号码,性别,出生日期,联系电话,最近联系日期,AUM(万元)
001,张三,王芳,11010519491231002X,男,1949-12-31,13800138000,2026-01-15,60
002,李四,王芳,110105194912310021,,,1380013800,2025-01-15,30
003,王五,孙浩,1.10101E+17,女,去年,,,15
004,=1+1,,91350100M000100Y4X,,1990-05-05,,2025-08-04,-5
005,陈七,孙浩,,,1991-05-05,,2026-03-01,约50
合计,,,,,,,,101
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "客户.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def _check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return typed_bytes(folder, "check", "客户.csv", "--as-of", "2026-01-31", *arguments)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("form", "suffix"), [("table", "txt"), ("csv", "csv"), ("json", "json")])
def test_answer_on_standard_output(folder: Path, lang: str, form: str, suffix: str) -> None:
    done = _check(folder, "--lang", lang, "--format", form)
    assert done.returncode == 1
    golden.check(f"check/{lang}.{suffix}", done.stdout)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_answer_as_a_workbook(folder: Path, lang: str) -> None:
    done = _check(folder, "--lang", lang, "--out", "issues.xlsx")
    assert (done.returncode, done.stdout) == (1, b"")
    cells = "\n".join(dump((folder / "issues.xlsx").read_bytes()))
    golden.check(f"check/{lang}-workbook.txt", cells.encode())
    golden.check(f"check/{lang}-said.txt", done.stderr)
