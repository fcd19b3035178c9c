from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.issues import segment_issues
from keyclient.model.label import Lang
from keyclient.model.measure import MeasureKind
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import book


def test_a_large_tie_at_an_edge_is_told() -> None:
    (issue,) = segment_issues(segment(book([2500] * 4), SegmentPolicy()))
    assert issue.code == "KC401"
    assert issue.message(Lang.EN) == (
        "4 customers (100.00%) have the same value 2,500.00 yuan; the boundary of class A/B falls among them."
    )
    assert issue.message(Lang.ZH) == "4 个客户（100.00%）数值同为 2,500.00元；A/B 类的分界落在其中。"


def test_negative_values_are_told_with_their_sum() -> None:
    (issue,) = segment_issues(segment(book([9000, 600, 400, -1000.5, -1000]), SegmentPolicy()))
    assert issue.code == "KC402"
    assert issue.message(Lang.EN).startswith("Customers with a negative value: 2, -2,000.50 yuan in total")
    assert issue.message(Lang.ZH).startswith("2 个客户为负值，合计 -2,000.50元")


def test_a_plain_number_has_no_unit_and_no_noise() -> None:
    (issue,) = segment_issues(segment(book([9000, -1000]), SegmentPolicy()), MeasureKind.NUMBER)
    assert issue.message(Lang.EN).startswith("Customers with a negative value: 1, -1,000 in total")


def test_an_ordinary_book_has_nothing_to_tell() -> None:
    assert segment_issues(segment(book([50, 30, 12, 8]), SegmentPolicy())) == ()
    assert segment_issues(segment(book([]), SegmentPolicy())) == ()
