"""`--only FIELD=VALUE`: which customers are listed, by a column of the book or by what the analysis makes of them."""

from collections.abc import Mapping, Sequence

from keyclient.analysis.common.face import ListedBy
from keyclient.analysis.common.only import Only
from keyclient.cli.options.ranking import ListedOnly
from keyclient.errors import UsageError
from keyclient.ingest.cells.plain import folded
from keyclient.ingest.layout.headings import field_and_rank
from keyclient.model.fields import fields
from keyclient.model.label import Label, listed
from keyclient.model.masking import HIDDEN, NAMEABLE
from keyclient.policy.models import Policy


class OnlySyntaxError(UsageError):
    """An `--only` that is not a pair."""

    sentence = Label(
        "--only {text}: write --only FIELD=VALUE, for example --only manager=ZHANG.",
        "--only {text}：请写成 --only 字段=取值，例如 --only manager=张三。",
    )


class NoSuchValueError(UsageError):
    """An `--only` with a value that the analysis never gives."""

    sentence = Label(
        "--only {text}: {name} is one of {values}.", "--only {text}：{name}须为以下之一：{values}。"
    )


def parse_only(listed: ListedOnly, policy: Policy) -> Only | None:
    """What `--only` asks for; None if nothing was asked. Values of one field are alternatives, fields add up.

    What the analysis makes of its customers comes before columns of the same name. Values that may name customers are
    not repeated where they are masked. Raises `OnlySyntaxError` and `NoSuchValueError`.
    """
    pairs, made, mask = listed
    asked: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, value = (pair if "=" in pair else pair.replace("＝", "=")).partition("=")
        if not equals or not name.strip():
            raise OnlySyntaxError(text=pair)
        one = _made(name, made)
        name = name.strip() if one is None else one.name
        asked[name] = (*asked.get(name, ()), value.strip().strip('"“”'))
    if not asked:
        return None
    own = {name: one for name in asked if (one := _made(name, made)) is not None}
    labels = {name: one.label for name, one in own.items()}
    fields_ = {name: found[0] for name in asked if name not in own and (found := field_and_rank(name))}
    labels |= {name: fields()[field].column.label for name, field in fields_.items()}
    return Only(
        {name: _told(values, fields_.get(name), mask and name not in own) for name, values in asked.items()},
        labels,
        tuple((name, values) for name, values in asked.items() if name not in own),
        {one.attribute or one.name: _codes(name, asked[name], one, policy) for name, one in own.items()},
    )


def _made(name: str, made: Sequence[ListedBy]) -> ListedBy | None:
    key = folded(name)
    return next((one for one in made if key in map(folded, (one.name, one.label.en, one.label.zh))), None)


def _codes(name: str, values: Sequence[str], one: ListedBy, policy: Policy) -> frozenset[str]:
    """The analysis's own names of the values, which may be typed in either language."""
    known: Mapping[str, Label] = one.values(policy)
    words = {folded(word): code for code, label in known.items() for word in (code, label.en, label.zh)}
    for value in values:
        if folded(value) not in words:
            codes = listed(Label(code, f"{code}（{label.zh}）") for code, label in known.items())
            raise NoSuchValueError(text=f"{name}={value}", name=one.label, values=codes)
    return frozenset(words[folded(value)] for value in values)


def _told(values: tuple[str, ...], field: str | None, hides: bool) -> tuple[str, ...]:  # noqa: FBT001
    return tuple(HIDDEN for _ in values) if hides and field not in NAMEABLE else values
