"""Which fields a template has."""

import difflib
import re
import unicodedata

from keyclient.errors import UsageError
from keyclient.model.fields import FieldSpec, fields
from keyclient.model.label import Label, listed

TEMPLATE_FIELDS = tuple(name for name in fields() if name != "opportunity_id")
"""Every field of a customer. With a deal number the book would be a list of deals, whose rows never merge."""

_FEWEST = 2
"""A single heading would look like a title."""
_SEPARATORS = re.compile("[,，、;；]")


class UnknownTemplateField(UsageError):
    """A requested field does not exist."""

    sentence = Label(
        "--fields: there is no field “{field}”. Nearest: {nearest}. The fields are: {fields}.",
        "--fields：没有名为“{field}”的字段。最接近的是 {nearest}。可用字段：{fields}。",
    )


class TooFewTemplateFields(UsageError):
    """Fewer fields than a table needs."""

    sentence = Label(
        "--fields: name at least {fewest} fields, for example customer_id,aum.",
        "--fields：请至少指定 {fewest} 个字段，例如 customer_id,aum。",
    )


def chosen_fields(text: str | None) -> tuple[str, ...]:
    """The fields of a list such as `customer_id,name,aum` in its order, each once; without a list all fields.

    A field may also be named by one of its headings. Raises `UnknownTemplateField` or
    `TooFewTemplateFields`.
    """
    if text is None:
        return TEMPLATE_FIELDS
    typed = [part.strip() for part in _SEPARATORS.split(text)]
    chosen = tuple(dict.fromkeys(_field(part) for part in typed if part))
    if len(chosen) < _FEWEST:
        raise TooFewTemplateFields(fewest=_FEWEST)
    return chosen


def _field(typed: str) -> str:
    known = {_folded(word): name for name, spec in reversed(fields().items()) for word in _words(name, spec)}
    if _folded(typed) in known:
        return known[_folded(typed)]
    nearest = difflib.get_close_matches(_folded(typed), list(known), n=1, cutoff=0)
    raise UnknownTemplateField(field=typed, nearest=known[nearest[0]], fields=listed(fields()))


def _words(name: str, spec: FieldSpec) -> tuple[str, ...]:
    return (*spec.column.aliases, spec.column.label.en, spec.column.label.zh, name)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
