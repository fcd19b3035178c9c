"""`--mask` beside what somebody typed: groups headed or filled with what tells who customers are, and odd stages."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.test_masking import _all_text
from tests.program import run

TWICE = """客户号,客户名称,户名,证件号码,身份证号,手机号,手机号码,推荐人,营销人员,网格,客户经理,AUM
70000001,张三,张三甲,110101198001011234,110101198001011235,13812345678,13812345670,李四,张三,1,张三,9
70000002,李四,李四甲,110101199001011234,110101199001011235,13912345678,13912345670,赵六,钱七,2,张三,8
70000003,王五,王五甲,110101197001011234,110101197001011235,13712345678,13712345670,李四,孙八,2,李四,7
70000004,赵六,赵六甲,110101196001011234,110101196001011235,13612345678,13612345670,,周九,1,李四,6
"""
STAGES = """客户号,客户名称,销售阶段,AUM
001,张三,可能,4
002,李四,潜在,3
003,王五,已成交,2
004,赵六,阶段@张三,1
005,孙七,重点（欧阳采薇）,1
"""
FILES = [
    (command, suffix)
    for command in ("funnel", "report")
    for suffix in (".json", ".html", ".md", ".xlsx", ".csv")
    if (command, suffix) != ("report", ".csv")
]


def _written(folder: Path, text: str) -> Path:
    path = folder / "客户.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("by", ["户名", "身份证号", "手机号码", "推荐人", "name", "phone"])
@pytest.mark.parametrize("command", ["segment", "report"])
def test_groups_that_tell_who_customers_are_are_refused_however_they_are_headed(
    tmp_path: Path, command: str, by: str
) -> None:
    done = run([command, str(_written(tmp_path, TWICE)), "--mask", "--by", by, "-f", "json"])
    assert (done.code, done.out) == (2, "")
    assert f"--by {by}" in done.err


@pytest.mark.parametrize("by", ["网格", "营销人员", "客户经理"])
def test_groups_of_other_things_stay_and_so_do_a_few_namesakes(tmp_path: Path, by: str) -> None:
    done = run(["segment", str(_written(tmp_path, TWICE)), "--mask", "--by", by, "-f", "json"])
    assert done.code == 0, done.err
    assert json.loads(done.out)["result"]["groups"]


@pytest.mark.parametrize(("command", "suffix"), FILES)
def test_a_stage_that_no_ladder_has_is_not_repeated(tmp_path: Path, command: str, suffix: str) -> None:
    out = tmp_path / f"answer{suffix}"
    done = run(
        ["--lang", "zh", "--verbose", command, str(_written(tmp_path, STAGES)), "--mask", "-o", str(out)]
    )
    assert done.code == 0, done.err
    text = _all_text(out.read_bytes())
    assert [secret for secret in ("@张三", "采薇") if secret in text + done.err] == []
    if suffix == ".json":
        assert "1 行的阶段无法识别：“****”" in text
        assert "C5" in text


def test_without_the_option_the_stage_is_told(tmp_path: Path) -> None:
    done = run(["--lang", "zh", "funnel", str(_written(tmp_path, STAGES)), "-f", "json"])
    assert "“阶段@张三”" in done.out


def test_a_book_with_hardly_a_known_stage_is_refused_without_its_names(tmp_path: Path) -> None:
    book = _written(tmp_path, STAGES.replace("可能", "甲@张三").replace("潜在", "乙@张三"))
    book.write_text(book.read_text("utf-8").replace("重点", "丙@张三").replace("已成交", "丁@张三"), "utf-8")
    plain, masked = (run(["funnel", str(book), *option]) for option in ([], ["--mask"]))
    assert plain.code == masked.code == 2
    assert "甲@张三" in plain.err
    assert "@张三" not in masked.err
    assert "5" in masked.err


def test_stages_of_a_ladder_stay_in_the_customers_file_and_others_do_not(tmp_path: Path) -> None:
    out = tmp_path / "customers.parquet"
    assert run(["segment", str(_written(tmp_path, STAGES)), "--mask", "-o", str(out)]).code == 0
    assert pq.read_table(out).column("stage").to_pylist() == ["可能", "潜在", "已成交", "****", "重点"]


def test_groups_of_unknown_stages_are_refused(tmp_path: Path) -> None:
    done = run(["segment", str(_written(tmp_path, STAGES)), "--mask", "--by", "销售阶段"])
    assert (done.code, done.out) == (2, "")
