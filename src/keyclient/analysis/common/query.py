"""What is asked of a book beyond what the policy says."""

from keyclient.analysis.common.only import Only
from keyclient.model.fields import fields
from keyclient.model.label import Label, Lang
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class Query:
    """How the answer of an analysis is wanted."""

    lang: Lang
    by: str | None = None
    """The field or heading to group by, as it was asked for."""
    top: int | None = None
    """How many customers, or groups of a funnel, are listed; None: all."""
    findings: int | None = None
    """How many findings `check` lists; None: all."""
    only: Only | None = None
    """Which customers are listed; None: all."""
    mask: bool = False
    """Whether what was typed must not be repeated."""

    @property
    def counted(self) -> int | None:
        """How many customers to rank, so that those asked for can be picked."""
        return self.top if self.only is None else None

    @property
    def group_label(self) -> Label | None:
        """How the groups are headed: by the name of the field, or by the heading as it was typed."""
        if self.by is None:
            return None
        spec = fields().get(self.by)
        return Label(self.by, self.by) if spec is None else spec.column.label
