"""Why a portfolio cannot be opened or computed: one class per cause, each with its own message and remedy."""

from keyclient.errors import InputError, OutputError, UsageError
from keyclient.model.label import Label


class PortfolioNotFound(InputError):
    """Nothing stands where the portfolio was said to be."""

    sentence = Label(
        "{path}: no such file or folder. Name a Parquet file, a folder of them, or a pattern such as "
        "portfolio/*/*.parquet.",
        "{path}：文件或文件夹不存在。请指定 Parquet 文件、其所在文件夹，或通配符（如 portfolio/*/*.parquet）。",
    )


class NoParquet(InputError):
    """A folder without any Parquet file."""

    sentence = Label(
        "{path}: there is no Parquet file here. `keyclient batch` writes the portfolio of all branches to the folder "
        "portfolio of its results; a single workbook needs no --engine.",
        "{path}：其中没有 Parquet 文件。“keyclient batch”会把各网点客户写入结果目录的 portfolio 文件夹；单个表格无需 --engine。",
    )


class OnlyHidden(InputError):
    """Nothing but files that engines take for something other than data."""

    sentence = Label(
        "{path}: names that begin with _ or . are not read: programs keep notes of their own beside the data under them. "
        "Give the file another name.",
        "{path}：以 _ 或 . 开头的文件不会读取（各类程序用于存放自身信息）。请更改文件名。",
    )


class NotParquet(InputError):
    """A file that is not Parquet, or a damaged one."""

    sentence = Label(
        "{path}: this is no readable Parquet file (damaged, or still being written). Write it again, or remove it from "
        "the portfolio.",
        "{path}：不是可读取的 Parquet 文件（已损坏或尚未写完）。请重新生成，或将其移出该文件夹。",
    )


class SeveralDamaged(InputError):
    """Several files that are not Parquet, or damaged ones."""

    sentence = Label(
        "Of {of} files {count} are no readable Parquet (damaged, or still being written): {names}. Write them again, or remove "
        "them from the portfolio.",
        "{of} 个文件中有 {count} 个不是可读取的 Parquet 文件（已损坏或尚未写完）：{names}。请重新生成，或将其移出该文件夹。",
    )


class TypesDiffer(InputError):
    """One column has two types, so that no engine could read it as one."""

    sentence = Label(
        "{path}: column “{column}” is {one} here and {other} in {elsewhere}. Write the files of one portfolio with one type "
        "and unit a column.",
        "{path}：“{column}”列在此文件中为 {one}，在 {elsewhere} 中为 {other}。同一数据集各文件的列类型和单位须一致。",
    )


class NamesAlike(InputError):
    """Two columns whose names only differ in capitals, which are one for some engines and two for others."""

    sentence = Label(
        "{path}: columns “{one}” and “{other}” differ only in capital letters. Give every column one name in all files.",
        "{path}：“{one}”与“{other}”两列仅大小写不同。请在所有文件中统一列名。",
    )


class ColumnTwice(InputError):
    """One file has two columns of one name."""

    sentence = Label(
        "{path}: there are several columns “{column}”. Give every column a name of its own.",
        "{path}：有多个“{column}”列。请为每列使用不同的列名。",
    )


class KeysDiffer(InputError):
    """Some files stand in partitions, and others in other ones."""

    sentence = Label(
        "{path}: its partitions are {one}, and those of {elsewhere} are {other}. Name folders of one kind.",
        "{path}：分区为 {one}，而 {elsewhere} 的分区为 {other}。请分别指定同一种分区的文件夹。",
    )


class NoCustomers(InputError):
    """A portfolio without a row."""

    sentence = Label("{path}: the portfolio has no customers{until}.", "{path}：该数据集中没有客户{until}。")


class ColumnNotFound(InputError):
    """A column that was asked for is not there."""

    sentence = Label(
        "{path}: there is no column “{wanted}”. Columns: {columns}.",
        "{path}：没有“{wanted}”这一列。现有列：{columns}。",
    )


