"""Whether this machine is fit for an unattended run: versions, console, processes, the temporary folder."""

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
from keyclient.batch.doctor.result import Check
from keyclient.batch.doctor.words import check
from keyclient.batch.find.expected_branches import expected_branches
from keyclient.batch.worker.__main__ import READY
from keyclient.batch.worker.messages import Terms
from keyclient.batch.worker.process import cores, start_worker
from keyclient.errors import KeyclientError
from keyclient.model.label import Label, Lang
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.models import Policy

LIBRARIES = (
    "pandas", "pyarrow", "narwhals", "pydantic", "typer", "rich", "fastexcel", "xlrd", "lxml", "openpyxl", "XlsxWriter",
    "Jinja2", "filelock",
)  # fmt: skip
"""What keyclient is built on."""
_ASKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+).*?>=\s*(?P<least>[0-9.]+)")
_SAMPLE = "网点缺表"
_STARTING = 60.0


def machine_checks(encoding: str, loaded: LoadedPolicy, lang: Lang) -> Iterator[Check]:
    """Everything that is not about a folder. `encoding`: that of standard output."""
    about = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
    }
    yield check("program", "ok", words.PROGRAM.filled(**about, cores=cores()), lang)
    yield from _libraries(lang)
    yield console_check(encoding, lang)
    yield _locale(lang)
    yield _temporary(lang)
    yield _worker(lang)
    said = words.POLICY_NONE if loaded.file is None else words.POLICY.filled(path=loaded.file)
    yield check("policy", "ok", said, lang)


def console_check(encoding: str, lang: Lang) -> Check:
    """Whether the console has Chinese characters."""
    said = words.CONSOLE.filled(encoding=encoding)
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
    return check("console", "ok", said, lang)


def expect_check(path: Path, lang: Lang) -> Check:
    """Whether the list of branches can be read."""
    try:
        count = len(expected_branches(path))
    except KeyclientError as error:
        said = Label(error.text(Lang.EN), error.text(Lang.ZH))
        return check("expect", "error", said, lang, str(path), words.UNREADABLE_REMEDY)
    return check("expect", "ok", words.EXPECT.filled(count=count), lang, str(path))


def _libraries(lang: Lang) -> Iterator[Check]:
    least = dict(_needed())
    for name in LIBRARIES:
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            said = words.LIBRARY_MISSING.filled(name=name)
            yield check("library", "error", said, lang, remedy=words.INSTALL)
            continue
        needed = least.get(name.lower())
        if needed is not None and _numbers(version) < _numbers(needed):
            said = words.LIBRARY_OLD.filled(name=name, version=version, needed=needed)
            yield check("library", "error", said, lang, remedy=words.INSTALL)
        else:
            yield check("library", "ok", words.LIBRARY.filled(name=name, version=version), lang)


def _needed() -> Iterator[tuple[str, str]]:
    """The least version of each library, as the package declares it; nothing where it is not installed as one."""
    try:
        asked = metadata.requires("keyclient") or []
    except metadata.PackageNotFoundError:
        return
    for line in asked:
        if "extra ==" not in line and (found := _ASKED.match(line)) is not None:
            yield found["name"].lower(), found["least"]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def _locale(lang: Lang) -> Check:
    """The language of the machine, the encoding of its old programs, and the time zone that days begin by."""
    name = locale.getlocale()[0] or "C"
    said = words.LOCALE.filled(locale=name, encoding=locale.getencoding(), zone=time.strftime("%Z %z"))
    return check("locale", "ok", said, lang)


def _temporary(lang: Lang) -> Check:
    try:
        folder = tempfile.gettempdir()
        with tempfile.TemporaryFile() as file:
            file.write(b"keyclient")
    except OSError as error:
        said = words.TEMPORARY_BAD.filled(reason=error.strerror or type(error).__name__)
        return check("temporary", "error", said, lang, remedy=words.TEMPORARY_REMEDY)
    return check("temporary", "ok", words.TEMPORARY.filled(path=folder), lang)


def _worker(lang: Lang) -> Check:
    """Whether a process that works on books can be started, and imports what it needs."""
    begun = time.monotonic()
    terms = Terms(policy=Policy(), analyses=(), lang=lang, memory_mb=Policy().batch.memory_mb)
    try:
        process = start_worker(jobs=1)
    except OSError:
        return _no_worker(lang)
    try:
        is_ready = _said(process, terms) == READY
    finally:
        process.kill()
        process.communicate()
    if not is_ready:
        return _no_worker(lang)
    seconds = f"{time.monotonic() - begun:.1f}"
    return check("worker", "ok", words.WORKER.filled(seconds=seconds), lang)


def _said(process: "subprocess.Popen[bytes]", terms: Terms) -> bytes:
    """The first line of a worker; nothing where it does not come."""
    late = threading.Timer(_STARTING, process.kill)
    late.start()
    try:
        if process.stdin is None or process.stdout is None:
            return b""
        process.stdin.write(terms.model_dump_json(by_alias=True).encode() + b"\n")
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return b""
    finally:
        late.cancel()


def _no_worker(lang: Lang) -> Check:
    said = words.WORKER_BAD.filled(seconds=f"{_STARTING:.0f}")
    return check("worker", "error", said, lang, remedy=words.WORKER_REMEDY.filled(python=sys.executable))
