"""Words that usually mean lost, where a policy names them as stages: which are stages, and what is said of the others."""

from collections.abc import Sequence

from keyclient.model.label import NO_WORDS, Label
from keyclient.model.place import quoted_names
from keyclient.policy.parts.outcome_words import PLAINLY_LOST, USUAL
from keyclient.policy.parts.stages import stage_key

_IS_OUTCOME = Label(
    "{words}: lost is an outcome, not a stage; remove it from the stages, it is counted anyway{stage}",
    "{words}表示流失，流失是结果而非阶段：请从阶段中去掉，流失仍会统计{stage}",
)
_IS_STAGE = Label(
    '. If it is a stage all the same, add --set "funnel.open={open}"',
    '。如确为阶段，请加上 --set "funnel.open={open}"',
)
_NOT_TYPED = str.maketrans("", "", "\"'`$\\!")
"""What does not survive between quotation marks on a command line; words are compared without it."""


def early_stages(stages: Sequence[str], own_words: Sequence[str]) -> tuple[str, ...]:
    """The stages that usually mean lost; they are stages, since they come before the last two.

    Whoever writes down the outcomes among the stages puts them last. A word that plainly means lost is never a stage.
    `own_words`: those that the policy itself gives an outcome.
    """
    usual = {stage_key(word) for word in USUAL["lost"]} - PLAINLY_LOST
    usual -= {stage_key(word) for word in own_words}
    return tuple(name for name in stages[:-2] if stage_key(name) in usual)


def no_stages(lost: Sequence[str], open_words: Sequence[str], *, might_be: bool) -> Label:
    """That words are no stages. `might_be`: whether the usual words alone say so; then how to make them stages.

    `open_words`: the policy's own, which remain when the offer is typed.
    """
    stage = NO_WORDS
    if might_be and PLAINLY_LOST.isdisjoint(map(stage_key, lost)):
        typed = [word.translate(_NOT_TYPED) for word in (*open_words, *lost)]
        stage = _IS_STAGE.filled(open=str(typed))
    return _IS_OUTCOME.filled(words=quoted_names(lost), stage=stage)
