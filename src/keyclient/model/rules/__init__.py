"""The catalogue of everything that can be wrong with a book. One row a rule; the codes never change meaning."""

from keyclient.model.rules.answers import ANSWER_RULES
from keyclient.model.rules.archive import ARCHIVE_RULES
from keyclient.model.rules.batch import BATCH_RULES
from keyclient.model.rules.cells import CELL_RULES
from keyclient.model.rules.files import FILE_RULES
from keyclient.model.rules.funnel import FUNNEL_RULES
from keyclient.model.rules.layout import LAYOUT_RULES
from keyclient.model.rules.lifecycle import LIFECYCLE_RULES
from keyclient.model.rules.rows import ROW_RULES
from keyclient.model.rules.rule import SEVERITIES, Rule, Severity
from keyclient.model.rules.tables import TABLE_RULES
from keyclient.model.rules.tiers import TIER_RULES

__all__ = ["RULES", "SEVERITIES", "Rule", "Severity"]

RULES: dict[str, Rule] = {
    **CELL_RULES,
    **TABLE_RULES,
    **LAYOUT_RULES,
    **FILE_RULES,
    **ROW_RULES,
    **ARCHIVE_RULES,
    **ANSWER_RULES,
    **TIER_RULES,
    **LIFECYCLE_RULES,
    **FUNNEL_RULES,
    **BATCH_RULES,
}
"""Every rule by its code."""
