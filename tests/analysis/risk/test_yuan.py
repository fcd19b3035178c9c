"""Every yuan that a warning names exists in the books."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.risk.calculate import risk
from keyclient.model.label import Lang
from tests.analysis.risk.held import books_of
from tests.examples import costly

_YUAN = st.one_of(st.just(""), st.decimals(-50, 300, places=2).map(str))
_NUMBER = st.sampled_from(["", "a", "b", "c", "d"])
_LINE = st.tuples(
    _NUMBER,
    _YUAN,
    st.sampled_from(["", "Li", "Wu"]),
    _YUAN,
    _YUAN,
    st.sampled_from(["", "platinum", "gold", "iron"]),
    st.sampled_from(["", "2026-02-10", "2026-03-31", "2026-04-05", "2027-01-01"]),
    _YUAN,
)
_HEADING = "customer_id|value|manager|loans|potential|book_tier|maturity_date|maturity_amount"
_MONEY = ("value", "loans", "potential", "maturity_amount")
_BOOK = st.lists(_LINE, min_size=1, max_size=8).map(
    lambda lines: "\n".join([_HEADING, *("|".join(line) for line in lines)])
)


def _yuan(cell: object) -> Decimal | None:
    """A cell of fen; None if blank."""
    return Decimal(int(str(cell))).scaleb(-2) if str(cell).lstrip("-").isdecimal() else None


@costly
@given(st.lists(_BOOK, min_size=1, max_size=5))
def test_what_is_gone_remains_or_matures_is_money_of_the_books(texts: list[str]) -> None:
    books = books_of(*texts)
    result = risk(books, top=None, lang=Lang.ZH)
    newest = books.books[-1].portfolio.frame.set_index("row").to_dict("index")
    ever = [
        [Decimal(int(value)).scaleb(-2) for value in book.portfolio.frame["value"].dropna()]
        for book in books.books
    ]
    for one in result.customers:
        own = {name: _yuan(cell) for name, cell in newest[one.row].items() if name in _MONEY}
        assert one.remaining == own["value"]
        if one.gone:
            assert one.remaining is not None
            assert any(one.gone + one.remaining in values for values in ever[:-1])
        assert not one.maturing or one.maturing <= (one.remaining if one.remaining is not None else 300)
        for reason in one.reasons:
            limit = {"loan_only": "loans", "wallet": "potential", "maturing": "maturity_amount"}.get(
                reason.code
            )
            assert limit is None or reason.amount is None or reason.amount <= (own[limit] or 0)
            assert reason.code not in ("emptied", "down") or reason.amount == one.gone


@costly
@given(st.lists(_BOOK, min_size=1, max_size=4))
def test_the_totals_are_those_of_the_customers(texts: list[str]) -> None:
    result = risk(books_of(*texts), top=None)
    for total in result.severities:
        own = [one for one in result.customers if one.severity == total.severity]
        if total.severity != "none":
            assert total.customers == len(own)
            for name in ("gone", "remaining", "maturing"):
                known = [amount for one in own if (amount := getattr(one, name)) is not None]
                told = getattr(total, name)
                assert (told or 0) == sum(known)
                assert (told is not None) == bool(known) or not own
    assert sum(total.customers for total in result.severities) == result.key_customers
    for reason in result.reasons:
        told = [one for who in result.customers for one in who.reasons if one.code == reason.reason]
        assert reason.customers == len(told)
        amounts = [one.amount for one in told if one.amount is not None]
        assert (reason.amount or 0) == sum(amounts)


@costly
@given(st.lists(_BOOK, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing_but_the_rows(texts: list[str], random: object) -> None:
    mixed = []
    for text in texts:
        heading, *lines = text.splitlines()
        random.shuffle(lines)  # type: ignore[attr-defined]
        mixed.append("\n".join([heading, *lines]))
    one, other = (risk(books_of(*books), top=None).model_dump() for books in (texts, mixed))
    for result in (one, other):
        rows = [
            tuple((k, v) for k, v in vars_of(row).items() if k != "row") for row in result.pop("customers")
        ]
        result["customers"] = sorted(map(repr, rows))
    assert one == other


def vars_of(row: object) -> dict[str, object]:
    """The attributes of a row, however it was dumped."""
    if isinstance(row, dict):
        return row
    return {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]
