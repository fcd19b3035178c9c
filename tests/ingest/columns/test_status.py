from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.pipeline_refusals import NoStages
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded
from tests.ingest.pipelines import csv_book, funnel_policy, read_pipeline
from tests.ingest.writing import ANY, read, write_csv

UNMEASURED = replace(ANY, needs_measure=False)
OWN = {"KC438", "KC439"}


def outcomes(loaded: Loaded) -> list[str | None]:
    frame = loaded.portfolio.frame
    return [] if "outcome" not in frame else [None if cell != cell else cell for cell in frame["outcome"]]


def told(loaded: Loaded) -> list[str]:
    return [issue.code for issue in loaded.issues if issue.code in OWN]


@pytest.mark.parametrize("heading", ["Status", "状态", "Lead_Status", "单据状态"])
@pytest.mark.parametrize("rows", [("Won", "Lost", "Open"), ("已签约", "已流失", "跟进中")])
def test_a_status_that_holds_outcomes_is_the_outcome_in_every_command(
    tmp_path: Path, heading: str, rows: tuple[str, ...]
) -> None:
    lines = [f"{number} | 可能 | {word}" for number, word in enumerate(rows)]
    book = "\n".join([f"客户号 | 销售阶段 | {heading}", *lines])
    for loaded in (
        read_pipeline(csv_book(tmp_path, book)).parts[0],
        read(write_csv(tmp_path, book), UNMEASURED),
    ):
        assert outcomes(loaded) == ["won", "lost", "open"]
        assert told(loaded) == ["KC438"]


def test_a_book_with_nothing_but_a_status_has_outcomes_where_it_holds_several(tmp_path: Path) -> None:
    found = read_pipeline(csv_book(tmp_path, "客户号 | 状态\n1 | 赢单\n2 | 流失\n3 | 流失"))
    assert outcomes(found.parts[0]) == ["won", "lost", "lost"]


def test_a_status_of_something_else_stays_a_plain_column(tmp_path: Path) -> None:
    for words in ("正常 正常 无效", "无效 无效 无效", "yes no yes", "1 0 1"):
        rows = [f"{number} | {word}" for number, word in enumerate(words.split())]
        loaded = read(write_csv(tmp_path, "\n".join(["客户号 | 状态", *rows])), UNMEASURED)
        assert (outcomes(loaded), told(loaded)) == ([], [])


def test_outcomes_among_other_words_are_not_read_and_told(tmp_path: Path) -> None:
    book = (
        "客户号 | 销售阶段 | 状态\n1 | 可能 | 流失\n2 | 可能 | 已拜访\n3 | 可能 | 已拜访\n4 | 可能 | 已拜访"
    )
    loaded = read(write_csv(tmp_path, book), UNMEASURED)
    assert (outcomes(loaded), told(loaded)) == ([], ["KC439"])
    text = next(issue for issue in loaded.issues if issue.code == "KC439").message(Lang.EN)
    assert text == "“状态” is not read, although 1 of its 4 filled cells say won, lost or open."


def test_a_column_headed_as_the_outcome_or_named_by_the_user_comes_first(tmp_path: Path) -> None:
    book = "客户号 | 销售阶段 | Status | 结果 | 备用\n1 | 可能 | Won | 流失 | Open"
    path = csv_book(tmp_path, book)
    assert outcomes(read_pipeline(path).parts[0]) == ["lost"]
    named = read_pipeline(path, mapping={"outcome": "备用"}).parts[0]
    assert (outcomes(named), told(named)) == (["open"], [])


def test_words_for_an_outcome_mean_the_same_in_every_command(tmp_path: Path) -> None:
    words = (
        "输单",
        "无效",
        "已流失",
        "丢单",
        "放弃",
        "已签约",
        "签约",
        "Closed - Lost",
        "Closed-Won",
        "Closed / Lost",
    )
    rows = [f"{number} | 可能 | {word}" for number, word in enumerate(words)]
    book = "\n".join(["客户号 | 销售阶段 | 商机状态", *rows])
    for loaded in (
        read_pipeline(csv_book(tmp_path, book)).parts[0],
        read(write_csv(tmp_path, book), UNMEASURED),
    ):
        assert outcomes(loaded) == ["lost"] * 5 + ["won"] * 2 + ["lost", "won", "lost"]
        assert [issue.code for issue in loaded.issues if issue.code == "KC106"] == []


def test_the_words_of_the_policy_count_for_a_status_too(tmp_path: Path) -> None:
    path = csv_book(tmp_path, "客户号 | 销售阶段 | 状态\n1 | 可能 | 泡汤")
    found = read_pipeline(path, policy=funnel_policy(lost=["泡汤"]))
    assert outcomes(found.parts[0]) == ["lost"]


STAGES_OF_STATUS = (
    "潜在 可能 谈判",
    "潜在 已成交 流失",
    "Lead Won Lost",
    "Lead Proposal Negotiation",
    "New Open Won",
)


@pytest.mark.parametrize("words", STAGES_OF_STATUS)
def test_a_status_that_names_stages_is_the_stage_where_there_is_no_other(tmp_path: Path, words: str) -> None:
    lines = [f"{number} | {word} | 1" for number, word in enumerate(words.split())]
    book = "\n".join(["客户号 | Status | AUM", *lines])
    found = read_pipeline(csv_book(tmp_path, book)).parts[0]
    assert found.portfolio.frame["stage"].tolist() == words.split()
    assert [issue.code for issue in found.issues] == ["KC360"]
    assert told(read(write_csv(tmp_path, book))) == []


def test_a_status_of_stages_beside_a_column_of_outcomes_is_the_stage(tmp_path: Path) -> None:
    book = "客户号 | 状态 | 结果\n1 | 潜在 | \n2 | 谈判 | 流失"
    found = read_pipeline(csv_book(tmp_path, book)).parts[0]
    assert (found.portfolio.frame["stage"].tolist(), outcomes(found)) == (["潜在", "谈判"], [None, "lost"])


@pytest.mark.parametrize("head", ["客户号 | 销售阶段 | 状态", "客户号 | 备注 | 状态"])
def test_a_status_of_something_else_is_no_stage(tmp_path: Path, head: str) -> None:
    book = f"{head}\n1 | 可能 | 正常\n2 | 可能 | 销户\n3 | 可能 | 潜在"
    frame = read(write_csv(tmp_path, book), UNMEASURED).portfolio.frame
    assert "outcome" not in frame
    if "阶段" in head:
        assert (
            read_pipeline(csv_book(tmp_path, book)).parts[0].portfolio.frame["stage"].tolist() == ["可能"] * 3
        )
    else:
        with pytest.raises(NoStages):
            read_pipeline(csv_book(tmp_path, book))
