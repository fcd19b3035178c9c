"""How stages and families of sources are called in both languages."""

from keyclient.analysis.funnel.stages import CLOSED
from keyclient.model.label import Label
from keyclient.policy.parts.lead_sources import FAMILIES
from keyclient.policy.parts.stage_ladders import LADDERS

_STAGES = {stage.name: stage.label for ladder in LADDERS.values() for stage in ladder.stages} | {
    CLOSED.name: CLOSED.label
}
BLANK = Label("(blank)", "（空白）")
OTHER = Label("other", "其他")


def stage_label(name: str) -> Label:
    """What people call a stage; one that a policy names is called so."""
    return _STAGES.get(name, Label(name, name))


def family_label(name: str | None) -> Label:
    """What people call a family of sources."""
    return OTHER if name is None else FAMILIES.get(name, Label(name, name))


def group_label(name: str | None) -> str | Label:
    """What people call a group."""
    return BLANK if name is None else name
