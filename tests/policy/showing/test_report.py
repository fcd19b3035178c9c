"""The policy as it is shown."""

from pathlib import Path

from keyclient.model.label import Label
from keyclient.policy.showing.report import NOT_SET, policy_report
from tests.policy.support import load


def test_every_key_is_a_row_with_value_origin_and_meaning(tmp_path: Path) -> None:
    report = policy_report(load(tmp_path, '[columns]\naum = "资产"', settings=["segment.sensitivity=[0.7]"]))
    (table,) = report.tables
    rows = {row[0]: row[1:] for row in table.rows}
    assert [column.key for column in table.columns] == ["key", "value", "origin", "meaning"]
    assert rows["segment.sensitivity"][:2] == (
        "[0.7]",
        Label("--set segment.sensitivity=[0.7]", "--set segment.sensitivity=[0.7]"),
    )
    assert rows["segment.ties"][:2] == ('"up"', Label("default", "默认值"))
    assert rows["book"][0] is NOT_SET
    assert rows["columns.aum"] == (
        '"资产"',
        Label(f"{tmp_path / 'keyclient.toml'}, line 2", f"{tmp_path / 'keyclient.toml'} 第 2 行"),
        Label("Heading of your books that means AUM.", "本行表格中表示“AUM”的列名。"),
    )
    assert "columns.loans" not in rows
    assert all(isinstance(row[-1], Label) for row in table.rows)


def test_headline_counts_what_is_set(tmp_path: Path) -> None:
    report = policy_report(load(tmp_path, "segment.target = 0.7", settings=["read.seconds=10"]))
    (sentence,) = report.headline
    assert sentence.values["count"].value == 2
    assert report.facts[0].value == str(tmp_path / "keyclient.toml")


def test_without_a_file_the_report_says_so(tmp_path: Path) -> None:
    assert policy_report(load(tmp_path)).facts[0].value == Label("none", "无")
