"""Every way in which the program writes a file of the user's."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.program import Ended, run
from tests.render.writeback.support import branch_book

CSV = "客户号,姓名,客户经理,出生日期,AUM\n" + "".join(
    f"{number:03},客户{number},王芳,1980-01-{number % 27 + 1:02},{number}\n" for number in range(1, 30)
)


@dataclass(frozen=True)
class Write:
    """One command line that writes a file."""

    words: str
    target: str
    replaces: bool = True
    """Whether a file of this name is there before, which the command may replace."""

    def prepare(self, folder: Path) -> None:
        """The books, and the earlier file."""
        (folder / "book.csv").write_text(CSV, encoding="utf-8")
        shutil.move(branch_book(folder), folder / "客户.xlsx")
        if self.target == "keyclient.toml":
            (folder / self.target).write_text("# old\n", encoding="utf-8")
        elif "--write-back" in self.words:
            assert self.run(folder).code == 0
        elif self.replaces and self.target != "客户.xlsx":
            (folder / self.target).write_bytes(b"old")

    def run(self, folder: Path) -> Ended:
        """Runs it."""
        names = {"book.csv", "客户.xlsx", "keyclient.toml", self.target}
        return run(
            ["--lang", "en", *(str(folder / word) if word in names else word for word in self.words.split())]
        )


WRITES: Sequence[Write] = (
    *(
        Write(f"segment book.csv -o out.{form}", f"out.{form}")
        for form in ("xlsx", "csv", "json", "md", "html")
    ),
    Write("segment book.csv -o out.parquet", "out.parquet"),
    Write("report book.csv -o out.html", "out.html"),
    Write("segment 客户.xlsx --write-back", "客户.keyclient.xlsx"),
    Write("tier book.csv --write-back", "book.keyclient.xlsx"),
    Write("segment 客户.xlsx --in-place", "客户.xlsx"),
    Write("policy init --force --out keyclient.toml", "keyclient.toml"),
    Write("--config keyclient.toml columns book.csv --map deposits=AUM --save", "keyclient.toml"),
    Write("template out.xlsx", "out.xlsx", replaces=False),
    Write("demo out.xlsx --customers 20", "out.xlsx", replaces=False),
    Write("demo out.csv --customers 20", "out.csv", replaces=False),
)
