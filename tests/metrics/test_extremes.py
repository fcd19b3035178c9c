import narwhals as nw
import pandas as pd

from keyclient.metrics.extremes import greatest, least


def test_one_column_is_its_own_extreme_and_blanks_are_passed_over() -> None:
    frame = nw.from_native(pd.DataFrame({"a": [1, 5, None], "b": [3, None, None]}, dtype="Int64"))
    found = frame.select(
        most=greatest(["a", nw.col("b")]),
        least=least(["a", "b"]),
        alone=greatest(["a"]),
        own=least([nw.col("b")]),
    )
    rows = [[None if cell is pd.NA else cell for cell in row] for row in found.rows()]
    assert rows == [[3, 1, 1, 3], [5, 5, 5, None], [None] * 4]


def test_one_column_asks_the_engine_for_no_function() -> None:
    assert [str(find(["a"])) for find in (greatest, least)] == [str(nw.col("a"))] * 2
