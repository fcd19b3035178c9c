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
        "are no known parts, overlap, are averages, or are no amounts that can be read; customers are ranked by {measure} alone.",
        "{field_name}：同一表头下有{column}，但没有合计列。其中有未知分项、相互包含的分项、日均数或无法识别的金额，未相加；客户仅按{measure}排序。",
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


@rule(
    "KC363",
    Severity.WARNING,
    title=Label("balances perhaps of several dates", "疑为多个日期的余额"),
    message=Label(
        "Customers with several values of {heading}: {count}. It is not taken for the data date, because few customers stand at each of "
        "its dates, or several times, or the dates go along with a column such as the product; balances are added up. If they are balances of several dates, {amount} of {measure} is too much.",
        "{count} 个客户有多个不同的“{heading}”。因各日期下客户较少、重复出现，或日期随产品等列而定，未作数据日期，余额已相加；如实为不同日期的余额，则{measure}多计 {amount}。",
    ),
    remedy=Label(
        "If it is the data date, name it with --map data_date=HEADING.",
        "如为数据日期，请用 --map data_date=列名 指定。",
    ),
    example=Label("a column Date with a few days for some customers", "“日期”列中部分客户有几个不同日期"),
)
class BalancesPerhapsOfDates(Issue):
    """A column headed as a date that may be the data date."""

    heading: str
    count: int
    amount: Label
    measure: Label


@rule(
    "KC364",
    Severity.WARNING,
    title=Label("left before the latest date", "最近日期已不在表中"),
    message=Label(
        "Customers without a row of the latest data date ({latest}), at which {there} others stand: {count}. They are set aside with "
        "their rows ({rows}); their last balance was {amount} of {measure}.",
        "{count} 个客户没有最近数据日期（{latest}）的行，另有 {there} 个客户有；前者的 {rows} 行已搁置，其最后一次{measure}共 {amount}。",
    ),
    remedy=Label(
        "If they are still customers, add their rows of the latest date; an earlier date is analysed with --period.",
        "如仍为本行客户，请补充其最近日期的行；分析较早日期请用 --period。",
    ),
    example=Label(
        "a row of 31 August only, while the others have one of 30 September too",
        "只有8月31日的行，其他客户另有9月30日的行",
    ),
)
class CustomersLeft(Issue):
    """Customers who are no longer in the book at its latest date."""

    latest: str
    there: int
    count: int
    rows: int
    amount: Label
    measure: Label
