"""What is told where amounts cannot be converted, since nobody says that they are money."""

from keyclient.cli.start.session import Session
from keyclient.model.amount_unit import AmountUnit
from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind

_UNITLESS = Label(
    "{measure} has no unit, so it is a plain number, which --unit leaves as it is. If it is money, put the unit into its heading, for example {measure} (yuan).",
    "“{measure}”没有单位，按普通数字处理，--unit 不换算。如为金额，请在列名中写明单位，例如 {measure}（元）。",
)


def say_if_unitless(session: Session, unit: AmountUnit, measure: Measure | None) -> None:
    """Say that what customers are ranked by is not converted, where a unit is asked for that is not that of the book."""
    if unit is not AmountUnit.YUAN and measure is not None and measure.kind is MeasureKind.NUMBER:
        session.narrator.warning(_UNITLESS.filled(measure=measure.label))
