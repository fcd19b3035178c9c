import duckdb
import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.stage import HERE, LOST, NOWHERE, current_positions, is_log, place_of

SIZE = 4
SAID = st.tuples(st.integers(-1, SIZE - 1), *[st.booleans()] * 4)
COLUMNS = ["place", "named", "won", "lost", "open"]


def _standing(place: int, *said: str) -> tuple[int, int, bool]:
    row = {
        "place": place,
        "named": place >= 0,
        **{name: name in said for name in COLUMNS[1:] if name in said},
    }
    frame = pd.DataFrame([{**dict.fromkeys(COLUMNS, False), **row}]).astype({"place": "int64"})
    found = current_positions(nw.from_native(frame, eager_only=True), SIZE).rows(named=True)[0]
    return found["furthest"], found["fate"], found["placed"]


@pytest.mark.parametrize(
    ("place", "said", "standing"),
    [
        (1, "", (1, HERE, True)),
        (3, "", (3, HERE, True)),
        (1, "won", (3, HERE, True)),
        (-1, "won", (3, HERE, True)),
        (2, "lost", (2, LOST, True)),
        (-1, "lost", (0, LOST, False)),
        (3, "lost", (0, LOST, False)),
        (-1, "named lost", (0, LOST, False)),
        (-1, "open", (0, HERE, False)),
        (-1, "named open", (NOWHERE, HERE, False)),
        (-1, "named", (NOWHERE, HERE, False)),
        (-1, "", (NOWHERE, HERE, False)),
        (1, "won lost", (1, LOST, True)),
    ],
)
def test_where_a_row_stands(place: int, said: str, standing: tuple[int, int, bool]) -> None:
    assert _standing(place, *said.split()) == standing


@given(st.lists(SAID, max_size=20))
def test_a_database_gives_the_same_standings(rows: list[tuple[int, bool, bool, bool, bool]]) -> None:
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"place": "int64", **dict.fromkeys(COLUMNS[1:], bool)})
    here = current_positions(nw.from_native(frame, eager_only=True), SIZE).rows()
    there = current_positions(nw.from_native(duckdb.from_df(frame)), SIZE).collect().rows()
    assert sorted(here) == sorted(there)


def test_a_text_has_the_place_of_its_word() -> None:
    stages = pd.DataFrame({"stage": pd.array(["潜在", "Won", "?", None], dtype="str")})
    frame = nw.from_native(stages, eager_only=True)
    words = {0: ["潜在", "prospect"], 3: ["Won"], 2: []}
    assert frame.select(place_of(nw.col("stage"), words).alias("at"))["at"].to_list() == [0, 3, -1, -1]
    assert set(frame.select(place_of(nw.col("stage"), {}).alias("at"))["at"].to_list()) == {-1}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a潜 a可 b潜", True),
        ("a潜 a潜 b可", False),
        ("a潜 b潜 c可", False),
        ("a潜 a可 b潜 b潜", False),
        ("a潜 a可 a可 b潜 b潜 c潜 c可", True),
        ("-潜 -可 -潜", False),
        ("a- a潜 a可", True),
        ("", False),
    ],
)
def test_a_table_is_a_log_when_most_of_those_with_several_rows_have_several_stages(
    rows: str, *, expected: bool
) -> None:
    cells = [[None if cell == "-" else cell for cell in pair] for pair in rows.split()]
    frame = pd.DataFrame(cells, columns=["key", "stage"]).astype("str")
    assert is_log(nw.from_native(frame, eager_only=True), "key", 0.5) is expected
