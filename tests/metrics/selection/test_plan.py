from keyclient.metrics.selection.pieces import Piece
from keyclient.metrics.selection.plan import Allowed, finer_widths
from keyclient.metrics.selection.sums import Loose


def _loose(start: int, width: int, pairs: int, buckets: int = 10, customers: int = 10**6) -> Loose:
    return Loose(Piece(start, width), buckets, customers, pairs, 0)


def test_buckets_are_halved_where_that_helps_most() -> None:
    one, other = _loose(0, 64, 1000), _loose(64, 64, 10)
    assert finer_widths([one, other], Allowed(400.0, 0.0), 10**6) == {0: 16}


def test_nothing_is_halved_below_one_value_or_beyond_what_memory_holds() -> None:
    assert finer_widths([_loose(0, 4, 1000)], Allowed(1e-9, 0.0), 10**6) == {0: 1}
    assert finer_widths([_loose(0, 2**40, 10**30)], Allowed(1e-9, 0.0), 100) == {0: 2**36}


def test_what_is_allowed_is_shared_by_all_coefficients() -> None:
    loose = [_loose(0, 2, 10), _loose(-8, 2, 10)]
    assert Allowed(20.0, 10.0).used(loose) == 2.0
    assert Allowed(0.0, 0.0).used(loose) == 0
