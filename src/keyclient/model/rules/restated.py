"""Rules 480 to 484: what books of a series say differently of one day."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC480",
    Severity.NOTE,
    title=Label("balances restated", "往期余额口径不一致"),
    message=Label(
        "{field_name} of {period}: by the changes in {book} it was another one for {count} of {of} customers; all together {difference}.",
        "{period} 的{field_name}：按 {book} 的变动额倒推，{of} 个客户中有 {count} 个与当期不一致，合计相差 {difference}。",
    ),
    remedy=Label(
        "Look whether entries were posted late or customers moved. The books are compared as each of them stands.",
        "请核对是否有补记、冲正或客户划转。各期仍按各自表内数值对比。",
    ),
    example=Label(
        "100 in January; 130 in February, 50 more than in January", "1月余额 100；2月余额 130、较上月增加 50"
    ),
)
class BalancesRestated(Issue):
    """Balances that a later book states differently."""

    field_name: Label
    period: str
    book: str
    count: int
    of: int
    difference: Label
