"""The fields, tiers, stages and product families that a criterion names."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from keyclient.analysis.plan.criteria.refusals import UnknownNameError, UnknownSubjectError
from keyclient.analysis.plan.criteria.words import FIELD_WORDS, nearest_word, word_key
from keyclient.model.column import Reads
from keyclient.model.fields import field_named, fields
from keyclient.model.label import Label, listed
from keyclient.policy.models import Policy
from keyclient.policy.parts.families import family_label, family_words
from keyclient.policy.parts.stages import Ladder, stage_key

_NUMERIC = frozenset({Reads.MONEY, Reads.COUNT, Reads.NUMBER})
_FURTHER = ("value", "tier", "stage", "contact", "holds")
_PERHAPS = Label(" Perhaps {word}?", "是否为 {word}？")
_TIER = Label("tier", "层级")
_STAGE = Label("stage", "阶段")
_FAMILY = Label("product family", "产品类别")


class Named(NamedTuple):
    """What a word stands for."""

    name: str
    label: Label


def field_for(text: str, place: int) -> str:
    """The field with numbers that a text names. Raises `UnknownSubjectError`."""
    name = FIELD_WORDS.get(word_key(text)) or field_named(text)
    if name is not None and fields()[name].column.reads in _NUMERIC:
        return name
    known = [name for name, spec in fields().items() if spec.column.reads in _NUMERIC]
    names = [Label(name, fields()[name].column.label.zh) for name in known]
    words = [*known, *(label.zh for label in names), *_FURTHER]
    raise UnknownSubjectError(
        place=place, part=text, nearest=_nearest(text, words), known=listed([*names, *_FURTHER])
    )


def tier_named(text: str, place: int, policy: Policy) -> Named:
    """The tier in force that a text names. Raises `UnknownNameError`."""
    tiers = {tier.name: tier.label for tier in policy.tier.ladder}
    words = {word: name for word, name in policy.tier.words.items() if name in tiers}
    return _named(text, place, _TIER, tiers, words)


def family_named(text: str, place: int, policy: Policy) -> Named:
    """The product family that a text names. Raises `UnknownNameError`."""
    families = policy.lifecycle.families
    labels = {name: family_label(name, family) for name, family in families.items()}
    words = {word: name for name, family in families.items() for word in family_words(name, family)}
    return _named(text, place, _FAMILY, labels, words)


def stage_named(text: str, place: int, policy: Policy) -> Named:
    """The stage that a text names. Raises `UnknownNameError`.

    On the first ladder one of whose stages is called so, else on the first that knows the word: 沟通 is a stage of its own
    before it is another word for one.
    """
    ladders = sorted(policy.funnel.ladders, key=lambda ladder: not _is_called(ladder, text))
    for ladder in ladders:
        position = ladder.place(text)
        if position is not None:
            stage = ladder.stages[position]
            return Named(stage.name, stage.label)
    stages = {stage.name: stage.label for ladder in policy.funnel.ladders for stage in ladder.stages}
    raise _unknown(text, place, _STAGE, stages)


def _is_called(ladder: Ladder, text: str) -> bool:
    """Whether a text is what one of the stages is called, and no other word for it."""
    names = {
        stage_key(name) for stage in ladder.stages for name in (stage.name, stage.label.zh, stage.label.en)
    }
    return stage_key(text) in names


def _named(
    text: str, place: int, kind: Label, labels: Mapping[str, Label], words: Mapping[str, str]
) -> Named:
    """Names come before their words in both languages, and those before further words."""
    known: dict[str, str] = {}
    for name in labels:
        known.setdefault(word_key(name), name)
    for name, label in labels.items():
        known.setdefault(word_key(label.zh), name)
        known.setdefault(word_key(label.en), name)
    for word, name in words.items():
        known.setdefault(word_key(word), name)
    found = known.get(word_key(text))
    if found is None:
        raise _unknown(text, place, kind, labels)
    return Named(found, labels[found])


def _unknown(text: str, place: int, kind: Label, labels: Mapping[str, Label]) -> UnknownNameError:
    words = [*labels, *(label.zh for label in labels.values())]
    shown = [Label(name, label.zh) for name, label in labels.items()]
    return UnknownNameError(
        place=place, part=text, kind=kind, nearest=_nearest(text, words), known=listed(shown)
    )


def _nearest(text: str, words: Iterable[str]) -> Label | str:
    """What it may be instead, as a sentence; nothing where no word is like it."""
    near = nearest_word(text, words)
    return "" if near is None else _PERHAPS.filled(word=near)
