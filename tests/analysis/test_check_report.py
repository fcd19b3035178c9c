from keyclient.analysis.check import check
from keyclient.analysis.check_report import check_report
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Loaded
from keyclient.model.receipt import Rows, Source
from keyclient.model.report import Report
from tests.analysis.books import book

ISSUES = tuple(Issue("KC103", f"F{row}", values={"field": "birth_date"}) for row in (2, 3, 4))
ROWS = Rows(read=3, customers=3, merged=0, set_aside=0, totals=0, blank=0, other=0)
SOURCE = Source(path="a.csv", sheet=None, header_row=1, sha256="0" * 64, rows=ROWS, money=())


def _report(top: int | None) -> Report:
    loaded = Loaded(book([1, 2, 3]), ISSUES, (), None, as_of_from_file=False, told=())
    return check_report(check(loaded), SOURCE, ISSUES, top=top)


def test_all_findings_are_listed_unless_a_number_is_asked_for() -> None:
    for top, cells in ((None, ["F2", "F3", "F4"]), (2, ["F2", "F3"]), (9, ["F2", "F3", "F4"])):
        table = _report(top).tables[-1]
        assert [row[2] for row in table.rows] == cells
        assert table.total_rows == 3
        assert _report(top).records == table


def test_a_limited_list_still_counts_every_finding() -> None:
    report = _report(0)
    assert [table.key for table in report.tables] == ["codes"]
    assert report.headline[0].values["warnings"].value == 3
