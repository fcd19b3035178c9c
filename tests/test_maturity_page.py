"""The worked example of docs/maturity.md is what the program computes."""

import re
from pathlib import Path

from tests.analysis.books import figures
from tests.analysis.maturity.maturing import taken_over

TEXT = (Path(__file__).parent.parent / "docs" / "maturity.md").read_text(encoding="utf-8")
_ROW = re.compile(
    r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+|gone) \| (\d+|gone) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE
)


def test_the_customers_of_the_page() -> None:
    rows = _ROW.findall(TEXT)
    old, new = ["id | aum | date | amount"], ["id | aum | date | amount"]
    for number, (aum, term, matured, aum_now, term_now, *_) in enumerate(rows):
        old.append(f"c{number} | {aum} | 2026-11-10 | {matured}")
        if int(term) > int(matured):
            old.append(f"c{number} | {aum} | 2027-11-10 | {int(term) - int(matured)}")
        if aum_now != "gone":
            new.append(f"c{number} | {aum_now} | {'2027-12-01' if int(term_now) else ''} | {term_now}")
    found = taken_over("\n".join(old), "\n".join(new))
    told = {line.customer_id: figures(line.rolled, line.parked, line.left) for line in found.lines}
    assert told == {f"c{number}": tuple(map(int, row[5:])) for number, row in enumerate(rows)}
    said = f"Of {found.matured}, {found.rolled} was rolled over, {found.parked} is parked and {found.left} has left"
    assert (
        f"{said.replace('.00', '')}; {found.taken_over} of {found.customers} customers were taken over"
        in TEXT
    )
