"""What a customer file must contain, and when a contact is stale (`check`)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart, Proportion


def _known(name: str) -> str:
    if name not in fields():
        raise ValueError(name)
    return name


FieldName = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(fields())})]
"""A field of `Customer`."""


class CheckPolicy(PolicyPart):
    """Customer files, contacts, invalid numbers (`check`)."""

    title = Label("Customer files and contacts", "客户档案与联系")

    retail_file: Annotated[
        tuple[FieldName, ...],
        Label(
            "Fields required in the file of a retail customer: identity (the items in art. 33 of China's 2007 "
            "measures on customer identity data, as far as a book has them), manager, products held, risk rating, "
            "last contact, and other banks.",
            "个人客户档案应有的字段：身份信息（《金融机构客户身份识别和客户身份资料及交易记录保存管理办法》2007 年"
            "第三十三条所列要素中表格所能记载者）、管户、持有产品、风险等级、最近联系与他行往来。",
        ),
    ] = (
        "customer_id",
        "name",
        "id_number",
        "gender",
        "birth_date",
        "phone",
        "industry",
        "manager",
        "open_date",
        "holdings",
        "risk_rating",
        "last_contact",
        "competitor",
    )
    corporate_file: Annotated[
        tuple[FieldName, ...],
        Label("Fields required in the file of a corporate customer.", "公司客户档案应有的字段。"),
    ] = (
        "customer_id",
        "name",
        "id_number",
        "phone",
        "industry",
        "manager",
        "open_date",
        "holdings",
        "last_contact",
        "competitor",
    )
    kind: Annotated[
        Literal["retail", "corporate"],
        Label(
            "Kind assumed for customers whose kind the book does not state.",
            "表内未注明客户类型时按哪一类处理：retail 个人，corporate 公司。",
        ),
    ] = "retail"
    file_floor: Annotated[
        Proportion | None,
        Label(
            "Warn (KC321, exit code 1 of `check`) about a required field that fewer than this share of the "
            "customers have. Unset: missing fields are only reported.",
            "应有该字段的客户中，已填占比低于此值时给出警告（KC321），check 以 1 退出。未设置时仅作提示。",
        ),
    ] = None
    stale_days: Annotated[
        int,
        Field(ge=1),
        Label(
            "Days without contact or transaction, up to the data date, after which a contact is stale.",
            "截至数据日期，连续多少天无联系且无交易的客户视为久未联系。",
        ),
    ] = 180
    stale_ceiling: Annotated[
        Proportion | None,
        Label(
            "Warn (KC324) when more than this share of the customers have a stale contact. Unset: stale contacts "
            "are only reported.",
            "久未联系客户的占比高于此值时给出警告（KC324）。未设置时仅作提示。",
        ),
    ] = None
    systematic: Annotated[
        Proportion,
        Label(
            "When more than this share of a column's numbers or dates are invalid, the column is reported once "
            "instead of cell by cell: it follows other rules, or the data date is wrong.",
            "一列中不合规的号码或日期占比超过此值时，整列只提示一次，不逐格列出：可能号码规则不同，或数据日期有误。",
        ),
    ] = 0.5
    systematic_cells: Annotated[
        int,
        Field(ge=1),
        Label(
            "Fewest invalid cells in a column for it to be reported once.",
            "一列中不合规的单元格达到此数，才合并为一次提示。",
        ),
    ] = 20
