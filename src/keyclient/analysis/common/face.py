"""What an analysis declares about itself: the one face that commands, reports, batch runs and documents are made from.

Faces are read when the program starts, so they import nothing heavy: what computes is imported when it is called.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from keyclient.model.label import Label

if TYPE_CHECKING:
    from types import UnionType

    from pydantic import BaseModel

    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.analysis.common.standing import Standing
    from keyclient.policy.models import Policy


class OtherBooks(NamedTuple):
    """The further books that a command line names: what each is to an analysis, and what is typed for it."""

    earlier: list[Path] | None = None
    """Earlier books of the same customers; where the analysis keeps what people wrote, also the last plan or list."""
    log: Path | None = None
    log_sheet: str | None = None
    older: Path | None = None
    books: list[Path] | None = None
    """All books of a comparison, or side by side, as they were given; folders too where they are side by side."""
    sheets: list[str] | None = None
    """The sheets of each of them that are read, by name or pattern."""
    same: Path | None = None
    """Pairs of numbers that are one customer."""
    newer: list[Path] | None = None
    """Later books of the same customers, by which what was planned is judged."""
    plan: Path | None = None
    """A plan that people may have filled in."""


class Needs(NamedTuple):
    """What an analysis asks of the reader of a book."""

    measure: bool = False
    """Whether customers have to be ranked: a book without a measure is refused."""
    ranked: bool = True
    """Whether a customer whose value cannot be read is set aside; otherwise the value is blank."""
    default_measure: str | None = None
    """A field or heading to rank customers by where the user names none."""
    also: tuple[str, ...] = ()
    """Fields or headings that are to be numbers of the frame beside the measure."""
    about: tuple[str, ...] = ()
    """Fields without which there is no answer: of several tables one that has them is read."""
    life_cycle: bool = False
    """Whether ages and product holdings are read."""
    product_counts: bool = False
    """Whether products are counted in the lists of holdings."""
    traced: bool = False
    """Whether the rows behind the customers are needed."""
    pipeline: bool = False
    """Whether customers or deals on their way through the stages are read, instead of customers."""


class SettingOption(NamedTuple):
    """An option of the command that stands for values of the policy."""

    flag: str
    help: Label
    settings: Callable[[str], tuple[str, ...]]
    """From what was typed to `key=value` of the policy."""
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    """What may be typed; empty where anything may."""
    is_number: bool = False
    """Whether a whole number is typed."""
    smallest: int | None = None
    """The smallest number that may be typed; None: the policy decides."""
    is_flag: bool = False
    """Whether it stands alone: nothing is typed after it."""


class FileOption(NamedTuple):
    """An option of the command that names a further file to write: `Outcome.files` makes it."""

    flag: str
    help: Label
    file: str
    """Its name among the files that the outcome makes."""
    suffix: str
    """What the name of the file has to end in, with the dot."""
    metavar: str | None = None


class BookOption(NamedTuple):
    """An option of the command that names a further book, or a sheet of one."""

    flag: str
    help: Label
    book: str
    """A field of `OtherBooks`."""
    metavar: str | None = None


class ListedBy(NamedTuple):
    """What an analysis makes of every customer that it lists, so that `--only` may pick some."""

    name: str
    label: Label
    values: "Callable[[Policy], Mapping[str, Label]]"
    """Its values and what they are called."""
    attribute: str | None = None
    """Of the rows that are listed; None: it is called by the name."""
    everybody: str = "top"
    """The list of the result that holds every customer."""
    records: str | None = None
    """The attribute with the customers of a line that is about several, each with a `row`; None: the line has the `row`."""


class Listing(NamedTuple):
    """How much an answer lists."""

    help: Label
    """What `--top` counts."""
    rows: int | None = 20
    """How many are listed on a screen, in JSON and in Markdown; None: all. CSV and files hold all."""


LARGEST_CUSTOMERS = Listing(
    Label(
        "How many customers to list (default 20; all for CSV and files).",
        "列出多少个客户。默认 20；CSV 和文件为全部。",
    )
)


LISTED_FIELDS = ("customer_id", "name", "phone", "manager", "branch")
"""What lists of customers show of each."""


class Analysis(NamedTuple):
    """One analysis: its names, what it needs, and what computes it."""

    name: str
    """The command, the key of results, the schema."""
    title: Label
    """What it is about, in a word or two."""
    help: Label
    """The question that it answers."""
    policy: tuple[str, ...]
    """The tables of the policy that it uses; the second and further ones stand in the first by name."""
    needs: Callable[["Policy"], Needs]
    analyse: "Callable[[Inputs, Policy, Query], Outcome[BaseModel]]"
    """Raises a `KeyclientError` where the book cannot be analysed."""
    result: "Callable[[], type[BaseModel] | UnionType]"
    """The model of its result, or several of which each answer has one: the JSON contract."""
    absence: Label
    """Why a book has no data for it, where it has none."""
    fields: tuple[str, ...] = ()
    """Fields of `Customer`: a column for one of them allows it. Empty: every book does."""
    options: tuple[SettingOption | BookOption | FileOption, ...] = ()
    listing: Listing = LARGEST_CUSTOMERS
    lists_customers: bool = True
    """Whether it is about customers, so that its lists may be about some of them."""
    listed_by: tuple[ListedBy, ...] = ()
    has_groups: bool = True
    """Whether customers may be grouped with `--by`."""
    by_branch: bool = False
    """Whether a batch run makes it by branch where a book has several branches."""
    writes_back: bool = True
    """Whether it has something to write into the user's own workbook."""
    compares_books: bool = False
    """Whether it is about several books of the same customers: its command takes them all, oldest first or dated."""
    joins_books: bool = False
    """Whether it is about several books side by side: its command takes files and folders, and reads `Inputs.members`."""
    keeps_written: bool = False
    """Whether people fill in its list, and it reads back what they wrote: `earlier` may name such a file."""
    acts: bool = False
    """Whether it says what to do from the data date on, so that it is told where that day is long over (`today.stale_days`)."""
    standing: "Callable[[Inputs, Policy], Standing] | None" = None
    """In which group it puts each customer, so that `--what-if` may try another policy; None: it has no groups of customers."""
    at_scale: "Callable[[ScanInputs, Policy, Query], Outcome[BaseModel]] | None" = None
    """The same over a portfolio of any size, computed by an engine (`--engine`); None: the book has to fit into memory.

    It gives every figure that `analyse` gives for the same customers."""
    scanned: tuple[str, ...] = ()
    """Fields of customers that `at_scale` reads; what is not read costs nothing. Empty: every field."""
    keeps_fields: bool = True
    """Whether all fields of a customer stand beside what `at_scale` says of her in a folder of all customers."""
    lists_issues: bool = False
    """Whether its answer is the list of issues, and a warning or an error in it ends the run with exit code 1."""

    @property
    def holds_customers(self) -> bool:
        """Whether a file may hold the customers themselves, which are those of one book."""
        return self.lists_customers and not self.joins_books

    @property
    def takes_earlier(self) -> bool:
        """Whether it uses earlier books of the same customers beside the newest one."""
        return any(isinstance(option, BookOption) and option.book == "earlier" for option in self.options)
