"""What computes the answer about a portfolio of Parquet, and how much memory it may use."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from keyclient.cli.start.session import say
from keyclient.errors import UsageError
from keyclient.model.engine import Engine
from keyclient.model.label import Label

EngineChoice = Annotated[
    Engine | None,
    typer.Option(
        "--engine",
        help=say(
            "What computes, for a portfolio of Parquet: pandas in memory, duckdb beyond it, spark on a cluster.",
            "Parquet 客户数据由什么计算：pandas 在内存中，duckdb 可超出内存，spark 用集群。",
        ),
        show_default=False,
        case_sensitive=False,
    ),
]

MemoryLimit = Annotated[
    str | None,
    typer.Option(
        "--memory-limit",
        metavar=say("SIZE", "大小"),
        help=say(
            "With --engine duckdb or spark: memory it may use, such as 1GB, 512MB or 2GiB; what does not fit goes to the spill "
            "folder.",
            "与 --engine duckdb 或 spark 同用：可用内存，例如 1GB、512MB、2GiB；超出部分写入溢出文件夹。",
        ),
        show_default=False,
    ),
]

Spill = Annotated[
    Path | None,
    typer.Option(
        "--spill",
        metavar=say("FOLDER", "文件夹"),
        help=say(
            "With --engine duckdb or spark: where to put what does not fit into memory (default: the temporary folder). Removed "
            "at the end.",
            "与 --engine duckdb 或 spark 同用：存放内存容纳不下的中间数据。默认为系统临时文件夹，结束后删除。",
        ),
        show_default=False,
    ),
]

Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help=say(
            "With --engine spark: the Spark master, such as spark://host:7077, yarn or local[4] (default: this machine).",
            "与 --engine spark 同用：Spark 主节点，例如 spark://host:7077、yarn、local[4]。默认为本机。",
        ),
        show_default=False,
    ),
]


_MASTERS = re.compile(r"local(-cluster)?(\[[\d*,\s]+\])?|yarn|(spark|k8s)://\S+", re.ASCII)


class EngineOptions(NamedTuple):
    """The engine, and what it may use."""

    engine: EngineChoice = None
    memory_limit: MemoryLimit = None
    spill: Spill = None
    master: Master = None

    def words(self) -> Iterator[str]:
        """What was typed, as words of a command line."""
        for name, typed in zip(self._fields, self, strict=True):
            if typed is not None:
                yield from (f"--{name.replace('_', '-')}", str(typed))


class OtherEngineError(UsageError):
    """An option of one engine with another one."""

    sentence = Label(
        "{flag} belongs to --engine {engines}. Add that, or leave {flag} out.",
        "{flag} 用于 --engine {engines}。请加上该选项，或去掉 {flag}。",
    )


class MasterSyntaxError(UsageError):
    """A Spark master that is none."""

    sentence = Label(
        "--master {text}: this is no Spark master. Use spark://HOST:7077, yarn, k8s://URL or local[4].",
        "--master {text}：不是 Spark 主节点。请写 spark://HOST:7077、yarn、k8s://URL 或 local[4]。",
    )


def check_engine(options: EngineOptions) -> None:
    """Refuses what the engine does not have. Raises `OtherEngineError` or `MasterSyntaxError`."""
    allowed = (
        ("--memory-limit", options.memory_limit, (Engine.DUCKDB, Engine.SPARK)),
        ("--spill", options.spill, (Engine.DUCKDB, Engine.SPARK)),
        ("--master", options.master, (Engine.SPARK,)),
    )
    for flag, typed, engines in allowed:
        if typed is not None and options.engine not in engines:
            raise OtherEngineError(flag=flag, engines=" | ".join(engines))
    if options.master is not None and not _MASTERS.fullmatch(options.master):
        raise MasterSyntaxError(text=options.master)
