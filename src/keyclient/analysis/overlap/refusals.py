"""Why one book of a report has no overlap."""

from keyclient.analysis.common.refusals import NothingToTell
from keyclient.model.label import Label


class NothingSharedError(NothingToTell):
    """Nobody in the book stands under several managers or branches, or looks like somebody else."""

    sentence = Label(
        "No customer of the book is claimed twice. To join the books of several branches: keyclient overlap BOOK ...",
        "表内没有被重复认领的客户。如需匹配多个机构的表格：keyclient overlap 客户表 ……",
    )
