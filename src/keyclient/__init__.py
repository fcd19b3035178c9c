"""Who are our key customers, what do they need, and whom do we call today.

Reading a book and analysing it from Python::

    from keyclient.ingest.base.request import Request
    from keyclient.ingest.load import load
    from keyclient.analysis.segment.calculate import segment
    from keyclient.policy.models import Policy

    loaded = load("book.xlsx", Request(policy=Policy()))
    result = segment(loaded.portfolio, Policy().segment)

Importing this package is cheap on purpose: pandas and the readers are imported when a book is read.
"""

__version__ = "0.1.0"
