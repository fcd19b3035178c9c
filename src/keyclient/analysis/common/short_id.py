"""A text of few letters that is the same whenever it is made of the same words."""

import base64
import hashlib

_BYTES = 10


def short_id(said: str) -> str:
    """Sixteen letters and digits of five bits each, from the SHA-256 of the words; its beginning will do for few of them."""
    return base64.b32encode(hashlib.sha256(said.encode()).digest()[:_BYTES]).decode()
