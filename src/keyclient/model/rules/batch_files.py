"""Rules 5xx: why a book of an unattended run could not be read."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_BOOK = Label("branch/book.xlsx", "支行/客户表.xlsx")

NO_PERMISSION = Rule(
    "KC501",
    Severity.ERROR,
    title=Label("no permission", "没有权限"),
    message=Label(
        "The account running keyclient has no permission to read the book.", "运行账户没有读取该表格的权限。"
    ),
    remedy=Label(
        "Grant the account that runs keyclient read access to the file and its folder.",
        "请为运行 keyclient 的账户授予该文件及其文件夹的读取权限。",
    ),
    example=_BOOK,
)

HELD_BY_ANOTHER = Rule(
    "KC502",
    Severity.ERROR,
    title=Label("in use by another program", "被其他程序占用"),
    message=Label(
        "Another program, such as Excel, has the book open for itself only.",
        "表格被其他程序（例如 Excel）独占。",
    ),
    remedy=Label(
        "Have it closed; the next run reads it. Schedule the run after branch hours.",
        "请关闭该文件，下次运行会读取。建议把运行安排在网点下班之后。",
    ),
    example=_BOOK,
)

SHARE_OUT_OF_REACH = Rule(
    "KC503",
    Severity.ERROR,
    title=Label("share unreachable", "共享无法访问"),
    message=Label(
        "The share or disk of the book did not respond, even after waiting.",
        "存放该表格的共享或磁盘没有响应，等待后仍然如此。",
    ),
    remedy=Label(
        "Check network and server with `keyclient doctor FOLDER`, then run `keyclient batch` again: unchanged books are not read again.",
        "请用 `keyclient doctor 文件夹` 检查网络和服务器，再次运行 `keyclient batch` 即可，未变化的表格不会重读。",
    ),
    example=Label(r"\\server\branches", r"\\server\网点"),
)

PASSWORD_PROTECTED = Rule(
    "KC504",
    Severity.ERROR,
    title=Label("password-protected", "设有打开密码"),
    message=Label("The book is protected by a password.", "表格设有打开密码。"),
    remedy=Label(
        "Ask the branch to save it without a password.",
        "请网点取消打开密码后重新保存。",
    ),
    example=_BOOK,
)

DAMAGED_OR_EMPTY = Rule(
    "KC505",
    Severity.ERROR,
    title=Label("damaged or empty", "文件损坏或为空"),
    message=Label("The book is empty, truncated or damaged.", "表格为空、不完整或已损坏。"),
    remedy=Label(
        "Ask the branch to open it in Excel, save a copy and send that.",
        "请网点用 Excel 打开并另存后重新提交。",
    ),
    example=_BOOK,
)

NOT_A_TABLE = Rule(
    "KC508",
    Severity.ERROR,
    title=Label("not a table file", "不是表格文件"),
    message=Label("The content of the file cannot be read as a table.", "文件内容无法作为表格读取。"),
    remedy=Label(
        "Have it saved as .xlsx or .csv; exclude other files with batch.exclude.",
        "请另存为 .xlsx 或 .csv；其他文件可用 batch.exclude 排除。",
    ),
    example=Label("a PDF named .xlsx", "改名为 .xlsx 的 PDF"),
)

ENCODING_UNREADABLE = Rule(
    "KC510",
    Severity.ERROR,
    title=Label("unsupported encoding", "编码无法读取"),
    message=Label("The text of the book is in an unsupported encoding.", "表格文本的编码无法读取。"),
    remedy=Label("Have it saved as “CSV UTF-8”.", "请另存为“CSV UTF-8”。"),
    example="Big5",
)

STILL_CHANGING = Rule(
    "KC511",
    Severity.WARNING,
    title=Label("still being changed", "仍在变化"),
    message=Label(
        "The book was being written during the run; it is left for the next run.",
        "运行期间该表格仍在写入，留待下次运行。",
    ),
    remedy=Label(
        "No action needed if it happens once; otherwise schedule the run after the copying.",
        "偶尔出现无需处理；经常出现时请把运行安排在复制完成之后。",
    ),
    example=_BOOK,
)

BOOK_GONE = Rule(
    "KC517",
    Severity.ERROR,
    title=Label("book is gone", "文件已不存在"),
    message=Label(
        "The book existed when the run began, but no longer does.",
        "运行开始时文件存在，处理时已不存在。",
    ),
    remedy=Label(
        "No action needed if the branch has moved it; otherwise ask for it.",
        "如已由网点移走则无需处理，否则请网点重新提交。",
    ),
    example=_BOOK,
)

FOLDER_FORBIDDEN = Rule(
    "KC519",
    Severity.ERROR,
    title=Label("folder inaccessible", "文件夹无法进入"),
    message=Label("A folder below a source could not be listed.", "来源文件夹中有一个文件夹无法列出。"),
    remedy=Label(
        "Grant the account access to the folder, or exclude it with batch.exclude.",
        "请为运行账户授予列出该文件夹的权限，或用 batch.exclude 排除。",
    ),
    example=Label(r"\\server\branches\north", r"\\server\网点\北苑"),
)