class NoPortfolioMeasure(InputError):
    """Nothing to rank customers by."""

    sentence = Label(
        "{path}: no column for {wanted} has a value in at least half of the rows, so there is nothing to rank customers "
        "by. Name a column with --measure; columns with numbers: {numeric}.",
        "{path}：{wanted} 各列均无过半行有数值，无法对客户排序。请用 --measure 指定一列；含数字的列：{numeric}。",
    )


class MeasureTooVaried(InputError):
    """Nothing to rank customers by, since amounts are written in too many ways."""

    sentence = Label(
        "{path}: column “{column}” has more than {most} different texts that are no numbers in a usual notation (such as 1.2万), so "
        "they are not read and there is nothing to rank customers by. Write the column as numbers.",
        "{path}：“{column}”列中非常见数字写法（如“1.2万”）超过 {most} 种，未读取，因而无法对客户排序。请将该列写成数字。",
    )


class MeasureUnread(InputError):
    """There is something to rank customers by, but it cannot be read."""

    sentence = Label(
        "{path}: “{column}” is filled, but {count} of its cells cannot be read, so there is nothing to rank customers by. The "
        "first stands in {file}, row {row} of its data, and is {reason}. Correct the column, or name another one with --measure.",
        "{path}：“{column}”列有内容，但 {count} 个单元格无法读取，无法据此排序。首个在 {file} 的第 {row} 行数据，{reason}。"
        "请更正该列，或用 --measure 指定其他列。",
    )


class NotABalance(InputError):
    """A sum with something that is no balance."""

    sentence = Label(
        "{path}: “{term}” cannot be a part of the sum “{wanted}”. Balances can be added up: {balances}.",
        "{path}：“{term}”不能计入合计“{wanted}”。可相加的余额：{balances}。",
    )


class NotANumber(InputError):
    """The column to rank customers by holds no numbers."""

    sentence = Label(
        "{path}: “{wanted}” holds no numbers to rank customers by. Columns with numbers: {numeric}.",
        "{path}：“{wanted}”没有可用于排序的数字。含数字的列：{numeric}。",
    )


class FloatsDoNotFit(InputError):
    """Numbers that have no exact sum."""

    sentence = Label(
        "{path}: the numbers of “{wanted}” have so many digits that they cannot be added up exactly. Write the column as a "
        "decimal, for example DECIMAL(18, 4), and read that.",
        "{path}：“{wanted}”的数字位数过多，无法精确求和。请将该列写成定点小数（如 DECIMAL(18, 4)）后再试。",
    )


class NotAGroupColumn(InputError):
    """A column of numbers with fractions is nothing to group by."""

    sentence = Label(
        "{path}: customers cannot be grouped by “{wanted}”, whose values are {kind}. Name a column of words, whole "
        "numbers or dates.",
        "{path}：“{wanted}”列为{kind}，不能用于分组。请指定文本、整数或日期列。",
    )


class EngineMissing(InputError):
    """The engine is not installed."""

    sentence = Label(
        'engine {engine} is not installed. Install it with: pip install "keyclient[{engine}]"',
        '未安装计算引擎 {engine}。请执行：pip install "keyclient[{engine}]"',
    )


class NoJava(InputError):
    """Spark needs Java."""

    sentence = Label(
        "engine spark needs Java 17 or later, and there is none that starts it. Install it (apt install openjdk-17-jre-headless) "
        "or set JAVA_HOME; --engine duckdb needs no Java.",
        "spark 引擎需要 Java 17 或以上，本机没有可用的 Java。请安装（apt install openjdk-17-jre-headless）或设置 JAVA_HOME；"
        "--engine duckdb 不需要 Java。",
    )


class BadMaster(UsageError):
    """A place for Spark to compute that is none."""

    sentence = Label(
        "--master {master}: this is no place where Spark computes. Write local[2], spark://HOST:7077, yarn or "
        "k8s://HOST:PORT; without --master all processors of this machine are used.",
        "--master {master}：不是 Spark 的运行位置。可写 local[2]、spark://HOST:7077、yarn 或 k8s://HOST:PORT；"
        "不加 --master 时使用本机全部处理器。",
    )


