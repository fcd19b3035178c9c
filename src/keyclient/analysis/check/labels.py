"""Words and columns that several tables of `check` share."""

from functools import cache

from keyclient.analysis.common.columns import column
from keyclient.model.fields import fields
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure
from keyclient.model.report import Kind

HELD = Label("; they hold {share} of {measure}", "，占{measure}的 {share}")
"""What the customers of a sentence hold, behind their number."""

FIELD = column("field", "field", "字段", Kind.TEXT)
MANAGER = column("manager", "manager", "客户经理", Kind.TEXT)
CUSTOMERS = column("customers", "customers", "客户数", Kind.COUNT)
ERRORS = column("errors", "errors", "错误", Kind.COUNT)
WARNINGS = column("warnings", "warnings", "警告", Kind.COUNT)


def field_label(name: str) -> Label:
    """The name of a field for people; a heading is its own name."""
    spec = fields().get(name)
    return spec.column.label if spec is not None else Label(name, name)


def money_label(name: str | None, heading: str, measure: Measure | None) -> Label:
    """What a column of amounts in yuan is called: as its field or measure, since its heading may name another unit."""
    if name is not None:
        return field_label(name)
    is_measure = measure is not None and heading in (measure.name, *measure.columns)
    return measure.label if measure is not None and is_measure else Label(heading, heading)


@cache
def field_list(names: tuple[str, ...]) -> Label | None:
    """Several fields in words; None for none."""
    return listed(map(field_label, names)) if names else None
