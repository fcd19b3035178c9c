"""Whether an error is want of memory, which libraries report in words of their own."""

import errno

_SAID = (
    "memory allocation of",
    "bad_alloc",
    "cannot allocate memory",
    "unable to allocate",
    "malloc of size",
    "realloc of size",
    "out of memory",
)
"""What Rust, C++, the system, NumPy and Arrow say, in lower case. A single word such as “alloc” or “memory” proves
nothing: it may come from a cell or from a name in the file."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error, or what caused it, is want of memory."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        if isinstance(link, MemoryError) or _says_so(link):
            return True
        link = link.__cause__ or link.__context__
    return False


def _says_so(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    text = str(error).lower()
    return any(said in text for said in _SAID)
