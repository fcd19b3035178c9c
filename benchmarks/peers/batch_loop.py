"""The plain loop a user of the Python API would write: `batch_loop.py SHARE OUT`. One bad book ends it."""

import sys
from pathlib import Path

from keyclient.answers.query import Query
from keyclient.answers.report import report_answer
from keyclient.answers.table import ANALYSES, analysed, read_once
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import open_book
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.render.answer import View
from keyclient.render.formats import FILES

share, out = map(Path, sys.argv[1:])
out.mkdir(parents=True)
policy, query = Policy(), Query(Lang.EN)
for path in sorted(share.rglob("*.xlsx")):
    cells = open_book(path, sheet=None, limits=policy.read).cells()
    book = read_once(cells, Request(policy=policy, needs_measure=False), tuple(ANALYSES))
    outcomes = [analysed(book, name, query) for name in ANALYSES]
    answer = report_answer(outcomes, book, query)
    (out / f"{path.parent.name}.xlsx").write_bytes(FILES[".xlsx"](answer, View(query.lang)))
