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
    assert fit([FIGURE, NAME], 200, bar_of=0) == TableLayout((18, 60), 24, (0, 1))


def test_headings_are_wrapped_before_names_are_cut() -> None:
    assert fit([FIGURE, NAME], 71).widths == (9, 60)


def test_names_are_cut_before_the_bar_goes() -> None:
    layout = fit([FIGURE, NAME], 40, bar_of=0)
    assert layout == TableLayout((9, 19), 8, (0, 1))


def test_figures_are_never_cut_but_left_out_from_the_right() -> None:
    assert fit([FIGURE] * 4, 31).widths == (9, 9, 9)


def test_the_text_that_names_a_row_stays_whole_before_the_last_columns_do() -> None:
    name = ColumnNeed(heading=6, wrapped=6, body=16, text=True)
    assert fit([name, FIGURE, FIGURE], 32).widths == (16, 9)
    assert fit([FIGURE, name, FIGURE], 32).widths == (9, 10, 9)


def test_spare_columns_go_before_those_on_their_right() -> None:
    less, least = FIGURE._replace(spare=1), FIGURE._replace(spare=2)
    assert fit([FIGURE, least, less, FIGURE], 31).kept == (0, 2, 3)
    assert fit([FIGURE, least, less, FIGURE], 20).kept == (0, 3)
    assert fit([least, FIGURE], 9).kept == (0,)


def test_columns_to_spare_go_before_texts_are_cut_short() -> None:
    name = ColumnNeed(heading=4, wrapped=4, body=20, text=True)
    assert fit([FIGURE, name, FIGURE._replace(spare=1)], 29) == TableLayout((9, 18), 0, (0, 1))


def test_columns_to_spare_go_before_texts_that_need_more_to_say_something() -> None:
    why = NAME._replace(least=32)
    assert fit([FIGURE, NAME, FIGURE._replace(spare=1)], 60).kept == (0, 1, 2)
    assert fit([FIGURE, why, FIGURE._replace(spare=1)], 60).kept == (0, 1, 2)
    assert fit([FIGURE, NAME, FIGURE._replace(spare=1)], 50).kept == (0, 1, 2)
    assert fit([FIGURE, why, FIGURE._replace(spare=1)], 50).kept == (0, 1)
    assert fit([FIGURE, why, FIGURE], 50).kept == (0, 1, 2)


def test_a_telephone_number_is_not_cut_unless_it_is_no_such_number() -> None:
    assert not need("phone", ["13800001111"], text=True, whole=True).text
    assert need("phone", ["13800001111 (evenings), 010-62345678"], text=True, whole=True).text


def test_a_bar_goes_with_the_column_it_belongs_to() -> None:
    assert fit([FIGURE, FIGURE], 19, bar_of=1) == TableLayout((18,), 0, (0,))


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
            width >= columns[place].body
            for place, width in zip(layout.kept, layout.widths, strict=True)
            if not columns[place].text
        )
