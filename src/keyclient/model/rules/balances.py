"""Rules 361 to 364: columns and rows whose balances are not those that customers are ranked by, or that may count twice."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC361",
    Severity.WARNING,
    title=Label("ranked by a part", "按其中一部分排序"),
    message=Label(
        "{field_name}: the book has {column} under one heading, but no column for the whole. They are not added up, because some "
        "are no known parts, overlap, or are averages; customers are ranked by {measure} alone.",
        "{field_name}：同一表头下有{column}，但没有合计列。其中有未知分项、相互包含的分项或日均数，未相加；客户仅按{measure}排序。",
    ),
    remedy=Label(
        "Add a Total column under the same heading, or name a column with --measure.",
        "请在同一表头下增加“合计”列，或用 --measure 指定列。",
    ),
    example=Label(
        "AUM split into deposits, average deposits and funds", "金融资产下分存款余额、存款日均、基金"
    ),
)
class RankedByPart(Issue):
    """A balance of which the book has only parts that cannot be added up, one of which is the measure."""

    field_name: Label
    column: Label | str
    measure: Label


@rule(
    "KC362",
    Severity.NOTE,
    title=Label("average that is no balance", "日均数不作余额"),
    message=Label(
        "{heading} is an average of {field_name}, of which the book has no balance at a date; it is kept as an ordinary column.",
        "“{heading}”是{field_name}的日均数，表中没有其时点余额；按普通列保留。",
    ),
    remedy=Label(
        "To use it all the same, name it with --measure, or map it with --map.",
        "如仍需采用，请用 --measure 指定，或用 --map 对应。",
    ),
    example=Label("loans, daily average", "贷款日均"),
)
class AverageLeftOut(Issue):
    """The average of a balance that has no field for averages."""

    heading: str
    field_name: Label
