"""Which book is meant when none is named, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.errors import UsageError
from keyclient.ingest.source.answer_file import is_answer
from keyclient.model.book_names import SUFFIXES
from keyclient.model.label import Label, listed
from keyclient.model.own import is_own_file
from keyclient.model.record import dataclass
from keyclient.model.report import Kind, Sentence, Value

if TYPE_CHECKING:
    from keyclient.policy.loading.load import LoadedPolicy


class NoBookError(UsageError):
    """No book was named and none can be picked."""

    sentence = Label(
        "No book found in {folder}. Name one: keyclient {command} BOOK",
        "没有指定客户表，{folder} 中也没有找到。请指定：keyclient {command} 客户表文件",
    )


class SeveralBooksError(UsageError):
    """No book was named and there are several."""

    sentence = Label(
        "{folder} holds several books: {books}. Name one.",
        "没有指定客户表，{folder} 中有多个：{books}。请指定其中一个。",
    )


@dataclass(frozen=True)
class Pick:
    """A book, and why it was picked."""

    path: Path
    why: Sentence


def pick_book(policy: "LoadedPolicy", folder: Path, command: str) -> Pick:
    """The book of the policy (`KEYCLIENT_BOOK`, `book =`), else the only one in the folder.

    Raises `NoBookError` or `SeveralBooksError`.
    """
    if policy.book is not None:
        return Pick(policy.book, _why(policy.book, policy.origins["book"].label))
    books = sorted(path for path in folder.iterdir() if _may_be_book(path))
    if not books:
        raise NoBookError(folder=folder, command=command)
    if len(books) > 1:
        raise SeveralBooksError(folder=folder, books=listed(book.name for book in books))
    return Pick(books[0], _why(books[0], Label("the only book in the folder", "文件夹中唯一的客户表")))


def _why(path: Path, reason: Label) -> Sentence:
    sentence = Label("Reading {path} ({reason}).", "读取 {path}（{reason}）。")
    return Sentence(sentence, {"path": Value(str(path), Kind.TEXT), "reason": Value(reason, Kind.TEXT)})


def _may_be_book(path: Path) -> bool:
    name = path.name.lower()
    own = is_own_file(name) or name.startswith(("~$", "."))
    return name.endswith(SUFFIXES) and not own and path.is_file() and not is_answer(path)
