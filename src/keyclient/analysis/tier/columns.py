"""The columns that the lists of customers and the customers' own workbook have in common."""

from keyclient.analysis.common.columns import column
from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn

TIER = column("tier", "tier", "层级", Kind.TEXT)
LOYALTY = column("loyalty", "loyalty", "忠诚度", Kind.SCORE)
WATCH = column("watch", "watch", "观察期数", Kind.COUNT)
REASON = TableColumn("reason", Label("why", "原因"), Kind.TEXT, says_amounts=True)
