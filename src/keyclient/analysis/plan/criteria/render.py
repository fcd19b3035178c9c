"""A criterion in words, the same for all ways of writing it."""

from keyclient.analysis.plan.criteria.amounts import in_wan, plain
from keyclient.analysis.plan.criteria.criterion import (
    VALUE,
    AmountCondition,
    Condition,
    ContactCondition,
    Criterion,
    HoldsCondition,
    TierCondition,
)
from keyclient.model.label import Label, Lang

_AND = Label(" and ", " 且 ")


def render(criterion: Criterion, lang: Lang = Lang.EN) -> str:
    """The criterion as it is written in one language; `parse_criterion` of it is the criterion again."""
    return _AND.text(lang).join(said(condition).text(lang) for condition in criterion.conditions)


def said(condition: Condition) -> Label:
    """One condition in both languages. What customers are ranked by may be no money and has no unit."""
    if isinstance(condition, AmountCondition):
        amount = in_wan(condition.amount) if condition.is_money else plain(condition.amount)
        unit = "元" if condition.is_money and condition.field != VALUE else ""
        return Label(
            f"{condition.field} {condition.sign} {plain(condition.amount)}",
            f"{condition.label.zh} {condition.sign} {amount}{unit}",
        )
    if isinstance(condition, HoldsCondition):
        return Label(f"holds {condition.family}", f"持有 {condition.label.zh}")
    if isinstance(condition, ContactCondition):
        return Label(f"contact since {condition.since}", f"联系 自 {condition.since}")
    if isinstance(condition, TierCondition):
        return Label(f"tier {condition.sign} {condition.tier}", f"层级 {condition.sign} {condition.label.zh}")
    return Label(f"stage {condition.sign} {condition.stage}", f"阶段 {condition.sign} {condition.label.zh}")
