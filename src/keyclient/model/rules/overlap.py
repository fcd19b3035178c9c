"""Rules 62x and 63x: several books that are joined, and customers of several branches."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


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
        "{book} is measured by {measure_there}, not by {measure} like most books. Its customers are joined without a value.",
        "{book} 的指标为{measure_there}，多数表格为{measure}。该表客户参与匹配，但不计价值。",
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


NO_MEASURE = Label("nothing", "无")
"""What a book is measured by that has no measure."""


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
