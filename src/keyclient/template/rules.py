"""What Excel accepts in a cell of a template: the field's constraint as a data validation."""

import datetime as dt

from keyclient.model.column import Reads
from keyclient.model.fields import FieldSpec
from keyclient.model.label import Lang
from keyclient.template.words import EXCEL_FIRST_DAY, refusal

Rule = dict[str, object]
"""A data validation as XlsxWriter takes it."""

_KINDS = {
    Reads.MONEY: "decimal",
    Reads.NUMBER: "decimal",
    Reads.COUNT: "integer",
    Reads.DATE: "date",
    Reads.CHOICE: "list",
}
_FEN = 100


def entry_rule(spec: FieldSpec, lang: Lang) -> Rule | None:
    """A drop-down of choices in the language, or limits for numbers and dates; None for text."""
    kind = _KINDS.get(spec.column.reads)
    if kind is None:
        return None
    title, text = refusal(spec)
    rule: Rule = {"validate": kind, "error_title": title.text(lang), "error_message": text.text(lang)}
    if spec.bounds is None:
        return rule | {"source": [spec.column.word(choice, lang) for choice in spec.column.choices]}
    low, high = spec.bounds
    match spec.column.reads:
        case Reads.MONEY:
            low, high = low // _FEN, high // _FEN
        case Reads.DATE:
            low, high = _midnight(max(low, EXCEL_FIRST_DAY)), _midnight(high)
    return rule | {"criteria": "between", "minimum": low, "maximum": high}


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
