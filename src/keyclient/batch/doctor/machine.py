"""Checks of this machine: versions, console, processes and the temporary folder."""

import locale
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from keyclient import __version__
from keyclient.batch.doctor import words
from keyclient.batch.doctor.engines import engine_checks
from keyclient.batch.doctor.result import Check
from keyclient.batch.doctor.words import check
from keyclient.batch.find.expected_branches import expected_branches
from keyclient.batch.worker.__main__ import READY
from keyclient.batch.worker.messages import Terms
from keyclient.batch.worker.process import start_worker
from keyclient.errors import KeyclientError, reason_of
from keyclient.ingest.base.cores import usable_cores
from keyclient.model.label import Label, Lang
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.models import Policy

LIBRARIES = (
    "pandas", "pyarrow", "narwhals", "pydantic", "typer", "rich", "fastexcel", "xlrd", "lxml", "openpyxl", "XlsxWriter",
    "Jinja2", "filelock",
)  # fmt: skip
"""The libraries that keyclient needs."""
_REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+).*?>=\s*(?P<minimum>[0-9.]+)")
_SAMPLE = "网点缺表"
_START_SECONDS = 60.0


def machine_checks(encoding: str, loaded: LoadedPolicy, lang: Lang) -> Iterator[Check]:
    """All checks that are not about a folder. `encoding`: the encoding of standard output."""
    about = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
    }
    yield check("program", "ok", words.PROGRAM.filled(**about, cores=usable_cores()), lang)
    yield from _libraries(lang)
    yield from engine_checks(lang)
    yield console_check(encoding, lang)
    yield _locale(lang)
    yield _temporary(lang)
    yield _worker(lang)
    message = words.POLICY_NONE if loaded.file is None else words.POLICY.filled(path=loaded.file)
    yield check("policy", "ok", message, lang)


def console_check(encoding: str, lang: Lang) -> Check:
    """Whether the console can show Chinese characters."""
    message = words.CONSOLE.filled(encoding=encoding)
    try:
        _SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return check(
            "console",
            "warning",
            words.CONSOLE_POOR.filled(encoding=encoding),
            lang,
            remedy=words.CONSOLE_REMEDY,
        )
    return check("console", "ok", message, lang)


def expect_check(path: Path, lang: Lang) -> Check:
    """Whether the list of branches can be read."""
    try:
        count = len(expected_branches(path))
    except KeyclientError as error:
        message = Label(error.text(Lang.EN), error.text(Lang.ZH))
        return check("expect", "error", message, lang, str(path), words.UNREADABLE_REMEDY)
    return check("expect", "ok", words.EXPECT.filled(count=count), lang, str(path))


def _libraries(lang: Lang) -> Iterator[Check]:
    minimum = dict(_minimum_versions())
    for name in LIBRARIES:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            message = words.LIBRARY_MISSING.filled(name=name)
            yield check("library", "error", message, lang, remedy=words.INSTALL)
            continue
        needed = minimum.get(name.lower())
        if needed is not None and _numbers(version) < _numbers(needed):
            message = words.LIBRARY_OLD.filled(name=name, version=version, needed=needed)
            yield check("library", "error", message, lang, remedy=words.INSTALL)
        else:
            yield check("library", "ok", words.LIBRARY.filled(name=name, version=version), lang)


def _minimum_versions() -> Iterator[tuple[str, str]]:
    """The minimum version of each library according to the metadata of the package, if that is installed."""
    try:
        requirements = metadata.requires("keyclient") or []
    except metadata.PackageNotFoundError:
        return
    for line in requirements:
        if "extra ==" not in line and (found := _REQUIREMENT.match(line)) is not None:
            yield found["name"].lower(), found["minimum"]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def _locale(lang: Lang) -> Check:
    """The locale, the default encoding and the time zone of the machine."""
    name = locale.getlocale()[0] or "C"
    message = words.LOCALE.filled(locale=name, encoding=locale.getencoding(), zone=time.strftime("%Z %z"))
    return check("locale", "ok", message, lang)


def _temporary(lang: Lang) -> Check:
    try:
        folder = tempfile.gettempdir()
        with tempfile.TemporaryFile() as file:
            file.write(b"keyclient")
    except OSError as error:
        message = words.TEMPORARY_BAD.filled(reason=reason_of(error))
        return check("temporary", "error", message, lang, remedy=words.TEMPORARY_REMEDY)
    return check("temporary", "ok", words.TEMPORARY.filled(path=folder), lang)


def _worker(lang: Lang) -> Check:
    """Whether a worker process can be started and imports what it needs."""
    start = time.monotonic()
    terms = Terms(policy=Policy(), analyses=(), lang=lang, memory_mb=Policy().batch.memory_mb)
    try:
        process = start_worker(jobs=1)
    except OSError:
        return _no_worker(lang)
    try:
        is_ready = _first_line(process, terms) == READY
    finally:
        process.kill()
        process.communicate()
    if not is_ready:
        return _no_worker(lang)
    seconds = f"{time.monotonic() - start:.1f}"
    return check("worker", "ok", words.WORKER.filled(seconds=seconds), lang)


def _first_line(process: "subprocess.Popen[bytes]", terms: Terms) -> bytes:
    """The first line that a worker writes; empty if none arrives in time."""
    timeout = threading.Timer(_START_SECONDS, process.kill)
    timeout.start()
    try:
        if process.stdin is None or process.stdout is None:
            return b""
        process.stdin.write(terms.model_dump_json(by_alias=True).encode() + b"\n")
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return b""
    finally:
        timeout.cancel()


def _no_worker(lang: Lang) -> Check:
    message = words.WORKER_BAD.filled(seconds=f"{_START_SECONDS:.0f}")
    return check("worker", "error", message, lang, remedy=words.WORKER_REMEDY.filled(python=sys.executable))
