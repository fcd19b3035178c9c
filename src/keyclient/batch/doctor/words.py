"""What `doctor` says of each thing that it looks at, and what to do about it."""

from keyclient.batch.doctor.result import Check, State
from keyclient.model.label import Label, Lang

NAMES = {
    "program": Label("program", "程序"),
    "library": Label("library", "程序库"),
    "console": Label("console", "控制台编码"),
    "locale": Label("locale", "区域设置"),
    "worker": Label("worker process", "工作进程"),
    "temporary": Label("temporary folder", "临时文件夹"),
    "policy": Label("policy", "策略"),
    "reachable": Label("reachable", "可访问"),
    "readable": Label("readable", "可读取"),
    "writable": Label("writable", "可写入"),
    "lockable": Label("lockable", "可加锁"),
    "room": Label("room", "可用空间"),
    "clock": Label("clock", "时钟"),
    "drive": Label("drive", "盘符"),
    "expect": Label("list of branches", "网点清单"),
}
"""The words for each check."""
STATES = {
    "ok": Label("ok", "正常"),
    "warning": Label("look at it", "注意"),
    "error": Label("mend it", "需处理"),
}
"""The words for how it stands."""

PROGRAM = Label(
    "keyclient {version}, Python {python}, {system}, {cores} cores",
    "keyclient {version}，Python {python}，{system}，{cores} 核",
)
LIBRARY = Label("{name} {version}", "{name} {version}")
LIBRARY_MISSING = Label("{name} is not installed", "未安装 {name}")
LIBRARY_OLD = Label("{name} {version}, needed is {needed}", "{name} {version}，需要 {needed}")
INSTALL = Label("Install keyclient again: pip install -U keyclient", "请重新安装：pip install -U keyclient")
CONSOLE = Label("{encoding}", "{encoding}")
CONSOLE_POOR = Label(
    "{encoding} has no Chinese characters: they are replaced", "{encoding} 不含汉字，输出时会被替换"
)
CONSOLE_REMEDY = Label(
    "Set PYTHONIOENCODING=utf-8 for the task; run.json and the results are UTF-8 in any case.",
    "请为计划任务设置 PYTHONIOENCODING=utf-8；run.json 和结果文件始终为 UTF-8。",
)
LOCALE = Label("{locale}, {encoding}, {zone}", "{locale}，{encoding}，{zone}")
WORKER = Label("ready after {seconds} s", "{seconds} 秒后就绪")
WORKER_BAD = Label("did not start within {seconds} s", "{seconds} 秒内未能启动")
WORKER_REMEDY = Label(
    "Check memory, virus scanner and the rights of the account to start {python}.",
    "请检查内存、杀毒软件，以及运行账户启动 {python} 的权限。",
)
TEMPORARY = Label("{path}", "{path}")
TEMPORARY_BAD = Label("cannot be written ({reason})", "无法写入（{reason}）")
TEMPORARY_REMEDY = Label(
    "Set TEMP or TMPDIR to a folder that the account may write to.",
    "请把 TEMP 或 TMPDIR 设为运行账户可写的文件夹。",
)
POLICY = Label("{path}", "{path}")
POLICY_NONE = Label("no policy file; the defaults are in force", "没有策略文件，使用默认值")
REACHABLE = Label("{entries} entries in {seconds} s", "{entries} 项，用时 {seconds} 秒")
UNREACHABLE = Label("cannot be listed ({reason})", "无法列出（{reason}）")
UNREACHABLE_REMEDY = Label(
    "Check the name, the network and the server; the account of the task needs the right to list the folder.",
    "请检查路径、网络和服务器；任务账户需有列出该文件夹的权限。",
)
READABLE = Label("{name} could be opened", "可打开 {name}")
READABLE_NOTHING = Label("no file to try", "没有可供尝试的文件")
UNREADABLE = Label("{name} cannot be opened ({reason})", "无法打开 {name}（{reason}）")
UNREADABLE_REMEDY = Label(
    "Give the account of the task the right to read the files.", "请为任务账户授予读取文件的权限。"
)
WRITABLE = Label("a file was written, renamed and taken away", "已写入、改名并删除一个测试文件")
READ_ONLY = Label(
    "read-only ({reason}): fit for a source, not for results", "只读（{reason}）：可作来源，不可作结果文件夹"
)
UNWRITABLE = Label("cannot be written ({reason})", "无法写入（{reason}）")
UNWRITABLE_REMEDY = Label(
    "Give the account of the task the right to create, rename and delete files here.",
    "请为任务账户授予在此新建、改名和删除文件的权限。",
)
LOCKABLE = Label("a lock was taken and given back", "加锁和解锁均正常")
UNLOCKABLE = Label("no lock can be taken ({reason})", "无法加锁（{reason}）")
UNLOCKABLE_REMEDY = Label(
    "Put the results on a local disk, or turn on locks for the share (NFS: no `nolock`).",
    "请把结果放在本机磁盘，或为该共享启用文件锁（NFS 勿用 nolock）。",
)
ROOM = Label("{gib} GiB free", "可用 {gib} GiB")
ROOM_REMEDY = Label(
    "Make room: a book and its results need about four times the size of the book.",
    "请清理空间：一份表格及其结果约占表格大小的四倍。",
)
CLOCK = Label("differs by {seconds} s", "相差 {seconds} 秒")
CLOCK_REMEDY = Label(
    "Set the clocks of this machine and of the server by one time service; data dates hang on them.",
    "请让本机与服务器按同一时间服务校时；部分数据日期取自文件时间。",
)
DRIVE = Label("{drive} is a mapped drive", "{drive} 为映射的网络盘")
DRIVE_REMEDY = Label(
    "Write the share itself (\\\\server\\share): a scheduled task has no mapped drives.",
    "请改写为共享路径（\\\\服务器\\共享）：计划任务中没有映射盘。",
)
EXPECT = Label("{count} branches", "{count} 个网点")


def check(
    name: str, state: State, said: Label, lang: Lang, place: str | None = None, remedy: Label | None = None
) -> Check:
    """One line of the answer, in the language of the run."""
    why = None if remedy is None or state == "ok" else remedy.text(lang)
    return Check(check=name, place=place, state=state, message=said.text(lang), remedy=why)
