from keyclient.analysis.common.columns import CUSTOMER_ID, ROW
from keyclient.analysis.common.rowless import without_rows
from keyclient.model.label import Label
from keyclient.model.report import Report, Table

TITLE = Label("x", "x")
TABLE = Table("top", TITLE, (CUSTOMER_ID, ROW), [("001", 0), ("002", 0)])


def test_tables_lose_their_row_numbers_and_records_have_blanks() -> None:
    report = without_rows(Report(TITLE, (), (), (TABLE,), records=TABLE, sheet=TABLE))
    for table in (report.tables[0], report.sheet):
        assert table is not None
        assert (table.columns, [*map(list, table.rows)]) == ((CUSTOMER_ID,), [["001"], ["002"]])
    assert report.records is not None
    assert report.records.columns == TABLE.columns
    assert [*map(list, report.records.rows)] == [["001", None], ["002", None]]
