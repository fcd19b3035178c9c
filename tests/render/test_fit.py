from hypothesis import given
from hypothesis import strategies as st

from keyclient.render.fit import GAP, ColumnNeed, TableLayout, fit, need

FIGURE = ColumnNeed(heading=18, wrapped=9, body=7, text=False)
NAME = ColumnNeed(heading=4, wrapped=4, body=60, text=True)

needs = st.lists(
    st.builds(
        lambda heading, less, body, text: ColumnNeed(heading, max(1, heading - less), body, text),
        st.integers(1, 30),
        st.integers(0, 20),
        st.integers(0, 80),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


def _taken(layout: TableLayout) -> int:
    bar = layout.bar + GAP if layout.bar else 0
    return sum(layout.widths) + GAP * (len(layout.widths) - 1) + bar


def test_with_room_nothing_is_wrapped_or_cut() -> None:
    assert fit([FIGURE, NAME], 200, bar_of=0) == TableLayout((18, 60), 24)


def test_headings_are_wrapped_before_names_are_cut() -> None:
    assert fit([FIGURE, NAME], 71).widths == (9, 60)


def test_names_are_cut_before_the_bar_goes() -> None:
    layout = fit([FIGURE, NAME], 40, bar_of=0)
    assert layout == TableLayout((9, 19), 8)


def test_figures_are_never_cut_but_left_out_from_the_right() -> None:
    assert fit([FIGURE] * 4, 31).widths == (9, 9, 9)


def test_the_text_that_names_a_row_stays_whole_before_the_last_columns_do() -> None:
    name = ColumnNeed(heading=6, wrapped=6, body=16, text=True)
    assert fit([name, FIGURE, FIGURE], 32).widths == (16, 9)
    assert fit([FIGURE, name, FIGURE], 32).widths == (9, 10, 9)


def test_a_bar_goes_with_the_column_it_belongs_to() -> None:
    assert fit([FIGURE, FIGURE], 19, bar_of=1) == TableLayout((18,), 0)


def test_a_heading_counts_in_cells() -> None:
    assert need("客户占比", ["17.94%"], text=False) == ColumnNeed(heading=8, wrapped=4, body=6, text=False)


@given(needs, st.integers(10, 200), st.none() | st.integers(0, 8))
def test_a_table_never_exceeds_its_room(columns: list[ColumnNeed], room: int, bar_of: int | None) -> None:
    layout = fit(columns, room, bar_of=bar_of)
    assert _taken(layout) <= room
    assert 1 <= len(layout.widths) <= len(columns)


@given(needs, st.integers(10, 200))
def test_a_figure_that_is_shown_is_whole(columns: list[ColumnNeed], room: int) -> None:
    layout = fit(columns, room)
    if len(layout.widths) > 1:
        assert all(
            width >= column.body
            for column, width in zip(columns, layout.widths, strict=False)
            if not column.text
        )
