"""`--map`: which heading is read as which field."""

import re
from collections.abc import Sequence

from keyclient.errors import UsageError
from keyclient.model.label import NO_WORDS, Label, listed

_EQUALS = re.compile("[=＝]")
_DATA_DATE = ("data date", "数据日期")
_NEAREST_FIELD = Label(
    " There is no field “{name}”; nearest: {nearest}.", "没有字段“{name}”，最接近的是{nearest}。"
)


class MapSyntaxError(UsageError):
    """A `--map` that is not a pair."""

    sentence = Label(
        '--map {text}: write --map field="heading".{hint} The fields are: {fields}.',
        '--map {text}：请写成 --map 字段="列名"。{hint}可用字段：{fields}。',
    )


def parse_map(pairs: Sequence[str]) -> dict[str, str]:
    """Headings by field; a field is named as in the policy or in words of either language. Raises `MapSyntaxError`."""
    from keyclient.model.fields import DATA_DATE, field_named

    mapping = {}
    for pair in pairs:
        name, _, heading = _EQUALS.sub("=", pair, count=1).partition("=")
        field = DATA_DATE if name.strip().lower() in (DATA_DATE, *_DATA_DATE) else field_named(name)
        if field is None or not heading.strip():
            raise MapSyntaxError(text=pair, hint=_map_hint(name, field), fields=_field_list())
        mapping[field] = heading.strip().strip('"“”')
    return mapping


def _map_hint(name: str, field: str | None) -> Label:
    """The field that a misspelt one is most like."""
    from keyclient.model.fields import nearest_field

    near = nearest_field(name) if field is None else None
    return NO_WORDS if near is None else _NEAREST_FIELD.filled(name=name.strip(), nearest=near)


def _field_list() -> Label:
    from keyclient.model.fields import DATA_DATE, fields

    names = [Label(name, spec.column.label.zh) for name, spec in fields().items()]
    return listed([*names, Label(DATA_DATE, _DATA_DATE[1])])
