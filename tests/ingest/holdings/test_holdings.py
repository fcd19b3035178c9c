import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.base.request import Request
from keyclient.model.label import Label, Lang
from keyclient.model.portfolio import Loaded, held_column
from keyclient.policy.models import Policy
from tests.examples import costly
from tests.ingest.writing import ANY, issues, read, values, write_csv, write_xlsx

LIFE = replace(ANY, life_cycle=True, needs_measure=False)


def _load(folder: Path, sheet: str, request: Request = LIFE) -> Loaded:
    return read(write_csv(folder, sheet), request)


def _held(loaded: Loaded, family: str) -> str:
    """Of every customer: `y` held, `n` not held, `.` not known; nothing where the book says nothing at all."""
    frame = loaded.portfolio.frame
    if held_column(family) not in frame:
        return ""
    return "".join("." if pd.isna(cell) else "yn"[1 - cell] for cell in frame[held_column(family)])


def test_a_list_speaks_of_every_family(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 持有产品\n1 | 借记卡、理财\n2 |\n3 | 理财\n4 | 无\n5 | --")
    assert _held(loaded, "debit_card") == "y.nn."
    assert _held(loaded, "wealth_product") == "y.yn."
    assert _held(loaded, "family_trust") == "n.nn."
    assert _held(loaded, "other_loan") == ""


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("是", "否"), ("有", "无"), ("Y", "N"), ("1", "0"), ("√", "×"), ("已签约", "未签约"), ("yes", "no"),
        ("Ｙ", "Ｎ"), ("12,000.50", "0.00"), ("3.5万", "0"), ("TRUE", "FALSE"), ("✓", "否"), ("已 签约", "未 签约"),
    ],
)  # fmt: skip
def test_yes_and_no_come_in_many_words(tmp_path: Path, yes: str, no: str) -> None:
    loaded = _load(tmp_path, f"客户号 | 手机银行\n1 | '{yes}\n2 | '{no}\n3 |")
    assert _held(loaded, "mobile_bank") == "yn."
    assert issues(loaded) == []


