"""Tables that were found in a sheet, for tests."""

from keyclient.ingest.layout.located import Located, TableRequest
from keyclient.ingest.rows.other_rows import OtherKind
from keyclient.ingest.rows.row_kinds import RowKinds, sort_rows

CUSTOMERS = """客户号 | 客户名称 | 网点 | AUM
C1 | 张三 | 城东 | 100
C2 | 李四 | 城西 | 200
C3 | 王五 | 城西 | 300"""


BRANCHES = """网点 | 户数 | 金额 |
城东 | 1 | 100 |
城西 | 2 | 500 |"""


def wish(header_row: int | None = None, *names: str) -> TableRequest:
    return TableRequest(None, header_row, {}, names)


def customers(located: Located) -> list[int]:
    """Rows of the customers as Excel numbers them."""
    return [int(row) + 1 for row in sort_rows(located).customers]


def others(located: Located) -> dict[int, OtherKind]:
    return {row + 1: kind for row, kind in sort_rows(located).others.items()}


def places(located: Located) -> list[str]:
    return [other.place for other in located.neighbours]


def accounted(kinds: RowKinds) -> int:
    return len(kinds.customers) + len(kinds.totals) + len(kinds.others) + kinds.blank
