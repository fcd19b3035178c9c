"""`Customer`: the one declaration of every field that keyclient knows.

The type and the constraint say what a value may be, the `Column` beside it says how people head the column
and how its cells are read. Everything else is read from here: heading match, validation, frame dtypes,
documentation. Money is whole fen (1/100 yuan); a blank is None.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from keyclient.model.age import OLDEST
from keyclient.model.column import Column, Merge, Reads
from keyclient.model.label import Label

MAX_FEN = 10**16
"""No amount of one customer is larger: 100 trillion yuan."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=32_767)]
Fen = Annotated[int, Field(ge=-MAX_FEN, le=MAX_FEN)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Number = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Age = Annotated[int, Field(ge=0, le=OLDEST)]
Day = Annotated[dt.date, Field(ge=dt.date(1850, 1, 1), le=dt.date(2199, 12, 31))]


class Customer(BaseModel):
    """One customer of a branch, as the book has it. Every field is optional; money is in fen."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    customer_id: Annotated[
        Text | None,
        Column(
            Label("customer id", "客户号"),
            Label(
                "The bank's number of the customer; text, leading zeros kept.",
                "银行内部客户编号；文本，保留前导零。",
            ),
            (
                "客户号",
                "客户编号",
                "核心客户号",
                "客户内码",
                "客户代码",
                "客户ID",
                "Customer ID",
                "Client ID",
                "Customer No",
                "Customer Number",
                "Client Number",
                "ClientNum",
                "Cust ID",
                "CIF",
                "用户ID",
                "用户编号",
                "会员编号",
                "会员号",
                "User ID",
                "Member ID",
                "Visitor ID",
            ),
            Reads.ID,
        ),
    ] = None
    name: Annotated[
        Text | None,
        Column(
            Label("name", "客户名称"),
            Label("The customer's name.", "客户姓名或单位名称。"),
            (
                "客户名称",
                "客户姓名",
                "户名",
                "客户名",
                "姓名",
                "企业名称",
                "公司名称",
                "Customer Name",
                "Client Name",
                "Name",
                "Full Name",
                "Surname",
                "Last Name",
            ),
            Reads.TEXT,
        ),
    ] = None
    id_number: Annotated[
        Text | None,
        Column(
            Label("id number", "证件号码"),
            Label("Number of the identity document or business licence.", "身份证号、营业执照号等证件号码。"),
            (
                "证件号码",
                "证件号",
                "身份证号",
                "身份证号码",
                "身份证",
                "统一社会信用代码",
                "营业执照号",
                "ID Number",
                "ID No",
                "National ID",
            ),
            Reads.ID,
        ),
    ] = None
    phone: Annotated[
        Text | None,
        Column(
            Label("phone", "联系电话"),
            Label("Telephone number.", "手机或固定电话。"),
            (
                "手机号",
                "手机号码",
                "手机",
                "联系电话",
                "联系方式",
                "电话",
                "电话号码",
                "Phone",
                "Mobile",
                "Telephone",
                "Phone Number",
            ),
            Reads.ID,
        ),
    ] = None
    gender: Annotated[
        Text | None,
        Column(
            Label("gender", "性别"),
            Label("Gender as the book writes it.", "性别，按原表写法。"),
            ("性别", "Gender", "Sex"),
            Reads.TEXT,
        ),
    ] = None
    birth_date: Annotated[
        Day | None,
        Column(
            Label("birth date", "出生日期"),
            Label("Date of birth.", "出生年月日。"),
            ("出生日期", "出生年月日", "生日", "Birth Date", "Date of Birth", "DOB", "Birthday"),
            Reads.DATE,
        ),
    ] = None
    age: Annotated[
        Age | None,
        Column(
            Label("age", "年龄"),
            Label("Age in completed years.", "周岁年龄。"),
            ("年龄", "客户年龄", "Age", "Customer Age"),
            Reads.COUNT,
        ),
    ] = None
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
    aum: Annotated[
        Fen | None,
        Column(
            Label("AUM", "AUM"),
            Label("Assets under management.", "管理的金融资产总额。"),
            (
                "AUM",
                "AUM余额",
                "时点AUM",
                "AUM时点余额",
                "AUM(时点)",
                "AUM余额(时点)",
                "月日均AUM",
                "AUM月日均",
                "年日均AUM",
                "金融资产",
                "综合金融资产",
                "金融资产余额",
                "管理资产",
                "Assets under Management",
                "Total Assets",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    deposits: Annotated[
        Fen | None,
        Column(
            Label("deposits", "存款"),
            Label("Deposit balance.", "存款余额。"),
            (
                "存款",
                "存款余额",
                "银行存款",
                "时点余额",
                "存款时点余额",
                "存款余额(时点)",
                "存款年日均",
                "月日均存款余额",
                "存款月日均",
                "存款日均",
                "存款日均余额",
                "年日均存款",
                "月日均存款",
                "日均存款",
                "各项存款",
                "Deposits",
                "Deposit",
                "Deposit Balance",
                "Bank Deposits",
                "Balance",
                "Account Balance",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    loans: Annotated[
        Fen | None,
        Column(
            Label("loans", "贷款"),
            Label("Loan balance.", "贷款余额。"),
            (
                "贷款余额",
                "贷款",
                "个贷余额",
                "各项贷款",
                "贷款时点余额",
                "贷款日均",
                "Loans",
                "Loan",
                "Loan Balance",
                "Bank Loans",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    investments: Annotated[
        Fen | None,
        Column(
            Label("investments", "投资理财"),
            Label("Wealth products, funds and other investments.", "理财、基金等投资余额。"),
            (
                "投资理财",
                "理财余额",
                "基金余额",
                "投资",
                "投资余额",
                "理财",
                "Investments",
                "Investment",
                "Investment Balance",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    revenue: Annotated[
        Fen | None,
        Column(
            Label("revenue", "综合贡献度"),
            Label(
                "What the customer earns the bank: contribution, profit, EVA.",
                "客户为银行创造的收益：贡献度、利润、EVA。",
            ),
            (
                "综合贡献度",
                "贡献度",
                "综合贡献",
                "利润",
                "EVA",
                "FTP利润",
                "盈利",
                "模拟利润",
                "净利润",
                "营业收入",
                "Revenue",
                "Profit",
                "Contribution",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    fee_income: Annotated[
        Fen | None,
        Column(
            Label("fee income", "中间业务收入"),
            Label("Fees and commissions.", "手续费及佣金收入。"),
            ("中间业务收入", "中收", "手续费收入", "Fee Income", "Fees", "Commission"),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    potential: Annotated[
        Fen | None,
        Column(
            Label("potential", "他行资产"),
            Label("Assets that the customer holds elsewhere.", "客户在其他银行的资产。"),
            (
                "他行资产",
                "行外资产",
                "他行金融资产",
                "行外金融资产",
                "潜力",
                "Potential",
                "Assets Elsewhere",
                "External Assets",
            ),
            Reads.MONEY,
            Merge.SUM,
        ),
    ] = None
    products: Annotated[
        Count | None,
        Column(
            Label("products held", "持有产品数"),
            Label("Number of products that the customer holds.", "客户持有的产品个数。"),
            (
                "持有产品数",
                "产品数量",
                "签约产品数量",
                "持有产品数量",
                "产品数",
                "产品持有数",
                "Products",
                "Product Count",
                "Number of Products",
                "Num of Products",
                "NumOfProducts",
                "Products Held",
            ),
            Reads.COUNT,
        ),
    ] = None
    holdings: Annotated[
        Text | None,
        Column(
            Label("holdings", "持有产品"),
            Label(
                "Product families held, separated by commas or the like.",
                "持有的产品种类，用逗号、顿号等分隔。",
            ),
            ("持有产品", "产品持有", "持有产品明细", "已持有产品", "签约产品", "Holdings", "Products Owned"),
            Reads.TEXT,
        ),
    ] = None
    book_tier: Annotated[
        Text | None,
        Column(
            Label("tier in the book", "客户等级"),
            Label("The tier that the bank itself has given.", "银行自有的客户等级。"),
            (
                "客户等级",
                "客户层级",
                "客户星级",
                "客户价值等级",
                "客户分层",
                "Customer Tier",
                "Tier",
                "Customer Grade",
                "Card Category",
            ),
            Reads.TEXT,
        ),
    ] = None
    risk_rating: Annotated[
        Literal["R1", "R2", "R3", "R4", "R5"] | None,
        Column(
            Label("risk rating", "客户风险等级"),
            Label(
                "Risk tolerance from R1 (cautious) to R5 (aggressive).",
                "风险承受等级，R1（谨慎）至 R5（激进）。",
            ),
            (
                "客户风险等级",
                "风险承受等级",
                "风险等级",
                "风险评级",
                "风险承受能力",
                "Risk Rating",
                "Risk Tolerance",
            ),
            Reads.CHOICE,
            choices={
                "R1": ("R1", "C1", "谨慎型", "保守型", "1"),
                "R2": ("R2", "C2", "稳健型", "2"),
                "R3": ("R3", "C3", "平衡型", "3"),
                "R4": ("R4", "C4", "进取型", "成长型", "积极型", "4"),
                "R5": ("R5", "C5", "激进型", "5"),
            },
        ),
    ] = None
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
            ("投诉次数", "投诉", "投诉数", "Complaints"),
            Reads.COUNT,
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
    opportunity_id: Annotated[
        Text | None,
        Column(
            Label("deal id", "商机编号"),
            Label(
                "Number of a deal; rows that have one are deals and never merge.",
                "商机编号；有此列的表按商机计，不合并。",
            ),
            (
                "商机编号",
                "商机号",
                "商机ID",
                "商机编码",
                "销售机会编号",
                "机会编号",
                "项目编号",
                "线索编号",
                "线索ID",
                "案例编号",
                "Opportunity ID",
                "Opportunity Number",
                "Deal ID",
                "Deal Number",
                "Lead ID",
                "MQL ID",
                "Case ID",
                "case:concept:name",
            ),
            Reads.ID,
        ),
    ] = None
    stage: Annotated[
        Text | None,
        Column(
            Label("stage", "销售阶段"),
            Label("Stage of development that the customer or deal is at.", "客户或商机所处的开发阶段。"),
            (
                "销售阶段",
                "客户阶段",
                "商机阶段",
                "营销阶段",
                "机会阶段",
                "开发阶段",
                "跟进阶段",
                "当前阶段",
                "所处阶段",
                "阶段名称",
                "阶段",
                "Stage",
                "Deal Stage",
                "Sales Stage",
                "Opportunity Stage",
                "Pipeline Stage",
                "Funnel Stage",
                "Current Stage",
                "Stage Name",
                "Lead Stage",
                "Lifecycle Stage",
                "线索状态",
                "跟进状态",
                "Lead Status",
                "Activity",
                "concept:name",
                "Event",
                "Event Name",
                "Event Type",
                "Behavior Type",
                "事件",
                "事件名称",
                "行为类型",
            ),
            Reads.TEXT,
        ),
    ] = None
    stage_date: Annotated[
        Day | None,
        Column(
            Label("stage date", "阶段日期"),
            Label("Day the stage was reached.", "进入该阶段的日期。"),
            (
                "阶段日期",
                "阶段时间",
                "进入阶段日期",
                "进入阶段时间",
                "阶段变更日期",
                "阶段变更时间",
                "阶段更新时间",
                "Stage Date",
                "Stage Entered",
                "Date Entered Stage",
                "Stage Start Date",
                "Last Stage Change Date",
                "事件时间",
                "Event Date",
                "Event Time",
                "Event Timestamp",
                "Timestamp",
                "time:timestamp",
                "Complete Timestamp",
            ),
            Reads.DATE,
            Merge.LATEST,
        ),
    ] = None
    outcome: Annotated[
        Literal["open", "won", "lost"] | None,
        Column(
            Label("outcome", "结果"),
            Label("Whether the deal is open, won or lost.", "商机的结果：进行中、成交或流失。"),
            (
                "结果",
                "商机状态",
                "商机结果",
                "成交结果",
                "成交状态",
                "赢单状态",
                "输赢状态",
                "是否成交",
                "是否赢单",
                "是否签约",
                "是否转化",
                "Outcome",
                "Deal Status",
                "Deal Outcome",
                "Opportunity Status",
                "Win/Loss",
                "Won/Lost",
                "Converted",
            ),
            Reads.CHOICE,
            choices={
                "open": ("open", "进行中", "跟进中", "未决", "in progress", "pending"),
                "won": ("won", "是", "成交", "已成交", "赢单", "成功", "yes", "y", "closed won", "1", "true"),
                "lost": (
                    "lost",
                    "否",
                    "流失",
                    "丢单",
                    "失败",
                    "无吸引力",
                    "未成交",
                    "no",
                    "n",
                    "closed lost",
                    "0",
                    "false",
                ),
            },
            shown={
                "open": Label("open", "进行中"),
                "won": Label("won", "成交"),
                "lost": Label("lost", "流失"),
            },
        ),
    ] = None
    source: Annotated[
        Text | None,
        Column(
            Label("source", "来源渠道"),
            Label("Where the lead came from.", "客户或线索的来源渠道。"),
            (
                "来源渠道",
                "客户来源",
                "渠道来源",
                "线索来源",
                "商机来源",
                "获客来源",
                "流量来源",
                "来源",
                "获客渠道",
                "Source",
                "Lead Source",
                "Original Source",
                "Original Traffic Source",
                "Acquisition Channel",
                "Channel",
                "Origin",
                "Lead Origin",
            ),
            Reads.TEXT,
        ),
    ] = None
    industry: Annotated[
        Text | None,
        Column(
            Label("industry", "行业"),
            Label("Industry or profession.", "所属行业或职业。"),
            ("行业", "所属行业", "职业", "Industry", "Sector", "Occupation", "Job Classification"),
            Reads.TEXT,
        ),
    ] = None
    competitor: Annotated[
        Text | None,
        Column(
            Label("competitor", "竞争对手"),
            Label("Other banks that the customer deals with.", "客户往来的他行。"),
            ("竞争对手", "他行名称", "竞争银行", "往来他行", "Competitor"),
            Reads.TEXT,
        ),
    ] = None
    remark: Annotated[
        Text | None,
        Column(
            Label("remark", "备注"),
            Label("Anything else.", "备注。"),
            ("备注", "说明", "Remark", "Remarks", "Notes", "Comment"),
            Reads.TEXT,
        ),
    ] = None
