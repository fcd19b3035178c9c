"""What of a list of calls has a date, as events of a calendar."""

import datetime as dt

import icalendar

from keyclient.model.filled_in import FilledIn, FormKind
from tests.analysis.today.made import answered, filled

FEB = {day: dt.date(2026, 2, day) for day in range(1, 29)}
BOOK = "customer_id|name|value|birth_date|maturity_date|maturity_amount\na|Li|50|1980-02-03|{matures}|9"


def events(*written: FilledIn, matures: str = "2026-02-04") -> dict[str, tuple[str, dt.date]]:
    """The summary and the day of each event by its id."""
    content = answered(BOOK.format(matures=matures), written=written).files["calendar"]()
    assert content is not None
    found = icalendar.Calendar.from_ical(content.decode()).walk("VEVENT")
    return {str(one["uid"]): (str(one["summary"]), one.decoded("dtstart")) for one in found}


def _appointed(day: dt.date) -> FilledIn:
    return filled({"customer_id": "a", "status": "appointment", "contacted_on": day})


def _due(day: dt.date) -> FilledIn:
    return filled({"line_id": "L", "customer_id": "a", "deadline": day, "status": "todo"}, kind=FormKind.PLAN)


def test_an_appointment_or_a_plan_line_that_moves_is_the_same_event() -> None:
    before = events(_appointed(FEB[5]), _due(dt.date(2026, 1, 20)))
    after = events(_appointed(FEB[9]), _due(dt.date(2026, 1, 22)))
    assert before.keys() == after.keys()
    moved = sorted(after[uid][1] for uid in before if before[uid] != after[uid])
    assert moved == [dt.date(2026, 1, 22), FEB[9]]


def test_another_maturity_is_another_event() -> None:
    assert len({*events(), *events(matures="2026-02-06")}) == 3
