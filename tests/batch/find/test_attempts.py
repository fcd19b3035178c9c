import errno

import pytest

from keyclient.batch.find.attempts import Attempts, is_temporary


def _error(number: int, windows: int | None = None) -> OSError:
    error = OSError(number, "share")
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (_error(errno.EIO), True),
        (_error(errno.ESTALE), True),
        (_error(errno.ENETUNREACH), True),
        (_error(errno.EINVAL, 59), True),
        (_error(errno.EINVAL, 64), True),
        (_error(errno.EACCES, 5), False),
        (_error(errno.EACCES), False),
        (_error(errno.ENOENT), False),
        (_error(errno.ENOSPC), False),
    ],
)
def test_network_errors_are_temporary_and_others_are_not(error: OSError, *, passes: bool) -> None:
    assert is_temporary(error) is passes


def test_pauses_double_until_it_works() -> None:
    pauses: list[float] = []
    left = [_error(errno.EIO), _error(errno.ESTALE)]

    def action() -> str:
        if left:
            raise left.pop()
        return "done"

    assert Attempts(3, 2.0, pauses.append).run(action) == "done"
    assert pauses == [2.0, 4.0]


def test_last_error_is_raised_and_a_lasting_one_at_once() -> None:
    pauses: list[float] = []
    attempts = Attempts(2, 1.0, pauses.append)

    def always(number: int) -> None:
        raise _error(number)

    with pytest.raises(OSError, match="share"):
        attempts.run(lambda: always(errno.EIO))
    assert pauses == [1.0]
    with pytest.raises(OSError, match="share"):
        attempts.run(lambda: always(errno.EACCES))
    assert pauses == [1.0]
