"""What the report of `compare` says of a book that is compared with itself."""

from collections.abc import Iterator

from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

_OWN = Label(
    "From one book: its column “{heading}” gives each customer's change, and opening = closing - change. Who has left is not "
    "in such a book, and nobody is known to be new.",
    "依据同一张表：以“{heading}”列为各客户的变动额，期初=期末-变动额。已流失客户不在表内，新增客户也无从识别。",
)
_UNKNOWN = Label(
    "Customers without a known opening: {customers}, now {value}; they are apart.",
    "期初不明的客户：{customers} 个，现值 {value}，单独列示。",
)


def own_changes_sentences(result: CompareResult, look: CompareLook) -> Iterator[Sentence]:
    """Where the opening comes from, and of whom it is not known; nothing for several books."""
    own = result.own_changes
    if own is None:
        return
    yield Sentence(_OWN, {"heading": Value(own.heading, Kind.TEXT)})
    if own.unknown_customers:
        yield Sentence(
            _UNKNOWN,
            {
                "customers": Value(own.unknown_customers, Kind.COUNT),
                "value": Value(own.unknown_value, look.amount),
            },
        )
