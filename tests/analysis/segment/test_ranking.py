import json

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.ranking import RankedCustomer
from keyclient.analysis.segment.result import SegmentResult
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import book

POLICY = SegmentPolicy()


def _ranking(customers: int) -> LazyRows[RankedCustomer]:
    return segment(book(range(1, customers + 1)), POLICY, top=None).top


def test_a_ranking_is_a_sequence_of_customers() -> None:
    ranking = _ranking(5)
    assert len(ranking) == 5
    assert [customer.rank for customer in ranking] == [1, 2, 3, 4, 5]
    assert ranking[-1] == RankedCustomer(5, "c1", 2, ranking[-1].value, 1 / 15, 1.0, "B")
    assert [customer.rank for customer in ranking[1:3]] == [2, 3]
    assert [customer.rank for customer in ranking[::-2]] == [5, 3, 1]


def test_ranks_run_on_where_one_piece_of_columns_ends() -> None:
    ranking = _ranking(5000)
    assert [customer.rank for customer in ranking] == list(range(1, 5001))
    assert [customer.value for customer in ranking] == list(range(5000, 0, -1))
    assert ranking[4999] == ranking[-1]


def test_equal_books_have_equal_rankings() -> None:
    assert _ranking(3) == _ranking(3)
    assert hash(_ranking(3)) == hash(_ranking(3))
    assert _ranking(3) != _ranking(4)
    assert _ranking(3) != list(_ranking(3))


def test_json_lists_customers_under_the_keys_of_the_contract() -> None:
    result = segment(book([3, 1]), POLICY)
    (first, _) = json.loads(result.model_dump_json())["top"]
    assert first == {
        "rank": 1,
        "customer_id": "c1",
        "row": 2,
        "value": 3.0,
        "share": 0.75,
        "cumulative_share": 0.75,
        "class": "A",
    }


def test_a_result_written_and_read_is_equal() -> None:
    result = segment(
        book([50, 25.5, 0, -1, None], branch=["x", "x", "y", None, "y"]), POLICY, by="branch", top=None
    )
    read = SegmentResult.model_validate_json(result.model_dump_json())
    assert read == result.model_copy(update={"tie_blocks": (), "curve": ()})
