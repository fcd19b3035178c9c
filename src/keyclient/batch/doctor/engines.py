"""Which engines this machine has for portfolios of any size, and whether Spark finds Java."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from keyclient.batch.doctor import words
from keyclient.batch.doctor.result import Check
from keyclient.batch.doctor.words import check
from keyclient.model.engine import Engine
from keyclient.model.label import Lang

_PACKAGES = {Engine.DUCKDB: "duckdb", Engine.SPARK: "pyspark"}
"""The package of each engine that is an extra; pandas is always there."""
_JAVA_SECONDS = 10.0


def engine_checks(lang: Lang) -> Iterator[Check]:
    """One line an engine, and Java where Spark is installed. An engine that is not there is no problem."""
    for engine, package in _PACKAGES.items():
        try:
            version = metadata.version(package)
        except metadata.PackageNotFoundError:
            yield check("engine", "ok", words.ENGINE_NONE.filled(engine=engine.value), lang)
            continue
        yield check("engine", "ok", words.ENGINE.filled(engine=engine.value, version=version), lang)
        if engine is Engine.SPARK:
            yield java_check(java_found(), lang)


def java_check(java: Path | None, lang: Lang) -> Check:
    """Whether Spark can start Java. `java`: what was found."""
    said = None if java is None else _version(java)
    if java is None or said is None:
        return check("java", "warning", words.JAVA_NONE, lang, remedy=words.JAVA_REMEDY)
    return check("java", "ok", words.JAVA.filled(version=said, path=java), lang)


def java_found() -> Path | None:
    """The Java that Spark would start: that of JAVA_HOME, or on the path."""
    home = os.environ.get("JAVA_HOME")
    name = "java.exe" if os.name == "nt" else "java"
    places = [Path(home, "bin", name)] if home else []
    places += [Path(found)] if (found := shutil.which("java")) is not None else []
    return next((place for place in places if place.is_file()), None)


def _version(java: Path) -> str | None:
    """What Java says of itself, in its first line; None if it does not start."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, timeout=_JAVA_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
    return said[0] if said else None
