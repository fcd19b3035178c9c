"""The bytes of a part of a package, inflated quickly; wherever that fails, as `zipfile` has them."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.part import blocks, entry

PIECE = 1 << 20


def inflated(
    path: Path, package: zipfile.ZipFile, part: str, tick: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """The bytes of a part, some at a time; `tick` is called now and then.

    Raises what `zipfile` raises for a part that is broken, for a wrong checksum behind its last bytes.
    """
    given = 0
    try:
        for block in blocks(str(path), entry(package, part), tick):
            given += len(block)
            yield block
    except (Odd, zipfile.BadZipFile):
        # It knows more ways to pack, and what it says of a broken part is what the refusal quotes.
        with package.open(part) as stream:
            while piece := stream.read(PIECE):
                tick()
                if given < len(piece):
                    yield piece[given:]
                given = max(given - len(piece), 0)


def reader(source: Iterator[bytes]) -> Callable[[int], bytes]:
    """A function that reads the next so many bytes, fewer at the end, as a file does."""
    held = bytearray()

    def read(count: int) -> bytes:
        while len(held) < count and (block := next(source, None)) is not None:
            held.extend(block)
        taken = bytes(held[:count])
        del held[:count]
        return taken

    return read
