"""A policy that is tried beside the one in force, and what analyses refuse to try."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic_core import to_jsonable_python

from keyclient.analysis.common.face import Analysis
from keyclient.analysis.common.only import Only
from keyclient.analysis.what_if.result import Change
from keyclient.errors import UsageError
from keyclient.model.label import Label
from keyclient.policy.loading.keys import dotted
from keyclient.policy.loading.trial import Trial, value_in_force
from keyclient.policy.models import Policy
from keyclient.policy.showing.snapshot import policy_snapshot


class NotListedByError(UsageError):
    """An `--only` by what the groups of a what-if do not say."""

    sentence = Label(
        "--only {name} does not work with --what-if here: its lists are about the {what}. Leave it out.",
        "使用 --what-if 时，此处不能用 --only {name}：名单按{what}列示。请去掉该选项。",
    )


@dataclass(frozen=True)
class Tried:
    """What is compared."""

    analysis: Analysis
    trial: Trial
    base: Policy
    """The policy in force."""
    reforms: Sequence[Policy]
    """The policies that are tried: one, or one for each value of a range."""

    def sha256(self, policy: Policy) -> str:
        """The hash of the part that the analysis uses, as its own answer gives it."""
        return policy_snapshot(policy, *self.analysis.policy).sha256

    def changes(self) -> tuple[Change, ...]:
        """Each value that is tried beside the one in force."""
        return tuple(
            Change(
                key=dotted(path),
                base=to_jsonable_python(value_in_force(self.base, path)),
                reform=text
                if dotted(path) == self.trial.key
                else to_jsonable_python(value_in_force(self.reforms[0], path)),
            )
            for path, text in self.trial.typed
        )


def refuse_unlisted(only: Only | None, attribute: str, what: Label) -> None:
    """Raises `NotListedByError` where lists are to be about something that the groups do not say."""
    strange = [] if only is None else [name for name in only.made if name != attribute]
    if strange:
        raise NotListedByError(name=strange[0].rstrip("_"), what=what)
