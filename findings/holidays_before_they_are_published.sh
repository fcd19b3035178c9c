#!/usr/bin/env bash
# The package holidays answers for Chinese years whose working weekends nobody has published yet, and does not say so.
#
# Deadlines of a plan fall on working days. In China weekends are exchanged for weekdays (调休) as the State Council
# announces for one year at a time; every year since 2007 has had some.
#
# Guessed: for a year that is not announced the package raises, as chinesecalendar does, or marks the day as estimated, as
# it marks moon-dependent holidays of other countries.
# Seen, holidays 0.109 beside chinesecalendar 1.11.0: until 2026 both agree on every day since 2006, with 5 to 12 working
# weekend days a year since 2007. For 2027 holidays has none, and not one name says that it is estimated; is_working_day answers for
# 2027 as for 2026. chinesecalendar raises NotImplementedError.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check holidays==0.109 chinesecalendar==1.11.0

venv/bin/python - <<'PYTHON'
import datetime as dt

import chinese_calendar
import holidays

days = holidays.country_holidays("CN")
OPEN_SATURDAYS = range(2007, 2028)


def of_year(year):
    first = dt.date(year, 1, 1)
    return [day for n in range(366) if (day := first + dt.timedelta(n)).year == year]


def worked_weekends(year):
    return sum(day.weekday() >= 5 and days.is_working_day(day) for day in of_year(year))


counts = {year: worked_weekends(year) for year in OPEN_SATURDAYS}
print("weekend days worked, by year:", counts)
names = {name for day, name in days.items() if day.year == 2027}
print("2027:", sorted(names))
differ = [day for year in range(2006, 2027) for day in of_year(year) if days.is_working_day(day) != chinese_calendar.is_workday(day)]
print("days on which they differ, 2006 to 2026:", len(differ))
assert not differ, "the packages do not agree on published years"
assert all(counts[year] > 0 for year in range(2007, 2027)) and counts[2027] == 0, "2027 is known now, or refused"
assert not any("estimated" in name for name in names), "estimates are marked now"
try:
    chinese_calendar.is_workday(dt.date(2027, 2, 20))
except NotImplementedError as error:
    print("chinesecalendar:", error)
else:
    raise AssertionError("chinesecalendar answers for 2027 now")
PYTHON
