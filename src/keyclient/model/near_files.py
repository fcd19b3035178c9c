"""What is probably meant by a name that is no file: one of a near name in its folder, or a folder of Parquet."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from keyclient.model.label import NO_WORDS, Label
from keyclient.model.own import is_own_file
from keyclient.model.place import quoted_names

MOST = 3
"""How many names are offered."""
_LISTED = 5000
"""How many entries of a folder are looked at: a share may have very many."""
_ALIKE = 0.7
"""From this likeness on, 0 to 1, a name is near."""
_JOINERS = re.compile(r"[\s_\-.·()]+")
_NEAR = Label(" Did you mean {names}?", "是否为{names}？")
_NO_FOLDER = Label(" There is no folder {folder}.", "文件夹 {folder} 不存在。")
_PORTFOLIO = Label(
    " A folder of Parquet is read by keyclient segment, tier, lifecycle, funnel and compare.",
    "Parquet 文件夹可用 keyclient segment、tier、lifecycle、funnel、compare 分析。",
)
_CHECK = Label(" Check the name and the folder.", "请检查文件名和文件夹。")


def file_hint(path: Path) -> Label:
    """What to do about a file that is not there: the near name, the folder that is missing too, or nothing better."""
    folder = path.parent
    if not _is_folder(folder):
        return _NO_FOLDER.filled(folder=folder)
    names = near_names(path.name, _files(folder))
    if not names:
        return _CHECK
    shown = [str(folder / name) if folder != Path() else name for name in names]
    return _NEAR.filled(names=quoted_names(shown))


def parquet_hint(folder: Path) -> Label:
    """Which commands read a folder of Parquet, if this is one."""
    try:
        is_portfolio = any(one.suffix.lower() == ".parquet" for one in islice(folder.rglob("*"), _LISTED))
    except OSError:
        is_portfolio = False
    return _PORTFOLIO if is_portfolio else NO_WORDS


def near_names(wanted: str, names: Sequence[str]) -> list[str]:
    """The names most like the wanted one: those equal but for width and case, else for the suffix, else similar ones."""
    same = [name for name in names if _bare(name) == _bare(wanted)]
    stem = [name for name in names if _bare_stem(name) == _bare_stem(wanted)]
    if same or stem:
        return (same or stem)[:MOST]
    likeness = {name: _likeness(name, wanted) for name in names}
    near = [name for name in names if likeness[name] >= _ALIKE]
    return sorted(near, key=lambda name: -likeness[name])[:MOST]


def _files(folder: Path) -> list[str]:
    """The files of a folder that people could mean, in order."""
    try:
        entries = [entry.name for entry in islice(folder.iterdir(), _LISTED) if entry.is_file()]
    except OSError:
        return []
    return sorted(name for name in entries if not name.startswith(("~$", ".")) and not is_own_file(name))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return True


def _likeness(name: str, wanted: str) -> float:
    """How alike two names are without their suffixes; higher if one contains the other."""
    one, other = _bare_stem(name), _bare_stem(wanted)
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < _ALIKE / 2:
        return 0.0
    contains = min(len(one), len(other)) > 1 and (one in other or other in one)
    return (1 + matcher.ratio()) / 2 if contains else matcher.ratio()


def _bare_stem(name: str) -> str:
    return _bare(Path(unicodedata.normalize("NFKC", name)).stem)


def _bare(name: str) -> str:
    return _JOINERS.sub("", unicodedata.normalize("NFKC", name).casefold())
