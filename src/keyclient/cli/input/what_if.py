"""The policies that `--what-if` tries, and one reading of the book that serves them all."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, Needs
from keyclient.cli.input.reading import policy_of, settings_of
from keyclient.cli.options.book import BookOptions
from keyclient.cli.options.what_if import USUAL, OtherMeasureError
from keyclient.cli.start.session import Session
from keyclient.model.label import Label
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.policy.loading.trial import Trial
    from keyclient.policy.models import Policy

SEATED = ("managers",)
"""A part of the policy that says how many key customers a manager can look after, which every analysis may be asked."""


@dataclass(frozen=True)
class WhatIfRun:
    """What was typed after `--what-if`."""

    session: Session
    analysis: Analysis
    typed: Sequence[str]
    options: BookOptions
    own: Sequence[str]
    """The policy values that options of the analysis set."""
    measure: str | None
    """The measure that was named."""

    def needs(self, policy: "Policy") -> Needs:
        """What all policies ask of the book together. Raises as `trial_of`, `load_policy`, and `OtherMeasureError`."""
        first, *others = (self.analysis.needs(one) for one in (policy, *self._reforms(policy)))
        asked = self.measure or policy.segment.measure
        for other in others:
            if asked is None and other.default_measure != first.default_measure:
                what = f"--what-if {self.typed[0]}"
                named = (_measure(one.default_measure) for one in (first, other))
                raise OtherMeasureError(what=what, **dict(zip(("base", "reform"), named, strict=True)))
        return _together([first, *others])

    def answer(self, inputs: "Inputs", policy: "Policy", query: "Query") -> "Outcome[BaseModel]":
        """The answer of `--what-if`. Raises as `answer_what_if`."""
        from keyclient.analysis.what_if.answer import answer_what_if
        from keyclient.analysis.what_if.tried import Tried

        tried = Tried(self.analysis, self._trial(policy), policy, self._reforms(policy))
        return answer_what_if(inputs, tried, query)

    def _trial(self, policy: "Policy") -> "Trial":
        from keyclient.policy.loading.trial import trial_of

        tables = tuple(dict.fromkeys((*self.analysis.policy, *SEATED)))
        return trial_of(self.typed, self.analysis.name, tables, policy)

    def _reforms(self, policy: "Policy") -> "Sequence[Policy]":
        """The policies that are tried, loaded once: the policy in force is always that of the run."""
        if not self._loaded:
            settings = settings_of(self.options, self.own)
            variants = self._trial(policy).variants()
            self._loaded.extend(policy_of(self.session, settings, one).policy for one in variants)
        return self._loaded

    @cached_property
    def _loaded(self) -> "list[Policy]":
        return []


def _together(needs: Sequence[Needs]) -> Needs:
    """Everything that any of them asks for."""
    return needs[0]._replace(
        also=tuple(dict.fromkeys(name for need in needs for name in need.also)),
        life_cycle=any(need.life_cycle for need in needs),
        product_counts=any(need.product_counts for need in needs),
    )


def _measure(name: str | None) -> Label:
    return USUAL if name is None else Label(name, name)
