"""The analyses that are run by name on one book."""

import json
from pathlib import Path

import pytest

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.common.outcome import NotPossible
from keyclient.analysis.common.query import Query
from keyclient.answers.run import Answered, analyse_book
from keyclient.cli.commands.listed import COMMANDS
from keyclient.ingest.base.request import Request
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.policy.parts.ladder import Tier
from keyclient.policy.parts.tier import TierPolicy
from keyclient.render.machine import render_json
from tests.answers.books import once, written
from tests.program import run

QUERY = Query(Lang.EN, top=20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.xlsx"
    assert run(["--lang", "zh", "demo", str(path), "--customers", "150"]).code == 0
    return path


def test_every_analysis_is_a_command_and_says_which_policy_it_uses() -> None:
    assert {analysis.name for analysis in ANALYSES} <= {command.name for command in COMMANDS}
    assert all(analysis.policy for analysis in ANALYSES)


@pytest.mark.parametrize("name", [one.name for one in ANALYSES if not one.compares_books])
def test_an_analysis_by_name_says_what_its_command_says(demo: Path, name: str) -> None:
    found = analyse_book(once(demo), name, QUERY)
    assert isinstance(found, Answered)
    said = run(
        ["--lang", "en", name, str(demo), "--format", "json", *(["--top", "20"] if name == "check" else [])]
    )
    assert json.loads(render_json(found.answer.envelope)) == json.loads(said.out)


def test_of_one_book_alone_nothing_can_be_compared(tmp_path: Path) -> None:
    lack = analyse_book(once(written(tmp_path, ["客户号", "AUM"], ["1", 5], ["2", 3])), "compare", QUERY)
    assert isinstance(lack, NotPossible)
    assert (lack.reason.en, lack.fields) == ("No earlier book to compare with.", ())


def test_equal_wishes_are_read_once(demo: Path) -> None:
    book = once(demo)
    for name in ("segment", "tier", "check"):
        analyse_book(book, name, QUERY)
    assert book.load(book.request) is book.customers


def test_without_an_age_the_life_cycle_says_which_columns_would_allow_it(tmp_path: Path) -> None:
    lack = analyse_book(once(written(tmp_path, ["客户号", "AUM"], ["1", 5], ["2", 3])), "lifecycle", QUERY)
    assert isinstance(lack, NotPossible)
    assert lack.fields == ("birth_date", "age", "id_number")


def test_without_stages_the_funnel_says_which_columns_would_allow_it(tmp_path: Path) -> None:
    lack = analyse_book(once(written(tmp_path, ["客户号", "AUM"], ["1", 5], ["2", 3])), "funnel", QUERY)
    assert isinstance(lack, NotPossible)
    assert lack.fields == ("stage", "outcome")


@pytest.mark.parametrize("name", ["segment", "tier"])
def test_without_a_measure_customers_cannot_be_ranked_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    book = once(written(tmp_path, ["客户号", "客户名称", "年龄"], ["1", "张三", 41], ["2", "李四", 62]))
    lack = analyse_book(book, name, QUERY)
    assert isinstance(lack, NotPossible)
    assert lack.fields[:2] == ("revenue", "aum")
    assert isinstance(analyse_book(book, "lifecycle", QUERY), Answered)
    assert isinstance(analyse_book(book, "check", QUERY), Answered)


def test_what_an_analysis_refuses_is_why_the_book_has_no_data_for_it(tmp_path: Path) -> None:
    tiers = (Tier(name="gold", zh="黄金", floor=5, measure="积分"), Tier(name="iron", zh="铁"))
    request = Request(Policy(tier=TierPolicy(tiers=tiers)))
    book = once(written(tmp_path, ["客户号", "AUM"], ["1", 5], ["2", 3]), request)
    lack = analyse_book(book, "tier", QUERY)
    assert isinstance(lack, NotPossible)
    assert "积分" in lack.reason.en
    assert "没有“积分”" in lack.reason.zh
    assert isinstance(analyse_book(book, "segment", QUERY), Answered)
