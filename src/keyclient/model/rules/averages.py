"""Rule 719: averages that run on."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC719",
    Severity.NOTE,
    title=Label("average over an unknown time", "日均的计算期间不明"),
    message=Label(
        "Customers are near a floor that is about {field_name}, and nobody knows over which time that is: its heading does not "
        "name the month, the quarter or the year, or the book has no data date. What the average comes to is not said.",
        "临界客户的门槛按“{field_name}”计，但无法确定其计算期间：列名未注明月、季或年，或客户表没有数据日期。因此未测算期末日均。",
    ),
    remedy=Label(
        "Head the column 月日均 or 年日均 (monthly or yearly average), and give the data date with --as-of.",
        "请在列名中注明“月日均”“季日均”或“年日均”，并用 --as-of 指定数据日期。",
    ),
    example=Label("a column headed average deposits", "列名只写“存款日均”"),
)
class AverageUntimed(Issue):
    """An average whose end nobody knows."""

    field_name: Label
