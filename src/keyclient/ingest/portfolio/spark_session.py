"""The session of Spark in which a portfolio is computed: its settings, its Java, its errors."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.ingest.portfolio.engine_errors import refusal_of
from keyclient.ingest.portfolio.limits import memory_bytes, spill_folder
from keyclient.ingest.portfolio.refusals import BadMaster, EngineFailed, NoJava, SparkNotStarted
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.model.scan import Engine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEAST_MEMORY = 512 * 1000**2
"""With less Spark does not start."""
_LEAST_JAVA = 17
_MASTER = re.compile(
    r"local(\[(\d+|\*)(, *\d+)?\])?|local-cluster\[\d+, *\d+, *\d+\]|yarn|spark://[^:,]+:\d+(,[^:,]+:\d+)*|k8s://.+"
)
"""Where Spark can compute, as it is written."""
_ALL_PROCESSORS = "local[*]"
_OF_SESSION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.legacy.parquet.nanosAsLong": "true",
    "spark.sql.ansi.enabled": "true",
}
"""What makes the values of Spark those of the other engines."""


@contextmanager
def session(request: ScanRequest) -> Iterator["SparkSession"]:
    """A session of its own, stopped in the end; in a program that runs Spark already, a further session of that."""
    from pyspark.sql import SparkSession

    limit = memory_bytes(request.memory_limit, LEAST_MEMORY)
    if request.master is not None and _MASTER.fullmatch(request.master) is None:
        raise BadMaster(master=request.master)
    running = SparkSession.getActiveSession()
    if running is not None:
        yield _configured(running.newSession())
        return
    with spill_folder(request.spill) as spill:
        spark = _started(_settings(request, spill, limit))
        try:
            yield spark
        finally:
            with suppress(Exception):
                spark.stop()


def _settings(request: ScanRequest, spill: Path, limit: int | None) -> dict[str, str]:
    master = request.master or _ALL_PROCESSORS
    settings = {
        **_OF_SESSION,
        "spark.master": master,
        "spark.app.name": "keyclient",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(spill),
        "spark.sql.warehouse.dir": str(spill / "warehouse"),
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
        }
    return settings if limit is None else settings | {"spark.driver.memory": f"{limit // 1024**2}m"}


def _started(settings: Mapping[str, str]) -> "SparkSession":
    """Start Java and Spark, which say nothing on the terminal. Raises `NoJava`."""
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise NoJava
    builder = SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        with _silent():
            spark = builder.getOrCreate()
    except PySparkRuntimeError as error:
        if not _has_java():
            raise NoJava from error
        raise SparkNotStarted(master=settings["spark.master"], kind=type(error).__name__) from None
    except Exception as error:
        raise _failed(error, settings["spark.master"]) from None
    spark.sparkContext.setLogLevel("OFF")
    return spark


def _configured(spark: "SparkSession") -> "SparkSession":
    for name, value in _OF_SESSION.items():
        spark.conf.set(name, value)
    return spark


@contextmanager
def _silent() -> Iterator[None]:
    """Standard error of what is started meanwhile goes nowhere: Java and Spark greet at length."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


def _failed(error: Exception, master: str) -> BaseException:
    """Why Spark does not start, without its own texts."""
    told = refusal_of(error, Engine.SPARK)
    if told is None or isinstance(told, EngineFailed):
        return SparkNotStarted(master=master, kind=type(error).__name__)
    return told


def _has_java() -> bool:
    """Whether a Java starts that is new enough."""
    home = os.environ.get("JAVA_HOME")
    command = str(Path(home) / "bin" / "java") if home else "java"
    try:
        said = subprocess.run([command, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = re.search(r'version "(\d+)', said.stderr + said.stdout)
    return said.returncode == 0 and version is not None and int(version[1]) >= _LEAST_JAVA
