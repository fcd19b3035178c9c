"""Why customers cannot be ranked. Faces import it, so it imports nothing heavy."""

from keyclient.model.label import Label

UNMEASURED = Label(
    "No column to rank customers by, or too few readable values in it.",
    "没有反映客户价值的列，或该列可读取的单元格过少。",
)
