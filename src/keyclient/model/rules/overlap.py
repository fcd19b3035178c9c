"""Rules 62x and 63x: several books that are joined, and customers of several branches."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC620",
    Severity.WARNING,
    title=Label("customer ids of several numberings", "各表客户号编号规则不一"),
    message=Label(
        "The books ({books}) number their customers in {numbers} different ways: most ids that two of them share stand for "
        "different people. A customer id joins only books of one numbering.",
        "{books} 份客户表的客户号分属 {numbers} 套编号：不同编号的表格间，相同客户号多数并非同一客户，仅在编号一致的表格间按客户号合并。",
    ),
    remedy=Label(
        "Use the bank's number as customer id in every book; what counts as a numbering of its own is set by overlap.numbering.",
        "请各表统一使用全行客户号；判定各自编号的标准见策略 overlap.numbering。",
    ),
    example=Label("two branches that both begin with customer 0001", "两个网点的客户号都从 0001 开始"),
)
class SeveralNumberings(Issue):
    """Books of which some number their customers themselves."""

    numbers: int
    books: int


@rule(
    "KC621",
    Severity.WARNING,
    title=Label("id number of somebody else", "证件号码非本人"),
    message=Label(
        "Customers with a valid id number that is somebody else's: {count}. It stands with many names, with another name and "
        "another birth date, or with a company, whose owner's it may be; it counts as none. Rows: {addresses}.",
        "证件号码有效但非本人的客户 {count} 个：同一号码对应多个姓名，或姓名与出生日期均不符，或企业填了个人（如法人代表）的身份证号；该号码不作为依据。所在行：{addresses}。",
    ),
    remedy=Label(
        "Enter each customer's own id number, of a company its credit code, or leave the cell blank.",
        "请填写客户本人的证件号码（企业填统一社会信用代码），暂缺的请留空。",
    ),
    example=Label("a teller's id number typed for six customers", "柜员以自己的证件号码为六名客户登记"),
)
class NumberOfAnother(Issue):
    """Records with an id number that was typed where none was at hand."""

    count: int
    addresses: Label


@rule(
    "KC622",
    Severity.NOTE,
    title=Label("deals of one customer count once", "同一客户的多笔商机只计一次"),
    message=Label(
        "{book}: a customer with several deals is one head. The {measure} that stands in all of a customer's deals alike, or in several "
        "rows of one deal, counts once: customers {customers}, not added again {amount}.",
        "{book}：有多笔商机的客户按一户计；各笔商机（或同一商机的各行）重复填写的{measure}只计一次，涉及客户 {customers} 个，未重复计入 {amount}。",
    ),
    remedy=Label(
        "If each deal has an amount of its own, add them up in the book.",
        "如每笔商机各有其金额，请先在表中汇总。",
    ),
    example=Label("the AUM of a customer on each of three deals", "三笔商机中均填写客户的 AUM"),
)
class DealsCountOnce(Issue):
    """An amount of a customer that stands on each of several deals."""

    book: str
    measure: Label
    customers: int
    amount: Label


@rule(
    "KC623",
    Severity.WARNING,
    title=Label("one value in several books", "多份表格中价值相同"),
    message=Label(
        "Customers whom several books list under one customer id with one and the same value: {count}. If that is what they have in the "
        "whole bank, not in each branch, values and tiers together count it several times. Rows: {addresses}.",
        "有 {count} 个客户在多份表格中客户号相同、价值也完全相同。如该价值为全行口径而非各机构口径，合并价值和合并层级会重复计算。所在行：{addresses}。",
    ),
    remedy=Label(
        "Use books in which each branch lists its own balances (--measure names another column); otherwise take the tiers from one book.",
        "请使用各机构自身余额的表格（可用 --measure 指定其他列）；否则请以其中一份表格的层级为准。",
    ),
    example=Label(
        "AUM of 812,345.67 in the books of two branches", "两个网点的表格中同一客户 AUM 均为 812,345.67"
    ),
)
class SameValueAgain(Issue):
    """Customers with one value in several books."""

    count: int
    addresses: Label


@rule(
    "KC624",
    Severity.WARNING,
    title=Label("list saved twice", "同一清单重复保存"),
    message=Label(
        "{copied_book} lists the customers of {book} once more, so it is left out: everybody in both would "
        "count twice.",
        "{copied_book} 与 {book} 是同一清单，未计入，否则两表共有的客户都会重复计数。",
    ),
    remedy=Label(
        "Name each list once, and its book or what a batch run has kept of it, not both. overlap.same_list in the policy sets what is one list.",
        "每份清单只需指定一次；原表与批量结果中的 portfolio 只选其一。判定标准见策略 overlap.same_list。",
    ),
    example=Label("a book as csv and as xlsx in one folder", "同一文件夹中同一份表格的 csv 和 xlsx"),
)
class CopyLeftOut(Issue):
    """A book with the customers, values and managers of another one."""

    copied_book: str
    book: str


@rule(
    "KC625",
    Severity.WARNING,
    title=Label("table that names nobody", "不含客户身份的表格"),
    message=Label(
        "{book} has neither a customer id nor an id number, name, telephone or deal id of anybody, so its rows ({rows}) are no customers: it is left out.",
        "{book} 没有客户号、证件号码、姓名、电话或商机编号，共 {rows} 行无法对应客户，未计入。",
    ),
    remedy=Label(
        "Name the heading with --map, for example customer_id=HEADING; move a table of something else out of the folder.",
        "如有此类列，请用 --map 指明，例如 customer_id=列名；并非客户表的，请移出该文件夹。",
    ),
    example=Label("sales by product among the books of the branches", "各网点表格中有一份产品销量表"),
)
class TableOfNobody(Issue):
    """A table in which nobody can be told from anybody else."""

    book: str
    rows: int


@rule(
    "KC627",
    Severity.ERROR,
    title=Label("book left out", "有表格未计入"),
    message=Label(
        "A book of the folder could not be read and is left out of all figures. {reason}",
        "文件夹中有一份表格无法读取，各项数字均未包含该表。{reason}",
    ),
    remedy=Label(
        "Mend the book, or move it elsewhere if it is none of customers; batch.exclude in the policy passes over files by name.",
        "请修复该表；如并非客户表，请移出该文件夹，或在策略的 batch.exclude 中按文件名排除。",
    ),
    example=Label("a workbook with a password among the books of the branches", "各网点表格中有一份设有密码"),
)
class BookLeftOut(Issue):
    """A book found in a folder that could not be read."""

    reason: Label


@rule(
    "KC628",
    Severity.ERROR,
    title=Label("folder not searched", "有文件夹未能查找"),
    message=Label(
        "{folder} could not be listed, so its books are in no figure ({reason}).",
        "文件夹 {folder} 无法列出，其中的表格未计入任何数字（{reason}）。",
    ),
    remedy=Label(
        "Check the connection and the permissions, then run again.", "请检查网络连接和权限后重新运行。"
    ),
    example=Label("a share that does not answer", "共享文件夹无响应"),
)
class FolderNotSearched(Issue):
    """A folder whose books are not known."""

    folder: str
    reason: Label


@rule(
    "KC629",
    Severity.WARNING,
    title=Label("book without the measure of the others", "有表格没有统一口径的指标"),
    message=Label(
        "{book} has {measure_there}; most books are measured by {measure}. Its customers are joined without a value.",
        "{book} {measure_there}，多数表格的指标为{measure}。该表客户参与匹配，但不计价值。",
    ),
    remedy=Label(
        "Name a column that every book has with --measure, or the heading with --map.",
        "请用 --measure 指定各表都有的列，或用 --map 指明其列名。",
    ),
    example=Label("AUM in eleven books, deposits alone in the twelfth", "十一份表格有 AUM，第十二份只有存款"),
)
class BookUnmeasured(Issue):
    """A book with another measure than most, or none."""

    book: str
    measure_there: Label
    measure: Label


OTHER_MEASURE = Label("the measure {measure}", "的指标为{measure}")
NO_MEASURE = Label("no column to measure customers by", "没有可作指标的数值列")
"""What a book has that has no measure."""


@rule(
    "KC630",
    Severity.WARNING,
    title=Label("earlier book of the same list", "同一清单的较早一期"),
    message=Label(
        "{earlier_book} lists the customers of {book} at an earlier date ({as_of}), so it is left out: everybody in both would "
        "count twice.",
        "{earlier_book} 是 {book} 同一清单的较早一期（{as_of}），未计入，否则两表共有的客户都会重复计数。",
    ),
    remedy=Label(
        "Name the latest book of each branch; what moved between two dates is answered by keyclient compare.",
        "请只指定各网点最近一期的表格；两期之间的变化请用 keyclient compare 查看。",
    ),
    example=Label("the books of January and February in one folder", "同一文件夹中有1月和2月两期表格"),
)
class EarlierBookLeftOut(Issue):
    """An older book of customers whom a newer one lists."""

    earlier_book: str
    book: str
    as_of: str


@rule(
    "KC631",
    Severity.WARNING,
    title=Label("stages that nobody knows", "销售阶段无法识别"),
    message=Label(
        "{book}: rows with a stage that is on no ladder: {count}. They are not counted as open deals or prospects.",
        "{book}：有 {count} 行的销售阶段无法识别，未作为在途商机计算。",
    ),
    remedy=Label(
        "Name the stages in the policy: [funnel] stages, or aliases of one of them; keyclient funnel shows them.",
        "请在策略 [funnel] 中设置 stages 或 aliases；keyclient funnel 可列出这些阶段。",
    ),
    example=Label("stage “Step 7”", "阶段“第七步”"),
)
class StagesNotKnown(Issue):
    """Rows of which nobody knows whether they are open."""

    book: str
    count: int


@rule(
    "KC632",
    Severity.NOTE,
    title=Label("books of several dates", "各表数据日期不一致"),
    message=Label(
        "The data dates of the books lie between {first} and {latest}. Values of one customer are added up whatever their date.",
        "各表数据日期介于 {first} 至 {latest} 之间；同一客户的价值直接相加，不作调整。",
    ),
    remedy=Label("For exact values use books of one date.", "如需准确数值，请使用同一数据日期的表格。"),
    example=Label(
        "one branch on 30 September, the others on 31 October", "一个网点为9月30日，其余为10月31日"
    ),
)
class BooksOfSeveralDates(Issue):
    """Books with different data dates."""

    first: str
    latest: str


@rule(
    "KC633",
    Severity.WARNING,
    title=Label("defects of a book that is joined", "参与匹配的表格有问题"),
    message=Label(
        "{book}: warnings and errors: {count}. To see them: {command}",
        "{book}：警告和错误 {count} 项。查看：{command}",
    ),
    remedy=Label("Check the book by itself.", "请单独检查该表。"),
    example=Label("a book with unreadable amounts", "一份表格中有无法识别的金额"),
)
class JoinedBookDefects(Issue):
    """Warnings and errors of one of several books."""

    book: str
    count: int
    command: str


@rule(
    "KC634",
    Severity.NOTE,
    title=Label("owner undecided", "归属待协商"),
    message=Label(
        "Customers claimed by several with nothing to decide whose they are: {count}.",
        "被多方认领且无法判定归属的客户 {count} 个。",
    ),
    remedy=Label(
        "Agree on an owner (keyclient overlap --only step=undecided lists them), or fill in managers, dates of contact and opening, "
        "and balances: a blank decides nothing.",
        "请协商确定归属（用 keyclient overlap --only step=undecided 列出名单），或补填管户经理、联系日期、开户日期和余额；空白不作判定。",
    ),
    example=Label(
        "two branches, no manager, no date of opening", "两个机构均列有该客户，均无管户经理和开户日期"
    ),
)
class OwnerUndecided(Issue):
    """Customers of several branches or managers of whom nothing says whose they are."""

    count: int