def test_a_mark_beside_blanks_says_yes_and_the_blank_says_no_where_anything_is_filled(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 手机银行 | 房贷\n1 | √ |\n2 | | √\n3 | |")
    assert (_held(loaded, "mobile_bank"), _held(loaded, "home_loan")) == ("yn.", "ny.")
    assert _held(loaded, "fund") == ""


def test_balances_above_zero_are_held_also_where_the_column_is_a_field(tmp_path: Path) -> None:
    loaded = _load(
        tmp_path,
        "客户号 | 理财余额（万元） | 基金余额 | 贷款余额\n1 | 1.5 | 0 | 90\n2 | 0 | 3 | 0\n3 | | | 80",
    )
    assert (_held(loaded, "wealth_product"), _held(loaded, "fund")) == ("yn.", "ny.")
    assert _held(loaded, "home_loan") == ""
    assert "investments" in loaded.portfolio.frame


def test_a_list_and_a_balance_add_up(tmp_path: Path) -> None:
    loaded = _load(
        tmp_path, "客户号 | 持有产品 | 理财余额\n1 | 借记卡 | 5\n2 | 理财 | 0\n3 | | 0\n4 | |\n5 | | 7"
    )
    assert _held(loaded, "wealth_product") == "yyn.y"
    assert _held(loaded, "debit_card") == "yn..."


def test_a_customer_of_several_rows_holds_what_any_of_them_says(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 持有产品 | 房贷\n1 | 借记卡 | 否\n1 | 理财 | 是\n1 | |\n2 | |")
    assert [_held(loaded, family) for family in ("debit_card", "wealth_product", "home_loan", "fund")] == [
        "y.",
        "y.",
        "y.",
        "n.",
    ]


def test_a_negative_balance_is_not_held_and_told_once(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 房贷余额\n1 | -300000\n2 | -5\n3 | 10")
    assert _held(loaded, "home_loan") == "nny"
    assert values(loaded, "KC427") == [{"heading": "房贷余额", "count": 2}]


def test_a_cell_that_is_neither_yes_nor_no_is_told_with_its_place_and_not_known(tmp_path: Path) -> None:
    loaded = read(
        write_xlsx(tmp_path, "客户号 | 房贷 | 理财\n1 | 是 | 否\n2 | 待定 | 否\n3 | 否 | #N/A\n4 | 一般 |"),
        LIFE,
    )
    assert (_held(loaded, "home_loan"), _held(loaded, "wealth_product")) == ("y.n.", "nn..")
    assert issues(loaded) == ["KC101 客户!C4 warning", "KC106 客户!B3 warning", "KC106 客户!B5 warning"]


def test_a_field_of_amounts_may_say_yes_and_no_instead(tmp_path: Path) -> None:
    """理财 heads a field of amounts; of a command that asks for holdings that is no contradiction."""
    sheet = "客户号 | 理财\n1 | 是\n2 | 否"
    loaded = _load(tmp_path, sheet)
    assert (_held(loaded, "wealth_product"), issues(loaded)) == ("yn", [])
    assert issues(_load(tmp_path, sheet, replace(LIFE, life_cycle=False))) == ["KC201 B1 warning"]


def test_an_error_is_no_answer(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 房贷\n1 | #N/A\n2 | 是\n3 | #REF!")
    assert _held(loaded, "home_loan") == ".y."
    assert issues(loaded, "KC106") == []


def test_unknown_products_are_told_with_their_number_and_the_nearest_word(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 持有产品\n1 | 借记卡、定期宝\n2 | 理财\n3 | 定期宝\n4 | 基金、某某卡")
    assert values(loaded, "KC421") == [{"count": 2, "nearest": "定期"}, {"count": 1, "nearest": "借记卡"}]
    assert issues(loaded, "KC421") == ["KC421 B2 warning", "KC421 B5 warning"]
    assert "定期宝" not in loaded.issues[0].message(Lang.ZH)
    assert loaded.issues[0].value == "定期宝"


def test_many_unknown_products_are_told_by_their_number(tmp_path: Path) -> None:
    lists = "\n".join(
        f"{number} | 借记卡、产品{letter}{letter}"
        for number, letter in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", 1)
    )
    loaded = _load(tmp_path, f"客户号 | 持有产品\n{lists}")
    assert len(values(loaded, "KC421")) == 20
    assert values(loaded, "KC422") == [{"words": 2, "count": 2}]


def test_a_column_of_something_else_is_not_taken_for_holdings(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 保险 | 房贷\n1 | 甲公司 | 是\n2 | 乙公司 | 否\n3 | 1 | 否")
    assert (_held(loaded, "insurance"), _held(loaded, "home_loan")) == ("", "ynn")
    assert issues(loaded) == ["KC423 B1 warning"]
    assert loaded.issues[0].message(Lang.ZH).startswith("列名“保险”对应产品“保险”，但 3 个单元格中有 2 个")


def test_a_column_of_numbers_is_no_list_unless_the_user_says_so(tmp_path: Path) -> None:
    sheet = "客户号 | 持有产品\n1 | 3\n2 | 5\n3 | 借记卡"
    loaded = _load(tmp_path, sheet)
    assert _held(loaded, "debit_card") == ""
    assert issues(loaded, "KC424") == ["KC424 B1 warning"]
    given = _load(tmp_path, sheet, replace(LIFE, mapping={"holdings": "持有产品"}))
    assert _held(given, "debit_card") == "nny"


def test_words_of_the_bank_are_known_through_the_policy(tmp_path: Path) -> None:
    policy = Policy.model_validate(
        {"lifecycle": {"families": {"fund": {"zh": "基金", "need": "investment", "also": ("安心宝",)}}}}
    )
    loaded = _load(tmp_path, "客户号 | 持有产品\n1 | 安心宝\n2 | 安心宝2", replace(LIFE, policy=policy))
    assert _held(loaded, "fund") == "yy"


def test_nothing_is_read_where_the_command_does_not_ask(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 持有产品 | 房贷\n1 | 天书 | ?", replace(LIFE, life_cycle=False))
    assert [name for name in loaded.portfolio.frame if str(name).endswith("#held")] == []
    assert loaded.issues == ()


def test_which_columns_were_used_is_told(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "客户号 | 持有产品 | 房贷 | 保险\n1 | 借记卡 | 是 | 甲公司")
    assert loaded.told[-1].values["headings"].value == Label("持有产品, 房贷", "持有产品、房贷")
    assert len(_load(tmp_path, "客户号 | 存款\n1 | 5").told) == len(loaded.told) - 1


def test_a_birth_date_that_cannot_be_is_told(tmp_path: Path) -> None:
    born = ["2026-02-01", "2026-01-31", "1906-01-31", "1905-02-01", "1905-01-31", "1904-02-29", ""]
    sheet = "客户号 | 出生日期\n" + "\n".join(f"{row} | '{day}" for row, day in enumerate(born, 1))
    loaded = _load(tmp_path, sheet, replace(LIFE, as_of=dt.date(2026, 1, 31)))
    assert issues(loaded) == ["KC420 B2 warning", "KC420 B6 warning", "KC420 B7 warning"]
    assert values(loaded, "KC420")[0] == {"as_of": dt.date(2026, 1, 31), "oldest": 120}


def test_a_company_has_no_age_to_be_wrong(tmp_path: Path) -> None:
    loaded = _load(
        tmp_path,
        "客户号 | 客户类型 | 出生日期\n1 | 公司 | 1880-01-01\n2 | 个人 | 1880-01-01\n3 | | 1880-01-01",
    )
    assert issues(loaded, "KC420") == ["KC420 C3 warning", "KC420 C4 warning"]


LISTS = {"a": "借记卡、理财", "b": "房贷", "c": "安心宝", "d": "无", "e": "", "f": "基金、安心宝"}


@costly
@given(st.permutations(sorted(LISTS)))
def test_the_order_of_rows_never_matters(
    tmp_path_factory: pytest.TempPathFactory, customers: list[str]
) -> None:
    sheet = "客户号 | 持有产品\n" + "\n".join(f"{customer} | {LISTS[customer]}" for customer in customers)
    loaded = _load(tmp_path_factory.mktemp("order"), sheet)
    held = dict(zip(customers, _held(loaded, "wealth_product"), strict=True))
    assert held == {"a": "y", "b": "n", "c": "n", "d": "n", "e": ".", "f": "n"}
    assert [told["count"] for told in values(loaded, "KC421")] == [2]
