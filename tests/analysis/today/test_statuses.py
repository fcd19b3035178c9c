"""What people write beside a call."""

import pytest

from keyclient.analysis.today.statuses import status_of
from keyclient.model.forms import CALL_STATUSES


@pytest.mark.parametrize(
    ("cell", "status"),
    [("contacted", "contacted"), ("已联系", "contacted"), (" No  Answer", "no_answer"), ("约见", "appointment"),
     ("later", None), ("", None), (None, None), (3, None)],
)  # fmt: skip
def test_a_status_is_its_code_or_its_word_in_either_language(
    cell: str | int | None, status: str | None
) -> None:
    assert status_of(cell, CALL_STATUSES) == status
