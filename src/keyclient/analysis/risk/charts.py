"""The charts of `risk`: what is at stake by severity, and what hangs on whom."""

from collections.abc import Iterator

from keyclient.analysis.common.columns import column
from keyclient.analysis.risk.headline import most_hangs
from keyclient.analysis.risk.look import RiskLook, gone_column
from keyclient.analysis.risk.result import RiskResult, SeverityTotal
from keyclient.analysis.risk.words import severity_label
from keyclient.model.label import Label
from keyclient.model.report import Cell, Chart, ChartKind, Kind, Sentence, Table

_STAKES = Label("What is gone, matures soon and is still here", "已流出、近期到期与尚余金额")
_MANAGERS = Label("What hangs on whom", "各客户经理名下重点客户价值")
_NAMED = Label("{severity} ({customers})", "{severity}（{customers} 个）")
_SERIES = ("gone", "maturing", "remaining")
_MOST = 12
"""Managers in the chart."""


def risk_charts(result: RiskResult, look: RiskLook, said: tuple[Sentence, ...]) -> Iterator[Chart]:
    """The charts for which there is anything to draw. `said`: the headline."""
    if any(one.gone or one.remaining for one in result.severities):
        yield Chart("severities", ChartKind.BARS, _STAKES, said[0], _stakes(result, look), _SERIES)
    managers = [one for one in result.managers if one.manager is not None and one.value > 0][:_MOST]
    if managers:
        columns = (
            column("manager", "manager", "客户经理", Kind.TEXT),
            look.money("value", "their value", "重点客户价值"),
            column("key_customers", "key customers", "重点客户数", Kind.COUNT),
        )
        rows = [(one.manager, one.value, one.key_customers) for one in managers]
        table = Table("managers", _MANAGERS, columns, rows)
        yield Chart(
            "managers",
            ChartKind.BARS,
            _MANAGERS,
            next(most_hangs(result, look)),
            table,
            ("value",),
            counts=("key_customers",),
        )


def _stakes(result: RiskResult, look: RiskLook) -> Table:
    columns = (
        column("severity", "severity", "预警等级", Kind.TEXT),
        gone_column(result, look),
        look.money("maturing", "matures soon", "近期到期"),
        look.money("remaining", "still here", "尚余"),
    )
    return Table("severities", _STAKES, columns, [_stake(one) for one in result.severities if one.customers])


def _stake(one: SeverityTotal) -> tuple[Cell, ...]:
    named = _NAMED.filled(severity=severity_label(one.severity), customers=f"{one.customers:,}")
    return named, one.gone, one.maturing, one.remaining
