"""Lists have name, telephone, manager and branch wherever people read them."""

import io
import json
import warnings
from pathlib import Path

import openpyxl
import pytest

from tests.program import typed

BOOK = """客户号,客户名称,手机号,客户经理,网点,出生日期,持有产品,客户等级,客户风险等级,AUM
C001,张三,13800001111,李强,城东支行,1980-01-01,理财,普通,R3,1000000
C002,李四,13800002222,周敏,城西支行,1984-05-01,借记卡,普通,,950000
C003,王五,,周敏,城西支行,1960-05-01,借记卡,普通,R2,约95
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, "utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str) -> str:
    done = typed(folder, "--lang", "zh", *arguments, "--as-of", "2026-10-31")
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("command", ["segment", "tier", "lifecycle", "check"])
@pytest.mark.parametrize("form", ["table", "md", "html", "xlsx"])
def test_people_read_whom_to_call(folder: Path, command: str, form: str) -> None:
    if form in ("table", "md"):
        text = _run(folder, command, "book.csv", "-f", form)
    else:
        _run(folder, command, "book.csv", "-o", f"a.{form}")
        text = (folder / "a.html").read_text("utf-8") if form == "html" else _cells(folder / "a.xlsx")
    assert all(word in text for word in ("李四", "13800002222", "周敏", "城西支行"))


def test_the_near_list_says_whom_to_call(folder: Path) -> None:
    tiers = "tier.tiers=[{name='gold',zh='黄金',floor=1000000},{name='iron',zh='铁'}]"
    text = _run(folder, "tier", "book.csv", "--set", tiers, "-f", "md")
    near = text.split("## 临界客户")[1].split("##")[0]
    assert all(word in near for word in ("客户名称", "李四", "13800002222", "周敏", "城西支行"))


def test_masked_names_and_telephones_are_hidden_in_every_list(folder: Path) -> None:
    for command in ("segment", "tier", "lifecycle", "check"):
        text = _run(folder, command, "book.csv", "-f", "md", "--mask").replace("\\", "")
        assert not [word for word in ("张三", "李四", "13800001111", "13800002222") if word in text]
        assert "138****2222" in text


def test_programs_get_the_keys_that_they_know(folder: Path) -> None:
    for command, keys in (
        ("segment", "rank,customer_id,row,value,share,cumulative_share,class"),
        ("tier", "customer_id,row,value,loyalty,tier,reason"),
        ("lifecycle", "customer_id,row,age,band,need,weight,value,risk_rating,reason"),
    ):
        assert _run(folder, command, "book.csv", "-f", "csv").splitlines()[0] == keys
        assert "13800001111" not in json.dumps(json.loads(_run(folder, command, "book.csv", "-f", "json")))


@pytest.mark.parametrize("command", ["segment", "tier", "lifecycle", "check", "columns"])
def test_csv_does_not_follow_the_language(folder: Path, command: str) -> None:
    said = [typed(folder, "--lang", lang, command, "book.csv", "-f", "csv").stdout for lang in ("zh", "en")]
    assert said[0] == said[1]


def test_a_customer_whose_value_cannot_be_read_is_listed_as_unread(folder: Path) -> None:
    for command in ("segment", "tier", "lifecycle"):
        text = _run(folder, command, "book.csv", "-f", "md")
        assert "数值无法识别、未参与排序的客户：1 个（见 J4）。" in text
        unread = text.split("## 未读出")[1].split("##")[0]
        assert all(word in unread for word in ("C003", "王五", "约95", "J4", "周敏"))
        found = json.loads(_run(folder, command, "book.csv", "-f", "json"))["result"]
        assert found["unread"] == [{"customer_id": "C003", "row": 4, "cell": "J4"}]
        listed = found.get("top") or found["gaps"]
        assert "C003" not in [row["customer_id"] for row in listed]
        assert "约95" not in _run(folder, command, "book.csv", "-f", "md", "--mask")


def _cells(path: Path) -> str:
    with warnings.catch_warnings(action="ignore"):
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return " ".join(
        str(cell)
        for page in book
        for row in page.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    )