class SparkNotStarted(InputError):
    """Spark does not start where it is said to compute."""

    sentence = Label(
        "engine spark does not start at {master} ({kind}). Check that this is where it runs and that it can be reached from "
        "here; without --master it computes on this machine.",
        "spark 引擎未能在 {master} 启动（{kind}）。请确认地址无误且可从本机访问；不加 --master 时在本机计算。",
    )


class BadMemoryLimit(UsageError):
    """A limit that is no amount of memory."""

    sentence = Label(
        "--memory-limit {said}: write a number and a unit, such as 512MB or 2GB; at least {least}.",
        "--memory-limit {said}：请写数字和单位，如 512MB、2GB，至少 {least}。",
    )


class SpillUnusable(InputError):
    """The folder for what does not fit into memory cannot be written."""

    sentence = Label(
        "{path}: the folder for temporary data cannot be used ({reason}). Name another with --spill.",
        "{path}：无法使用该临时数据文件夹（{reason}）。请用 --spill 另行指定。",
    )


class EngineOutOfMemory(InputError):
    """The engine needs more memory than it may use."""

    sentence = Label(
        "engine {engine}: the memory allowed is not enough. Raise --memory-limit, or name fewer groups.",
        "{engine} 引擎：允许的内存不足。请调高 --memory-limit，或减少分组。",
    )


class EngineDiskFull(InputError):
    """The disk for temporary data is full."""

    sentence = Label(
        "engine {engine}: the disk for temporary data is full. Name a folder on another disk with --spill, or raise "
        "--memory-limit.",
        "{engine} 引擎：临时数据所在磁盘已满。请用 --spill 指定其他磁盘的文件夹，或调高 --memory-limit。",
    )


class RowsNotRead(InputError):
    """The engine reads more or fewer rows than the files hold."""

    sentence = Label(
        "engine {engine} reads {read} rows, and the files hold {rows}. Check that no file changes while it is read, and try again.",
        "{engine} 引擎读到 {read} 行，文件中共有 {rows} 行。请确认读取期间文件没有变化后重试。",
    )


class FilesNotRead(InputError):
    """The engine leaves files out."""

    sentence = Label(
        "engine {engine} reads {read} of {files} files of the portfolio, so nothing was computed. Use --engine duckdb.",
        "{engine} 引擎只读到数据集 {files} 个文件中的 {read} 个，未作计算。请改用 --engine duckdb。",
    )


class EngineFailed(InputError):
    """The engine gave up; what it says may hold personal data, so only the kind of its error is told."""

    sentence = Label(
        "engine {engine} could not compute the portfolio ({kind}). Check that no file changes while it is read, and try again, or "
        "use --engine {other}.",
        "{engine} 引擎未能计算该数据集（{kind}）。请确认读取期间文件没有变化后重试，或改用 --engine {other}。",
    )


class FolderInUse(OutputError):
    """A folder that holds something else is not written to."""

    sentence = Label(
        "{path}: this folder holds other files ({name}). Name a new folder, or an earlier result of keyclient.",
        "{path}：该文件夹内有其他文件（{name}）。请指定新的文件夹，或 keyclient 以前生成的结果文件夹。",
    )


class FolderNotWritable(OutputError):
    """The folder cannot be written."""

    sentence = Label("{path}: cannot be written ({reason}).", "{path}：无法写入（{reason}）。")


class FolderNotPutBack(OutputError):
    """The new folder could not be completed, and the earlier one could not be moved back to its place."""

    sentence = Label(
        "{path}: the earlier result could not be put back ({reason}). It is kept, whole, in {kept}: move it from there.",
        "{path}：原有结果未能移回原处（{reason}）。原有结果完整保存在 {kept}，请自行移回。",
    )
