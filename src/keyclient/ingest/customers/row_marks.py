"""What the rows of one customer stand for, by the headings of a table: events, which add up, or her accounts."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.periods.row_dates import PERIOD_HEADINGS
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.layout.headings import heading_key
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.fields import fields

EVENT_HEADINGS = (
    "交易日期", "交易时间", "交易日", "入账日期", "入账时间", "记账日期", "记账日", "发生日期", "发生时间", "成交日期", "成交时间", "收费日期",
    "扣费日期", "收款日期", "付款日期", "支付日期", "支付时间", "业务日期", "结算日期", "计提日期", "日期", "时间",
    "流水号", "交易流水号", "交易编号", "交易号", "凭证号", "业务编号", "业务流水号", "订单号", "订单编号", "单号",
    "Date", "Time", "Timestamp", "Transaction Date", "Posting Date", "Booking Date", "Trade Date", "Payment Date",
    "Transaction ID", "Transaction No", "Reference No", "Order ID", "Order No",
)  # fmt: skip
"""Headings of what tells one event from another, beside those of months and periods."""
_OF_ACCOUNT = (
    "账号", "帐号", "账户", "帐户", "卡号", "产品", "存单", "储种", "存期", "合同", "借据", "业务种类", "业务品种", "account", "card",
    "product", "contract", "certificate",
)  # fmt: skip
"""Parts of the heading of what tells one account from another."""


def event_of_row(body: Body, kept: Indices) -> npt.NDArray[np.int64] | None:
    """By row that is kept: a number for its event, equal for equal dates, months or numbers; None without such columns."""
    keys = {heading_key(name) for name in (*EVENT_HEADINGS, *PERIOD_HEADINGS)}
    events: npt.NDArray[np.int64] | None = None
    for heading in body.located.understanding.headings:
        if heading.key not in keys or heading.is_unnamed:
            continue
        texts = body.texts(heading).take(pa.array(kept)).combine_chunks().dictionary_encode()
        codes = np.asarray(pc.fill_null(texts.indices, -1), dtype=np.int64) + 1
        events = codes if events is None else pd.factorize(events * (len(codes) + 1) + codes)[0]
    return events


def is_of_account(column: str, body: Body) -> bool:
    """Whether each row has an amount of its own: a balance other than of all assets, in a table of accounts."""
    spec = fields().get(column.removesuffix("#"))
    if not is_balance(column) or (spec.name if spec is not None else heading_key(column)).startswith(_WHOLE):
        return False
    keys = (heading.key for heading in body.located.understanding.headings if not heading.is_unnamed)
    return any(word in key for key in keys for word in _OF_ACCOUNT)


_WHOLE = ("aum", "资产", "总资产", "金融资产", "综合金融资产", "管理资产", "potential")
"""What a customer has once, whatever her accounts."""
