"""The plain loop a user of the Python API would write: `batch_loop.py SHARE OUT`. One bad book ends it."""

import sys
from pathlib import Path

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.common.query import Query
from keyclient.answers.report import report_answer
from keyclient.answers.run import analyse_book, read_shared
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import open_book
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.render.answer import View
from keyclient.render.formats import FILES

share, out = map(Path, sys.argv[1:])
out.mkdir(parents=True)
policy, query = Policy(), Query(Lang.EN)
names = [analysis.name for analysis in ANALYSES]
for path in sorted(share.rglob("*.xlsx")):
    cells = open_book(path, sheet=None, limits=policy.read).cells()
    book = read_shared(cells, Request(policy=policy, needs_measure=False), names)
    outcomes = [analyse_book(book, name, query) for name in names]
    answer = report_answer(outcomes, book, query)
    (out / f"{path.parent.name}.xlsx").write_bytes(FILES[".xlsx"](answer, View(query.lang)))
