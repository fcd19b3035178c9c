"""Whether a row is about the customer whom its line was handed out for: sorting a part of the columns tears them apart."""

from collections.abc import Collection

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.changed import Base
from keyclient.model.bare_id import is_one_id
from keyclient.model.filled_in import FilledRow


def is_about(row: FilledRow, base: Base, names: Collection[str]) -> bool:
    """Whether a row may be that of the line that it has the number of. `names`: those of all customers who were handed out.

    It is not if it has the id of another customer, or the name of another one of the plan; a name that nobody has is a
    correction. What is blank here or there says nothing, and neither do zeros or digits that a number has lost.
    """
    given, said = base.get("customer_id"), row.text("customer_id")
    if given and said and not is_one_id(str(given), said):
        return False
    called, name = base.get("name"), row.text("name")
    if not called or not name or folded(str(called)) == folded(name):
        return True
    return folded(name) not in names
