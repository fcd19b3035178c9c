"""When the bank is open (`maturity`, `plan`, `today`)."""

import datetime as dt
from typing import Annotated

from pydantic import model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyPart


class CalendarPolicy(PolicyPart):
    """Working days."""

    title = Label("Working days", "工作日")

    published: Annotated[
        bool,
        Label(
            "Use the published calendar of Chinese public holidays, where keyclient[calendar] is installed. For a year without "
            "one only Saturdays and Sundays are closed, and that is told.",
            "采用国务院公布的放假安排（需安装 keyclient[calendar]）；未公布的年份仅按周六、周日休息，并予以提示。",
        ),
    ] = True
    holidays: Annotated[
        tuple[dt.date, ...],
        Label(
            "Further days from Monday to Friday on which the bank is closed: holidays = [2026-10-01, 2026-10-02].",
            "另行指定的周一至周五休息日：holidays = [2026-10-01, 2026-10-02]。",
        ),
    ] = ()
    workdays: Annotated[
        tuple[dt.date, ...],
        Label(
            "Further days on which the bank is open, such as a Saturday: workdays = [2026-10-10].",
            "另行指定的上班日（如调休的周六）：workdays = [2026-10-10]。",
        ),
    ] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> "CalendarPolicy":
        if set(self.holidays) & set(self.workdays):
            rule = Label("a day is either a holiday or a workday", "同一天不能既为休息日又为上班日")
            raise Contradiction(rule, "holidays", "workdays")
        return self
