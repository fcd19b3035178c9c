"""`overlap` of books whose rows are deals or events, as they are typed."""

from pathlib import Path

from tests.cli.input.test_joined_books import book, overlap

GOLD = ("--set", "tier.tiers.gold.floor=500000", "--set", "tier.tiers.platinum.floor=900000")


def test_the_customers_of_a_list_of_deals_are_heads_once(tmp_path: Path) -> None:
    deals = book(
        tmp_path / "d202609.csv",
        "O1,C1,张敏,李娜,沟通,300000",
        "O2,C1,张敏,李娜,谈判,300000",
        "O3,C2,王强,赵磊,沟通,100000",
        headings="商机编号,客户号,客户姓名,客户经理,销售阶段,AUM",
    )
    ended, result = overlap(deals, *GOLD)
    assert (result["records"], result["persons"], result["counted_twice"]) == (2, 2, 0)
    assert "KC622" in ended.err
    assert "300,000" in ended.err


def test_a_deal_that_was_handed_over_is_claimed_by_nobody_else(tmp_path: Path) -> None:
    log = book(
        tmp_path / "log202603.csv",
        "O1,C1,李娜,调查,2026-01-01,300000",
        "O1,C1,王伟,沟通,2026-02-01,",
        headings="商机编号,客户号,客户经理,销售阶段,阶段日期,AUM",
    )
    _, result = overlap(log)
    assert (result["records"], result["same"]) == (1, [])


def test_a_customer_that_was_handed_over_is_claimed_by_nobody_else(tmp_path: Path) -> None:
    log = book(
        tmp_path / "log202603.csv",
        "C1,李娜,调查,2026-01-01,300000",
        "C1,王伟,沟通,2026-02-01,",
        "C2,李娜,调查,2026-01-01,200000",
        headings="客户号,客户经理,销售阶段,阶段日期,AUM",
    )
    _, result = overlap(log)
    assert (result["records"], result["same"]) == (2, [])
