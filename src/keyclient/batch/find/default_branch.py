"""What a book is called as a branch where it names none."""

from pathlib import PurePosixPath

from keyclient.ingest.cells.spans import without_periods


def default_branch(key: str, *, is_only_source: bool) -> str:
    """The branch of customers for whom the book names none.

    It is the folder below the source that contains the book. For a book directly in the source it is the name of the
    file or, with several sources, the name of the source. The period in such a name is none of the branch's: the books
    `城东支行_202602.xlsx` and `城东支行_202603.xlsx` are two months of one branch, and a folder `202603` is no branch.
    """
    source, *folders, name = PurePosixPath(key).parts
    stem = without_periods(PurePosixPath(name).stem)
    named = [branch for folder in folders if (branch := without_periods(folder))]
    if folders:
        return next(iter(named), stem or source)
    return stem or source if is_only_source else source
