"""What `overlap` answers: the JSON contract of the command."""

import datetime as dt
from dataclasses import dataclass

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share


@dataclass(frozen=True, slots=True)
class Claimant:
    """One record of a person, with one branch and manager who claim her."""

    path: str
    customer_id: str | None
    row: int
    branch: str | None
    manager: str | None
    value: Amount | None
    """Of the record (a record with several claims repeats it); None: blank."""
    tier: str | None
    """In her own book; None without a measure."""
    book: int = 0
    """The place of her book in `books`, from 0."""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """One person with several records, or with several branches or managers in one."""

    customers: tuple[Claimant, ...]
    evidence: tuple[str, ...]
    """id_number, customer_id, or both; one_record where a single book gives her several managers or branches."""
    owner: str | None
    """The manager (else branch) whose she is; None: undecided, or nobody is named."""
    owner_branch: str | None
    """The branch of that manager, where the books name it."""
    step: str
    """The step of the ladder that decided; `undecided`; `agreed` where all claims are one, `unclaimed` where there is none."""
    ground: str
    """The evidence of that step in words."""
    combined_value: Amount | None
    combined_tier: str | None
    key: bool
    """Whether the combined tier is one of the key tiers."""


class SameTotals(Contract):
    """All joined persons."""

    persons: int
    records: int
    """Records of them."""
    contested: int
    """Persons whom several managers or branches claim."""
    undecided: int
    """Of the contested ones."""
    risen: int
    """Persons whose combined tier is better than that of any of their records."""
    become_key: int
    """Of them, those who are key only together."""
    contradicted: int
    """Numbers that stand with different valid id numbers or names: not joined."""
    not_hers: int = 0
    """Records with an id number that is somebody else's, and counts as none: it stands with too many names, with another
    name and not with the birth date in it, or with a company."""
    repeated: int = 0
    """Persons of whom several books list one and the same value under one customer id: perhaps one balance."""
    repeated_value: Amount | None = None
    """What would then count once too often; None where nobody is repeated."""


class StepTotal(Contract):
    """The joined persons whom one step of the ladder decided."""

    step: str
    persons: int
    value: Amount | None
    """What they hold together; None where nothing is known."""


class TierTogether(Contract):
    """The joined persons whose tier is better together than in any of their records."""

    alone: str
    """The best tier of their records."""
    together: str
    persons: int
    value: Amount | None
    """What they hold together."""


@dataclass(frozen=True, slots=True)
class PerhapsPair:
    """Two records that may be one person."""

    rule: str
    path: str
    customer_id: str | None
    row: int
    other_path: str
    other_customer_id: str | None
    other_row: int
    book: int = 0
    """The place of the book in `books`, from 0."""
    other_book: int = 0
    rules: tuple[str, ...] = ()
    """All rules that find the pair, `rule` among them."""


class PerhapsRule(Contract):
    """One rule that only suggests."""

    rule: str
    """name_and_phone, name_and_birth_date, trade_name_and_phone or customer_id (which did not join them)."""
    found: int
    """Pairs of persons, none of them with two different valid numbers."""
    expected: float
    """Pairs to be expected by coincidence."""
    shown: bool
    """Whether the pairs are listed: coincidences are no more than the share `overlap.coincidences` of them."""
    pairs: LazyRows[PerhapsPair]
    """As many as requested; none where only their number is shown. A pair of several rules stands at the first whose pairs are
    listed."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A record that is not joined since something contradicts, or whose value may count twice."""

    kind: str
    """What it has in common with others: customer_id (of several people), id_number (of somebody else), value (in several books)."""
    number: int
    """Of what they have in common, from 1: the records that have the same stand together."""
    contradicts: tuple[str, ...]
    """id_number, name and birth_date, which differ between them; value where one and the same stands in several books."""
    path: str
    customer_id: str | None
    row: int
    branch: str | None
    manager: str | None
    value: Amount | None
    book: int = 0
    """The place of its book in `books`, from 0."""


class PublicNumber(Contract):
    """A telephone or address of too many people to prove anything; the number itself is not told."""

    kind: str
    """phone or address."""
    people: int
    numbers: int
    """Numbers with so many people."""


@dataclass(frozen=True, slots=True)
class Household:
    """People of different names with one telephone or address that is not public: a suggestion."""

    kind: str
    """phone, address or phone_and_address."""
    people: int
    members: tuple[Claimant, ...]
    """Their records, person by person."""
    value: Amount | None
    tier: str | None
    """The tier that they would have together."""


@dataclass(frozen=True, slots=True)
class ChasedTwice:
    """One person with open deals or prospects of several managers or branches."""

    evidence: str
    """id_number, customer_id or one_record; for persons who are not joined opportunity_id or name_and_phone."""
    deals: tuple[Claimant, ...]
    managers: tuple[str, ...]
    """Their names, each once; where they are fewer than two, it is several branches that chase her."""


class BranchPair(Contract):
    """How many persons two branches (or books) share."""

    branch: str
    other: str
    persons: int


class SharingBranch(Contract):
    """How many persons a branch (or book) shares with any other."""

    branch: str
    persons: int
    """Each once, in however many branches she is."""


class OverlapBook(Contract):
    """One book that was read."""

    path: str
    sheet: str | None
    kept_in: str | None = None
    """The file of a batch run that its customers were read from, which is what `sources` is about; null: the book itself."""
    branch: str | None
    as_of: dt.date
    customers: int
    measure: str | None
    numbering: int = 1
    """Books of one numbering have their customer ids in common; in books of different ones an id is not the same person's."""


class CombinedFloor(Contract):
    """The floor of a tier over all persons together."""

    tier: str
    floor: Amount | None


class OverlapResult(Contract):
    """Which customers and prospects several branches or managers claim, and whose they are."""

    books: tuple[OverlapBook, ...]
    measure: str | None
    """The measure that values and tiers are of; books by another one are joined without."""
    records: int
    persons: int
    counted_twice: int
    """Heads by which the sum of all books exceeds the persons: records less persons."""
    same: LazyRows[SamePerson]
    """Largest combined value first: as many as requested."""
    total: SameTotals
    steps: tuple[StepTotal, ...] = ()
    """Of all joined persons, in the order of the ladder; steps that decided nobody are left out."""
    together: tuple[TierTogether, ...] = ()
    """Of all joined persons, the best tier first."""
    perhaps: tuple[PerhapsRule, ...]
    perhaps_pairs: int = 0
    """Different pairs of all rules."""
    perhaps_listed: int = 0
    """Different pairs of the rules whose pairs are listed."""
    doubts: LazyRows[Doubt]
    """As many as requested: the records behind `total.contradicted`, `total.not_hers` and `total.repeated`."""
    total_doubts: int
    public: tuple[PublicNumber, ...]
    floors: tuple[CombinedFloor, ...]
    households: LazyRows[Household]
    """As many as requested, most valuable first."""
    total_households: int
    chased_twice: LazyRows[ChasedTwice]
    """As many as requested, most valuable first."""
    total_chased_twice: int
    pairs: tuple[BranchPair, ...]
    sharing: tuple[SharingBranch, ...] = ()
    """Of each branch in `pairs`, how many persons it shares with any other."""
    share_of_value: Share | None
    """The share of all value that joined persons hold."""
