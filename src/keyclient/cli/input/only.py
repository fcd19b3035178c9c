"""`--only FIELD=VALUE`: which customers are listed, by a column of the book or by what the analysis makes of them."""

from collections.abc import Mapping, Sequence

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.common.age_band import BAND
from keyclient.analysis.common.face import ListedBy
from keyclient.analysis.common.only import Only
from keyclient.cli.options.ranking import ListedOnly
from keyclient.errors import UsageError
from keyclient.ingest.base.table_refusals import HeadingNotFound
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
        "--only {text}: {name} is one of {values}. For a column of the book headed so write --only {typed}#1=VALUE.",
        "--only {text}：{name}须为以下之一：{values}。如指表内同名的列，请写 --only {typed}#1=取值。",
    )


class OfAnotherAnalysis(UsageError):
    """An `--only` that is no column of the book, and that other commands know."""

    sentence = Label(
        "--only {typed}=…: the book has no column “{typed}”; by {name}, --only filters the lists of: {commands}.",
        "--only {typed}=…：表内没有“{typed}”列；按{name}筛选名单，请用 {commands}。",
    )


def parse_only(wanted: ListedOnly, policy: Policy) -> Only | None:
    """What `--only` asks for; None if nothing was asked. Values of one field are alternatives, fields add up.

    What the analysis makes of its customers comes before columns of the same name. Values that may name customers are
    not repeated where they are masked. Raises `OnlySyntaxError` and `NoSuchValueError`.
    """
    pairs, mask, made = wanted.pairs, wanted.mask, (*wanted.made, BAND)
    asked: dict[str, tuple[str, ...]] = {}
    spelt: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = (pair if "=" in pair else pair.replace("＝", "=")).partition("=")
        if not equals or not name.strip():
            raise OnlySyntaxError(text=pair)
        one = _made(name, made)
        typed = name.strip()
        name = typed if one is None else one.name
        spelt.setdefault(name, typed)
        asked[name] = (*asked.get(name, ()), value.strip().strip('"“”'))
    if not asked:
        return None
    own = {name: one for name in asked if (one := _made(name, made)) is not None}
    codes = {name: _codes(spelt[name], asked[name], one, policy) for name, one in own.items()}
    labels = {name: one.label for name, one in own.items()}
    fields_ = {name: found[0] for name in asked if name not in own and (found := field_and_rank(name))}
    labels |= {name: fields()[field].column.label for name, field in fields_.items()}
    told = {
        name: _told(values, fields_.get(name), mask and name not in own) for name, values in asked.items()
    }
    called = {name: tuple(one.values(policy)[code] for code in codes[name]) for name, one in own.items()}
    called |= {name: _choices(told[name], field) for name, field in fields_.items()}
    return Only(
        told,
        labels,
        called,
        tuple((name, values) for name, values in asked.items() if name not in own),
        codes.pop(BAND.name, ()),
        {one.attribute or one.name: frozenset(codes[name]) for name, one in own.items() if name in codes},
    )


def of_another(refusal: HeadingNotFound, only: Only | None) -> OfAnotherAnalysis | None:
    """The refusal of a column that the book does not have, where it is called as what some analyses make."""
    typed = str(refusal.values["wanted"])
    if only is None or typed not in only.names:
        return None
    one = _made(typed, [one for analysis in ANALYSES for one in analysis.listed_by])
    if one is None:
        return None
    makers = [analysis for analysis in ANALYSES if one.name in [other.name for other in analysis.listed_by]]
    reports = [] if all(analysis.compares_books for analysis in makers) else ["report"]
    said = listed(f"keyclient {name}" for name in (*(analysis.name for analysis in makers), *reports))
    return OfAnotherAnalysis(typed=typed, name=one.label, commands=said)


def _made(name: str, made: Sequence[ListedBy]) -> ListedBy | None:
    key = folded(name)
    return next((one for one in made if key in map(folded, (one.name, one.label.en, one.label.zh))), None)


def _codes(name: str, values: Sequence[str], one: ListedBy, policy: Policy) -> tuple[str, ...]:
    """The analysis's own names of the values, which may be typed in either language."""
    known: Mapping[str, Label] = one.values(policy)
    words = {folded(word): code for code, label in known.items() for word in (code, label.en, label.zh)}
    for value in values:
        if folded(value) not in words:
            codes = listed(Label(code, f"{code}（{label.zh}）") for code, label in known.items())
            raise NoSuchValueError(text=f"{name}={value}", typed=name, name=one.label, values=codes)
    return tuple(dict.fromkeys(words[folded(value)] for value in values))


def _choices(values: tuple[str, ...], field: str) -> tuple[Label, ...]:
    """What the values of a field are called: a choice by its name in either language, whatever was typed."""
    column = fields()[field].column
    named = {
        folded(word): column.shown[choice]
        for choice, words in column.choices.items()
        if choice in column.shown
        for word in (choice, *words, column.shown[choice].en, column.shown[choice].zh)
    }
    return tuple(named.get(folded(value), Label(value, value)) for value in values)


def _told(values: tuple[str, ...], field: str | None, hides: bool) -> tuple[str, ...]:  # noqa: FBT001
    return tuple(HIDDEN for _ in values) if hides and field not in NAMEABLE else values
