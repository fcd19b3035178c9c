"""Names of books, results and folders that are valid on Windows and on Linux; the disk is never touched."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePath, PureWindowsPath

from keyclient.model.filled_in import FormKind
from keyclient.model.own import BACKUP, CALLS, COPY, PLAN

RESULT = f"{COPY}.xlsx"
"""The ending of every result name."""
_DROPPED = ".xlsx"
"""A result does not repeat this suffix: 客户表.xlsx gives 客户表.keyclient.xlsx, 客户表.csv 客户表.csv.keyclient.xlsx."""
_FORMS = {FormKind.PLAN: PLAN, FormKind.CALLS: CALLS}
"""The endings of what people fill in: 客户表.plan.xlsx, 客户表.today.xlsx."""
_MOST_COPIES = 5
"""How many numbered plans may stand beside one that is open."""
_LONGEST_ENDING = f"{CALLS} (2){BACKUP}.xlsx"
_LONGEST_NAME = 255
"""Bytes allowed in a name on Linux. Windows allows as many UTF-16 units, and no name has more units than bytes."""
_HASH = 8
_LONGEST_WORDS = 40
"""Letters and digits of a branch that its folder repeats."""
_ASCII_WORDS = re.compile(r"[A-Za-z0-9]+")
_ILLEGAL = re.compile(r'[<>:"/\\|?*%\x00-\x1f\ud800-\udfff]')
_EXTENDED, _UNC = "\\\\?\\", "\\\\?\\UNC\\"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def source_label(source: PurePath) -> str:
    """The name of a source among the results: its last part, the name of the share, or the letter of the drive."""
    if source.name:
        return safe_name(source.name)
    parts = [part for part in re.split(r"[\\/:?]+", source.drive or source.anchor) if part]
    return safe_name(parts[-1]) if parts else "root"


def source_labels(sources: Iterable[PurePath]) -> list[str]:
    """A different name for each source, ignoring case: the second 网点 is `网点 (2)`."""
    taken: set[str] = set()
    labels = []
    for source in sources:
        labels.append(_unused(source_label(source), taken))
        taken.add(labels[-1].casefold())
    return labels


def result_name(book: str) -> str:
    """The name of the result of a book, cut to the length that a name may have."""
    stem = book[: -len(_DROPPED)] if book.lower().endswith(_DROPPED) else book
    return _cut(safe_name(stem), _LONGEST_ENDING) + RESULT


def result_names(books: Iterable[str]) -> dict[str, str]:
    """The result path of each book, both with slashes; on a clash the second gets a number.

    Names that differ only by case clash, as they do on Windows. Books are taken in order of their names.
    """
    taken: set[str] = set()
    found = {}
    for book in sorted(books):
        folder, _, name = book.rpartition("/")
        stem = result_name(name).removesuffix(RESULT)
        place = "/".join([*map(safe_name, folder.split("/")), ""]) if folder else ""
        unused = _unused(place + stem, taken)
        taken.add(unused.casefold())
        found[book] = unused + RESULT
    return found


def form_names(result: str, kind: FormKind) -> list[str]:
    """The paths at which a plan or a list of the book with this result may stand: the main one, then `客户表.plan (2).xlsx`."""
    stem = result.removesuffix(RESULT) + _FORMS[kind]
    return [f"{stem}.xlsx", *(f"{stem} ({number}).xlsx" for number in range(2, _MOST_COPIES + 1))]


def form_backup(form: str) -> str:
    """The path of the backup of a plan or a list: `客户表.plan.bak.xlsx`."""
    return f"{form.removesuffix('.xlsx')}{BACKUP}.xlsx"


def form_files(result: str) -> list[str]:
    """All that may stand beside the result of a book: plans and lists, and their backups."""
    forms = [name for kind in FormKind for name in form_names(result, kind)]
    return [*forms, *map(form_backup, forms)]


def safe_name(name: str) -> str:
    """A name that is valid on every system; invalid characters become a percent sign and their code."""
    found = _ILLEGAL.sub(lambda match: _escaped(match[0]), name)
    if found.endswith((" ", ".")):
        found = found[:-1] + _escaped(found[-1])
    return _escaped(found[0]) + found[1:] if _RESERVED.fullmatch(found) else found


def branch_folder(branch: str) -> str:
    """The folder of a branch in the portfolio: `branch-0012-9f86d081`, in plain ASCII, which every engine reads back.

    It is no Hive partition: engines would take `0012` and `12` for one number. The name itself is in the files.
    """
    plain = "-".join(_ASCII_WORDS.findall(branch))[:_LONGEST_WORDS].strip("-")
    return "-".join(filter(None, ("branch", plain, short_hash(branch, _HASH))))


def printable(text: str) -> str:
    """The text of a path for output; bytes that are not valid text appear as `\\xe9`."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def extended_path(path: PureWindowsPath) -> str:
    r"""The form of a Windows path without a length limit: `\\?\C:\...`, `\\?\UNC\server\share\...`.

    Only an absolute path has such a form; any other path is returned unchanged.
    """
    text = str(path)
    if text.startswith(_EXTENDED) or not path.is_absolute() or ".." in path.parts:
        return text
    return _UNC + text[2:] if text.startswith("\\\\") else _EXTENDED + text


def without_prefix(text: str) -> str:
    r"""A Windows path as people write it, without `\\?\`."""
    if text.startswith(_UNC):
        return "\\\\" + text[len(_UNC) :]
    return text.removeprefix(_EXTENDED)


def readable_path(path: PurePath) -> str:
    """A path for messages and records."""
    return printable(without_prefix(str(path)))


def short_hash(text: str, length: int = 16) -> str:
    """A short hash of a text, the same on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _escaped(character: str) -> str:
    code = ord(character)
    return f"%{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else f"%{code:02X}"


def _cut(name: str, other: str) -> str:
    """A name shortened to fit together with another text; a hash keeps shortened names distinct."""
    most = _LONGEST_NAME - len(other.encode())
    if len(name.encode()) <= most:
        return name
    kept = name.encode()[: most - _HASH - 1].decode(errors="ignore")
    return f"{kept}~{short_hash(name, _HASH)}"


def _unused(name: str, taken: set[str]) -> str:
    unused, number = name, 2
    while unused.casefold() in taken:
        unused, number = f"{name} ({number})", number + 1
    return unused
