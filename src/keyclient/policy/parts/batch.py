"""Where the branches keep their books, and the limits for processing one (`batch`)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from keyclient.model.book_names import PATTERNS
from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00-\x1f]*$")]
"""A path or pattern without control characters, such as the backspace that `\\b` gives in double quotes."""


class BatchPolicy(PolicyPart):
    """The unattended run over file shares (`batch`). No setting here changes a result."""

    title = Label("Unattended run", "无人值守批量运行")

    sources: Annotated[
        tuple[Text, ...],
        Label(
            "Folders to read when the command names none. A relative path in a policy file is relative to that "
            "file's folder. Put Windows paths in single quotes.",
            "命令未指定时读取的文件夹。策略文件中的相对路径以该文件所在文件夹为起点；Windows 路径请用单引号。",
        ),
    ] = ()
    out: Annotated[
        Text | None,
        Label("Folder for the results when --out is not given.", "未用 --out 指定时的结果文件夹。"),
    ] = None
    analyses: Annotated[
        tuple[Text, ...],
        Label(
            "Analyses to run on every book. Empty: all that the book supports. If one named here cannot be run, "
            "the book is reported as partial.",
            "对每份表格执行的分析。为空时执行该表支持的全部分析；在此指定而无法执行的，该表记为部分完成。",
        ),
    ] = ()
    expect: Annotated[
        Text | None,
        Label(
            "Text file with one branch per line; branches without a book are reported as missing.",
            "每行一个网点的文本文件；未交表的网点列为缺失。",
        ),
    ] = None
    jobs: Annotated[
        int | None,
        Field(ge=1),
        Label(
            "Books processed in parallel. Unset: one per processor core.",
            "并行处理的表格数。未设置时与处理器核心数相同。",
        ),
    ] = None
    seconds: Annotated[
        float,
        Field(gt=0),
        Label(
            "Time limit per book by the clock, in seconds, since a share may stop answering. A book that takes longer is "
            "abandoned and its process ended; raise it for a busy computer.",
            "单份表格的处理时限（秒，按实际经过的时间计，以防共享文件夹停止响应）。超时即放弃，并结束其进程；计算机繁忙时请调高。",
        ),
    ] = 300.0
    memory_mb: Annotated[
        int,
        Field(ge=512),
        Label(
            "Memory limit per book, in MiB. A book that needs more is abandoned. Not enforced on Windows.",
            "单份表格的内存上限（MiB），超出即放弃。Windows 上不生效。",
        ),
    ] = 3072
    settle_seconds: Annotated[
        float,
        Field(ge=0),
        Label(
            "A book modified within this many seconds is checked again after that time; if it has changed "
            "meanwhile, it is left for the next run.",
            "在此秒数内修改过的表格，等待同样时间后再检查一次；期间仍有变化的留待下次运行。",
        ),
    ] = 5.0
    attempts: Annotated[
        int,
        Field(ge=1),
        Label(
            "Attempts to read a book while its share is unreachable or another program has it open.",
            "共享无响应或文件被占用时，一份表格最多尝试的次数。",
        ),
    ] = 3
    pause_seconds: Annotated[
        float,
        Field(ge=0),
        Label(
            "Seconds to wait before the second attempt; doubled before each further one.",
            "第二次尝试前等待的秒数；其后每次加倍。",
        ),
    ] = 2.0
    wait_seconds: Annotated[
        float,
        Field(ge=0),
        Label(
            "Seconds to wait for another run that writes to the same folder.",
            "同一结果文件夹有其他运行时，最多等待的秒数。",
        ),
    ] = 0.0
    files: Annotated[
        tuple[Text, ...],
        Label(
            "File names that may be books; the format is detected from the content.",
            "视为客户表的文件名；具体格式按内容识别。",
        ),
    ] = PATTERNS
    exclude: Annotated[
        tuple[Text, ...],
        Label(
            "Files and folders to skip, by name or by path below the source, such as archive or */2025/*.",
            "跳过的文件和文件夹，可写名称或来源文件夹以下的路径，例如 archive 或 */2025/*。",
        ),
    ] = ()
    smallest_sample: Annotated[
        int,
        Field(ge=1),
        Label(
            "Branches and managers with fewer customers are listed without a rank: their figures vary too much by "
            "chance.",
            "客户数少于此值的网点和客户经理只列示、不排名：样本过小，指标受偶然因素影响过大。",
        ),
    ] = 30
    same_customers: Annotated[
        float,
        Field(ge=0, le=1),
        Label(
            "Share of the customers of the larger list from which two books of a branch with different data dates are months "
            "of one list: the latest counts, the others are not added up.",
            "同一网点两份不同数据日期的表格，相同客户占较大一份的比例达到此值即视为同一清单的不同月份：只计最近一期，不重复相加。",
        ),
    ] = 0.2
    overlap_lines: Annotated[
        int,
        Field(ge=0),
        Label(
            "How many customers held by several branches to list, largest value first; all of them are counted.",
            "跨网点重复客户的列示上限，按价值从高到低；总数不受影响。",
        ),
    ] = 5000
    logs: Annotated[
        int,
        Field(ge=1),
        Label("How many logs of earlier runs to keep.", "保留最近多少次运行的日志。"),
    ] = 60
    history: Annotated[
        int,
        Field(ge=0, le=120),
        Label(
            "How many older data dates of each branch to keep, slimmed down, so that a run can tell what moved since. The "
            "files hold customer numbers and values. 0 keeps none.",
            "每个网点保留多少个往期数据日期的精简客户数据，用于对比变动。文件含客户号和金额。0 表示不保留。",
        ),
    ] = 13
