"""Stages under `--mask`: a stage that no ladder has may be anything that somebody typed, a name too (阶段@张三)."""

from collections.abc import Iterable
from dataclasses import replace

from keyclient.model.issue import Issue
from keyclient.model.masking import HIDDEN
from keyclient.model.rules.funnel import StageNotOnLadder
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.stages import stage_key


def shown_stages(typed: Iterable[str], policy: FunnelPolicy) -> dict[str, str]:
    """What is shown of each stage: itself where a ladder or the outcomes have the very word, else that word.

    So a remark in brackets (`潜在（张三）`) is left out. Of a stage that nothing has, nothing is left.
    """
    words = [word for ladder in policy.ladders for stage in ladder.stages for word in stage.words]
    words += [word for said in policy.outcome_words.values() for word in said]
    exact, by_key = frozenset(words), {stage_key(word): word for word in reversed(words)}
    return {text: text if text.strip() in exact else by_key.get(stage_key(text), HIDDEN) for text in typed}


def without_typed_stages(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The same issues, of an unknown stage only with its count and its cell."""
    return tuple(
        replace(issue, value=None, stage=HIDDEN) if isinstance(issue, StageNotOnLadder) else issue
        for issue in issues
    )
