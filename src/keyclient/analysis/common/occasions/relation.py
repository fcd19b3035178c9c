"""A contact that is overdue for her tier, or a complaint."""

from keyclient.analysis.common.evidence.relation_evidence import complaint, overdue
from keyclient.analysis.common.occasions.found import Found, found
from keyclient.analysis.common.occasions.look import Look
from keyclient.analysis.common.occasions.occasion import Occasion


def contact_overdue(look: Look) -> Found:
    """No contact for longer than the interval of her tier; with a customer of a few days the relation has not begun."""
    one = overdue(look.books, look.books.newest)
    return found(Occasion.OVERDUE, one.holds, one.known, look.evident(one))


def complained(look: Look) -> Found:
    """A complaint, of a new customer too."""
    one = complaint(look.books, look.books.newest)
    return found(Occasion.COMPLAINT, one.holds, one.known, look.evident(one))
