"""What the file of a customer must hold, and when a contact is stale (`check`)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.policy.base import Part, PolicyPart


def _known(name: str) -> str:
    if name not in fields():
        raise ValueError(name)
    return name


FieldName = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(fields())})]
"""A field of `Customer`."""


class CheckPolicy(PolicyPart):
    """Customer files, contacts, numbers that cannot be (`check`)."""

    title = Label("Customer files and contacts", "客户档案与联系")

    retail_file: Annotated[
        tuple[FieldName, ...],
        Label(
            "Fields that the file of a retail customer needs: who it is (the items of customer identification in "
            "China's 2007 measures on customer identity data, art. 33, as far as a book has them), whose it is, what "
            "it holds, what may be offered, when it was last met, and where else it banks.",
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
        Label("Fields that the file of a corporate customer needs.", "公司客户档案应有的字段。"),
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
            "What a customer is taken for where the book does not tell its kind.",
            "表内未注明客户类型时按哪一类处理：retail 个人，corporate 公司。",
        ),
    ] = "retail"
    file_floor: Annotated[
        Part | None,
        Label(
            "A field that fewer than this share of the customers who need it have is a warning (KC321), so that "
            "`check` ends with 1. Unset: what is missing is only told.",
            "应有该字段的客户中，已填占比低于此值时给出警告（KC321），check 以 1 退出。未设置时仅作提示。",
        ),
    ] = None
    stale_days: Annotated[
        int,
        Field(ge=1),
        Label(
            "Days without a contact or a transaction, up to the data date, from which a customer's contact is stale.",
            "截至数据日期，连续多少天无联系且无交易的客户视为久未联系。",
        ),
    ] = 180
    stale_ceiling: Annotated[
        Part | None,
        Label(
            "More than this share of the customers with a stale contact is a warning (KC324). Unset: they are only "
            "told.",
            "久未联系客户的占比高于此值时给出警告（KC324）。未设置时仅作提示。",
        ),
    ] = None
    systematic: Annotated[
        Part,
        Label(
            "When more than this share of a column's numbers or dates cannot be right, the column is told once and not "
            "cell by cell: it is of another kind, or the data date is wrong.",
            "一列号码或日期中不合规者的占比超过此值时，整列只提示一次，不逐格列出：可能号码另有规则，或数据日期有误。",
        ),
    ] = 0.5
    systematic_cells: Annotated[
        int,
        Field(ge=1),
        Label(
            "So many cells of a column have to be wrong at least before it is told once.",
            "一列中至少有这么多个单元格不合规，才只提示一次。",
        ),
    ] = 20
