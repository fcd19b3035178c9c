from keyclient.model.mapped import Mapped


def test_items_are_made_when_they_are_asked_for() -> None:
    made: list[int] = []

    def square(number: int) -> int:
        made.append(number)
        return number * number

    squares = Mapped(square, range(1, 1_000_000))
    assert (len(squares), made) == (999_999, [])
    assert (squares[2], squares[-1], list(squares[3:5])) == (9, 999_999**2, [16, 25])
    assert made == [3, 999_999, 4, 5]
    assert list(Mapped(str, [1, 2])) == ["1", "2"]
