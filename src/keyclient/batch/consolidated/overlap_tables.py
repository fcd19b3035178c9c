"""The tables of customers who appear in several branches."""

from keyclient.batch.consolidated.columns import BRANCH, CUSTOMERS, name_list
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_EVIDENCE = {
    "customer_id": Label("same customer id", "客户号相同"),
    "id_number": Label("same id number", "证件号相同"),
    "both": Label("same customer id and id number", "客户号和证件号均相同"),
    "contradicted": Label("same customer id, different id numbers", "客户号相同、证件号不同"),
}


def overlap_pairs_table(result: ConsolidatedResult) -> Table:
    """Pairs of branches and how many customers they share."""
    columns = (BRANCH, TableColumn("other", Label("and", "与"), Kind.TEXT), CUSTOMERS)
    rows = [(pair.branch, pair.other, pair.customers) for pair in result.overlap.pairs]
    return Table("overlap_pairs", Label("Branches that share customers", "客户重叠的网点"), columns, rows)


def overlap_table(result: ConsolidatedResult, amount: Kind) -> Table:
    """The customers of several branches, each with the evidence."""
    columns = (
        TableColumn("customer_id", Label("customer id", "客户号"), Kind.TEXT),
        TableColumn("id_ending", Label("id number ends in", "证件号后四位"), Kind.TEXT),
        TableColumn("evidence", Label("evidence", "依据"), Kind.TEXT),
        TableColumn("branches", Label("branches", "网点"), Kind.TEXT),
        TableColumn("value", Label("total value", "合计价值"), amount),
        TableColumn("books", Label("books", "表格"), Kind.TEXT),
    )
    rows = [
        (
            line.customer_id,
            line.id_ending,
            _EVIDENCE[line.evidence],
            name_list(line.branches),
            line.value,
            name_list(line.books),
        )
        for line in result.overlap.lines
    ]
    return Table(
        "overlap",
        Label("Customers of several branches", "跨网点客户"),
        columns,
        rows,
        total_rows=result.overlap.customers,
    )
