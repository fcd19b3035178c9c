import json

from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.analysis.lifecycle.result import LifecycleResult
from tests.analysis.lifecycle.lives import POLICY, lives

TEXT = "1986-11-07 | 30 | debit_card | R2 | | x\n45 | 10 | - | | | \n| 5 | fund"


def test_the_json_has_the_keys_of_the_contract_in_their_order() -> None:
    written = json.loads(lifecycle(lives(TEXT), POLICY, by="branch").model_dump_json())
    assert list(written) == [
        "measure", "customers", "corporate", "unknown_age", "unknown_holdings", "core_gap_customers", "bands",
        "silent_needs", "gaps", "total_gaps", "months", "crossings", "total_crossings", "unknown_crossings", "groups",
        "core_known_customers",
    ]  # fmt: skip
    assert list(written["bands"][0]) == ["band", "customers", "unknown_holdings", "value", "needs"]
    assert list(written["bands"][0]["needs"][0]) == [
        "need", "weight", "holders", "known", "coverage", "gap_customers", "gap_value",
    ]  # fmt: skip
    assert written["gaps"][0] == {
        "customer_id": "c1",
        "row": 2,
        "age": 39,
        "band": "30-39",
        "need": "mortgage",
        "weight": "core",
        "value": 30.0,
        "risk_rating": "R2",
        "offer": ["home_loan", "business_premises_loan"],
        "withheld": [],
    }
    assert written["crossings"] == [
        {
            "customer_id": "c1",
            "row": 2,
            "date": "2026-11-07",
            "age": 40,
            "band": "30-39",
            "next_band": "40-49",
            "value": 30.0,
            "new_needs": ["investment"],
        }
    ]
    assert list(written["groups"][0]) == [
        "group", "customers", "corporate", "unknown_age", "unknown_holdings", "value", "needs",
    ]  # fmt: skip


def test_what_does_not_exist_is_null() -> None:
    written = json.loads(lifecycle(lives("45 || -", measure=None), POLICY).model_dump_json())
    assert (written["measure"], written["groups"], written["bands"][2]["value"]) == (None, None, None)
    assert written["bands"][0]["needs"][0]["coverage"] is None
    assert (written["gaps"][0]["value"], written["gaps"][0]["risk_rating"]) == (None, None)


def test_a_result_written_and_read_is_equal() -> None:
    result = lifecycle(lives(TEXT), POLICY, by="branch")
    assert LifecycleResult.model_validate_json(result.model_dump_json()) == result
