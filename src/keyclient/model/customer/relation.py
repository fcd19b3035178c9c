"""How long and how well a customer knows the bank: dates of contact, satisfaction, effort."""

from typing import Annotated

from keyclient.model.column import Column, Merge, Reads
from keyclient.model.customer.values import Count, Day, FieldGroup, Number, Text
from keyclient.model.label import Label


class RelationFields(FieldGroup):
    """How long and how well the customer knows the bank."""

    open_date: Annotated[
        Day | None,
        Column(
            Label("open date", "开户日期"),
            Label("Day the customer joined the bank.", "客户开户或入行日期。"),
            (
                "开户日期",
                "入行日期",
                "开户时间",
                "建立关系日期",
                "Open Date",
                "Date Joined",
                "Joined Bank",
                "Account Opened",
                "Customer Since",
            ),
            Reads.DATE,
            Merge.EARLIEST,
        ),
    ] = None
    last_contact: Annotated[
        Day | None,
        Column(
            Label("last contact", "最近联系日期"),
            Label("Day of the last contact or visit.", "最近一次联系或拜访日期。"),
            (
                "最近联系日期",
                "最近拜访日期",
                "最后联系日期",
                "最近联系时间",
                "上次联系日期",
                "Last Contact",
                "Last Contact Date",
                "Last Visit",
            ),
            Reads.DATE,
            Merge.LATEST,
        ),
    ] = None
    last_transaction: Annotated[
        Day | None,
        Column(
            Label("last transaction", "最近交易日期"),
            Label("Day of the last transaction.", "最近一次交易日期。"),
            (
                "最近交易日期",
                "最后交易日期",
                "最近交易日",
                "最近动账日期",
                "Last Transaction",
                "Last Transaction Date",
            ),
            Reads.DATE,
            Merge.LATEST,
        ),
    ] = None
    referrals: Annotated[
        Count | None,
        Column(
            Label("referrals", "转介绍人数"),
            Label("Customers that this customer has referred.", "该客户转介绍的客户数。"),
            ("转介绍人数", "转介绍客户数", "推荐人数", "推荐客户数", "转介次数", "Referrals"),
            Reads.COUNT,
        ),
    ] = None
    referrer: Annotated[
        Text | None,
        Column(
            Label("referrer", "推荐人客户号"),
            Label("Customer id of the customer who brought this one.", "介绍该客户的老客户的客户号。"),
            (
                "推荐人客户号",
                "转介人客户号",
                "介绍人客户号",
                "推荐人客户编号",
                "转介人客户编号",
                "Referrer",
                "Referrer ID",
                "Referred By",
            ),
            Reads.ID,
        ),
    ] = None
    satisfaction: Annotated[
        Number | None,
        Column(
            Label("satisfaction", "满意度"),
            Label("Satisfaction score.", "客户满意度评分。"),
            ("满意度", "客户满意度", "满意度评分", "Satisfaction", "Satisfaction Score"),
            Reads.NUMBER,
        ),
    ] = None
    complaints: Annotated[
        Count | None,
        Column(
            Label("complaints", "投诉次数"),
            Label("Number of complaints.", "投诉次数。"),
            ("投诉次数", "投诉", "投诉数", "是否投诉", "有无投诉", "是否有投诉", "Complaints"),
            Reads.COUNT,
            takes_answers=True,
        ),
    ] = None
    effort: Annotated[
        Number | None,
        Column(
            Label("effort", "拜访次数"),
            Label("Visits or hours spent on the customer.", "花在客户身上的拜访次数或工时。"),
            ("拜访次数", "走访次数", "联系次数", "营销次数", "Visits", "Effort", "Hours Spent"),
            Reads.NUMBER,
            Merge.SUM,
        ),
    ] = None
