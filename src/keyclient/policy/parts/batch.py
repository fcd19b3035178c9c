"""Where the books of the branches are, and how long one of them may take (`batch`)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from keyclient.model.label import Label
from keyclient.policy.base import PolicyPart

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00-\x1f]*$")]
"""A path or a pattern, without the control characters that `\\b` makes in double quotes."""


class BatchPolicy(PolicyPart):
    """The unattended run over file shares (`batch`). None of it changes what an answer says."""

    title = Label("The unattended run", "无人值守批量运行")

    sources: Annotated[
        tuple[Text, ...],
        Label(
            "Folders whose books are read when the command names none. In a policy file a relative one starts at the "
            "file's folder. A Windows path stands in single quotes.",
            "命令未指定时读取的文件夹。策略文件中的相对路径以该文件所在文件夹为准；Windows 路径请用单引号。",
        ),
    ] = ()
    out: Annotated[
        Text | None, Label("Folder of the results when --out names none.", "未用 --out 指定时的结果文件夹。")
    ] = None
    analyses: Annotated[
        tuple[Text, ...],
        Label(
            "Analyses of every book. Empty: all that the book allows. One that is named here and cannot be made leaves "
            "the book partial.",
            "每份表格所做的分析。为空时做该表允许的全部分析；在此指定而无法完成的，该表记为部分完成。",
        ),
    ] = ()
    expect: Annotated[
        Text | None,
        Label(
            "A text file with one branch a line; those without a book are told as missing.",
            "每行一个网点的文本文件；没有交表的网点会列为缺失。",
        ),
    ] = None
    jobs: Annotated[
        int | None,
        Field(ge=1),
        Label(
            "Books that are worked on at the same time. Unset: one a core.",
            "同时处理的表格数。未设置时每个处理器核心一份。",
        ),
    ] = None
    seconds: Annotated[
        float,
        Field(gt=0),
        Label(
            "A book that takes more seconds is given up, and its process ended.",
            "单份表格处理超过此秒数即放弃，并结束其进程。",
        ),
    ] = 300.0
    memory_mb: Annotated[
        int,
        Field(ge=512),
        Label(
            "A book that needs more memory (MiB) is given up. Windows has no such limit.",
            "单份表格所需内存（MiB）超过此值即放弃。Windows 无此限制。",
        ),
    ] = 3072
    settle_seconds: Annotated[
        float,
        Field(ge=0),
        Label(
            "A book that was changed less than so many seconds ago is looked at again after that time; where it has "
            "changed meanwhile it is left for the next run.",
            "最近若干秒内修改过的表格，等待该时间后再看一次；期间仍有变化的留待下次运行。",
        ),
    ] = 5.0
    attempts: Annotated[
        int,
        Field(ge=1),
        Label(
            "How often a book is tried while its share does not answer or another program holds it.",
            "共享无响应或文件被占用时，一份表格最多尝试的次数。",
        ),
    ] = 3
    pause_seconds: Annotated[
        float,
        Field(ge=0),
        Label(
            "Seconds before the second attempt; before each further one twice as long.",
            "第二次尝试前等待的秒数；其后每次加倍。",
        ),
    ] = 2.0
    wait_seconds: Annotated[
        float,
        Field(ge=0),
        Label(
            "Seconds to wait for another run into the same folder to end.",
            "同一结果文件夹有其他运行时，最多等待的秒数。",
        ),
    ] = 0.0
    files: Annotated[
        tuple[Text, ...],
        Label(
            "Names that a book may have; what a file is, is told by its content.",
            "可视为客户表的文件名；具体格式按内容判断。",
        ),
    ] = ("*.xlsx", "*.xlsm", "*.xlsb", "*.xls", "*.ods", "*.csv", "*.tsv", "*.txt")
    exclude: Annotated[
        tuple[Text, ...],
        Label(
            "Files and folders that are passed over, by name or by path below the source, such as archive or */2025/*.",
            "跳过的文件和文件夹，可写名称或来源文件夹以下的路径，例如 archive 或 */2025/*。",
        ),
    ] = ()
    smallest_sample: Annotated[
        int,
        Field(ge=1),
        Label(
            "Branches and managers with fewer customers are listed without a rank: chance moves their figures too much.",
            "客户数少于此值的网点和客户经理只列出、不排名：样本过小，数字受偶然影响太大。",
        ),
    ] = 30
    overlap_lines: Annotated[
        int,
        Field(ge=0),
        Label(
            "How many customers of several branches are listed, those with the largest value first; all are counted.",
            "跨网点重复客户最多列出多少个，按价值从大到小；总数照计。",
        ),
    ] = 5000
    logs: Annotated[
        int,
        Field(ge=1),
        Label("How many logs of earlier runs are kept.", "保留多少次运行的日志。"),
    ] = 60
