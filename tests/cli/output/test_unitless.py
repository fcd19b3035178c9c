"""What `--unit` says of a measure that is a plain number."""

from pathlib import Path

import pytest

from tests.program import typed


@pytest.mark.parametrize("command", ["segment", "tier", "check", "report"])
@pytest.mark.parametrize(
    ("heading", "unit"), [("综合积分", "wan"), ("综合积分", "yuan"), ("综合积分（元）", "wan")]
)
def test_a_measure_without_a_unit_is_told_not_to_convert(
    command: str, heading: str, unit: str, tmp_path: Path
) -> None:
    (tmp_path / "客户.csv").write_text(f"客户号,{heading}\n001,50000\n002,30000\n", encoding="utf-8")
    done = typed(tmp_path, "--lang", "zh", command, "客户.csv", "-m", heading, "--unit", unit)
    assert done.returncode in (0, 1)
    assert ("--unit 不换算" in done.stderr) == (heading == "综合积分" and unit == "wan")
    if command != "report":  # its first page has no amounts of two customers
        assert ("万元" in done.stdout) == (heading == "综合积分（元）")


def test_what_is_offered_makes_the_measure_money(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text("customer id,points\n001,50000\n002,30000\n", encoding="utf-8")
    said = typed(tmp_path, "--lang", "en", "segment", "book.csv", "-m", "points", "--unit", "wan").stderr
    assert "for example points (yuan)" in said
    (tmp_path / "book.csv").write_text("customer id,points (yuan)\n001,50000\n002,30000\n", encoding="utf-8")
    done = typed(tmp_path, "--lang", "en", "segment", "book.csv", "-m", "points (yuan)", "--unit", "wan")
    assert "10k yuan" in done.stdout
    assert "--unit" not in done.stderr
