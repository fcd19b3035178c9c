"""The messages of `doctor`: what each check found, and what to do about it."""

from keyclient.batch.doctor.result import Check, State
from keyclient.model.label import Label, Lang

NAMES = {
    "program": Label("program", "程序"),
    "library": Label("library", "程序库"),
    "engine": Label("engine", "计算引擎"),
    "java": Label("Java", "Java"),
    "console": Label("console encoding", "控制台编码"),
    "locale": Label("locale", "区域设置"),
    "worker": Label("worker process", "工作进程"),
    "temporary": Label("temporary folder", "临时文件夹"),
    "policy": Label("policy", "策略"),
    "missing": Label("missing", "缺失"),
    "reachable": Label("reachable", "可访问"),
    "readable": Label("readable", "可读取"),
    "writable": Label("writable", "可写入"),
    "lockable": Label("lockable", "可加锁"),
    "room": Label("free space", "可用空间"),
    "clock": Label("clock", "时钟"),
    "drive": Label("mapped drive", "映射盘"),
    "expect": Label("branch list", "网点清单"),
}
"""The label of each check."""
STATES = {
    "ok": Label("ok", "正常"),
    "warning": Label("warning", "注意"),
    "error": Label("error", "需处理"),
}
"""The label of each state."""

PROGRAM = Label(
    "keyclient {version}, Python {python}, {system}, {cores} cores",
    "keyclient {version}，Python {python}，{system}，{cores} 核",
)
LIBRARY = Label("{name} {version}", "{name} {version}")
LIBRARY_MISSING = Label("{name} is not installed", "未安装 {name}")
LIBRARY_OLD = Label(
    "{name} {version}; {needed} or later is required", "{name} {version}，需要 {needed} 或更高版本"
)
INSTALL = Label(
    "Reinstall keyclient: pip install -U keyclient", "请重新安装 keyclient：pip install -U keyclient"
)
ENGINE = Label("{engine} {version}", "{engine} {version}")
ENGINE_NONE = Label(
    '{engine} is not installed; --engine {engine} needs: pip install "keyclient[{engine}]"',
    '未安装 {engine}；使用 --engine {engine} 须先执行：pip install "keyclient[{engine}]"',
)
JAVA = Label("{version} ({path})", "{version}（{path}）")
JAVA_NONE = Label("no Java found, so --engine spark cannot start", "未找到 Java，无法使用 --engine spark")
JAVA_REMEDY = Label(
    "Install Java 17 or later (apt install openjdk-17-jre-headless), or set JAVA_HOME.",
    "请安装 Java 17 或以上（apt install openjdk-17-jre-headless），或设置 JAVA_HOME。",
)
CONSOLE = Label("{encoding}", "{encoding}")
CONSOLE_POOR = Label(
    "{encoding} cannot show Chinese characters; they are replaced", "{encoding} 无法显示汉字，输出时会被替换"
)
CONSOLE_REMEDY = Label(
    "Set PYTHONIOENCODING=utf-8 for the task; run.json and the results are always UTF-8.",
    "请为计划任务设置 PYTHONIOENCODING=utf-8；run.json 和结果文件始终为 UTF-8。",
)
LOCALE = Label("{locale}, {encoding}, {zone}", "{locale}，{encoding}，{zone}")
WORKER = Label("ready after {seconds} s", "{seconds} 秒后就绪")
WORKER_BAD = Label("did not start within {seconds} s", "{seconds} 秒内未能启动")
WORKER_REMEDY = Label(
    "Check the free memory, the virus scanner and whether the account may run {python}.",
    "请检查可用内存、杀毒软件，以及运行账户是否有权启动 {python}。",
)
TEMPORARY = Label("{path}", "{path}")
TEMPORARY_BAD = Label("cannot be written ({reason})", "无法写入（{reason}）")
TEMPORARY_REMEDY = Label(
    "Set TEMP or TMPDIR to a folder that the account can write to.",
    "请把 TEMP 或 TMPDIR 设为运行账户可写的文件夹。",
)
POLICY = Label("{path}", "{path}")
POLICY_NONE = Label("no policy file; using the defaults", "没有策略文件，使用默认值")
REACHABLE = Label("{entries} entries listed in {seconds} s", "{entries} 项，用时 {seconds} 秒")
UNREACHABLE = Label("cannot be listed ({reason})", "无法列出（{reason}）")
UNREACHABLE_REMEDY = Label(
    "Check the path, the network and the server, and that the account of the task may list the folder.",
    "请检查路径、网络和服务器，并确认任务账户有权列出该文件夹。",
)
READABLE = Label("{name} can be opened", "可打开 {name}")
READABLE_NOTHING = Label(
    "no book to test with, here or in the folders below", "本文件夹及其下级没有可供测试的表格"
)
READABLE_NOTHING_REMEDY = Label("Check the path and batch.files.", "请检查路径和 batch.files。")
MISSING = Label("does not exist; a run makes it in {parent}", "不存在，运行时将在 {parent} 中新建")
MISSING_REMEDY = Label("Check that the path is the one that is meant.", "请确认路径无误。")
UNREADABLE = Label("{name} cannot be opened ({reason})", "无法打开 {name}（{reason}）")
UNREADABLE_REMEDY = Label(
    "Grant the account of the task permission to read the files.", "请为任务账户授予读取文件的权限。"
)
WRITABLE = Label("test file written, renamed and deleted", "测试文件的写入、改名和删除均正常")
UNWRITABLE = Label("cannot be written ({reason})", "无法写入（{reason}）")
UNWRITABLE_REMEDY = Label(
    "Grant the account of the task permission to create, rename and delete files here.",
    "请为任务账户授予在此新建、改名和删除文件的权限。",
)
LOCKABLE = Label("lock acquired and released", "加锁和解锁均正常")
UNLOCKABLE = Label("cannot be locked ({reason})", "无法加锁（{reason}）")
UNLOCKABLE_REMEDY = Label(
    "Write the results to a local disk, or enable file locking on the share (NFS: without `nolock`).",
    "请把结果写到本机磁盘，或为该共享启用文件锁（NFS 不要使用 nolock）。",
)
FREE_SPACE = Label("{gib} GiB free", "可用 {gib} GiB")
FREE_SPACE_REMEDY = Label(
    "Free some space: a book and its results take about four times the size of the book.",
    "请清理空间：一份表格及其结果约占表格大小的四倍。",
)
CLOCK = Label("differs by {seconds} s", "相差 {seconds} 秒")
CLOCK_REMEDY = Label(
    "Synchronise this machine and the server with the same time service; some data dates are file times.",
    "请让本机与服务器按同一时间服务校时；部分数据日期取自文件时间。",
)
DRIVE = Label("{drive} is a mapped drive", "{drive} 为映射的网络盘")
DRIVE_REMEDY = Label(
    "Use the path of the share (\\\\server\\share): scheduled tasks have no mapped drives.",
    "请改用共享路径（\\\\服务器\\共享）：计划任务中没有映射盘。",
)
EXPECT = Label("{count} branches", "{count} 个网点")


def check(
    name: str, state: State, message: Label, lang: Lang, place: str | None = None, remedy: Label | None = None
) -> Check:
    """One check of the result, in the language of the user."""
    advice = None if remedy is None or state == "ok" else remedy.text(lang)
    return Check(check=name, place=place, state=state, message=message.text(lang), remedy=advice)
