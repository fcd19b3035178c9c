"""What kind of customer it is, and which branch and manager look after it."""

from typing import Annotated, Literal

from keyclient.model.column import Column, Reads
from keyclient.model.customer.values import FieldGroup, Text
from keyclient.model.label import Label


class ManagementFields(FieldGroup):
    """What kind of customer it is, and who looks after it."""

    kind: Annotated[
        Literal["retail", "corporate"] | None,
        Column(
            Label("kind", "客户类型"),
            Label("Retail or corporate customer.", "个人客户或公司客户。"),
            (
                "客户类型",
                "客户性质",
                "客户类别",
                "对公对私",
                "对公对私标志",
                "Customer Type",
                "Customer Kind",
                "Client Type",
            ),
            Reads.CHOICE,
            choices={
                "retail": (
                    "retail",
                    "个人",
                    "个人客户",
                    "对私",
                    "零售",
                    "零售客户",
                    "自然人",
                    "personal",
                    "individual",
                ),
                "corporate": (
                    "corporate",
                    "公司",
                    "公司客户",
                    "对公",
                    "对公客户",
                    "企业",
                    "企业客户",
                    "法人",
                    "机构",
                    "business",
                    "company",
                ),
            },
            shown={"retail": Label("retail", "个人"), "corporate": Label("corporate", "公司")},
        ),
    ] = None
    branch: Annotated[
        Text | None,
        Column(
            Label("branch", "网点"),
            Label("Branch or outlet that the customer belongs to.", "客户所属网点或支行。"),
            (
                "网点",
                "支行",
                "开户机构",
                "归属机构",
                "管户机构",
                "经营机构",
                "所属机构",
                "所属支行",
                "归属支行",
                "所属网点",
                "归属网点",
                "开户网点",
                "开户支行",
                "开户行",
                "机构名称",
                "网点名称",
                "支行名称",
                "分行",
                "机构",
                "Branch",
                "Branch Name",
                "Outlet",
            ),
            Reads.TEXT,
        ),
    ] = None
    manager: Annotated[
        Text | None,
        Column(
            Label("manager", "客户经理"),
            Label("Customer manager who looks after the customer.", "管户客户经理。"),
            (
                "客户经理",
                "管户经理",
                "管户客户经理",
                "管户人",
                "归属客户经理",
                "主办客户经理",
                "理财经理",
                "客户经理姓名",
                "Manager",
                "Relationship Manager",
                "Account Manager",
                "Customer Manager",
                "RM",
                "Sales Agent",
                "商机负责人",
                "销售负责人",
                "负责人",
                "跟进人",
                "所属销售",
                "销售人员",
                "销售代表",
                "业务员",
                "Opportunity Owner",
                "Deal Owner",
                "Lead Owner",
                "Account Owner",
                "Owner",
                "Salesperson",
                "Sales Rep",
            ),
            Reads.TEXT,
        ),
    ] = None
    assistant: Annotated[
        Text | None,
        Column(
            Label("second manager", "协办客户经理"),
            Label("Second manager, who knows the customer too.", "协办客户经理：同样熟悉该客户的第二人。"),
            (
                "协办客户经理",
                "协办经理",
                "协管客户经理",
                "协管人",
                "协办人",
                "Assistant Manager",
                "Second Manager",
                "Assistant",
            ),
            Reads.TEXT,
        ),
    ] = None
