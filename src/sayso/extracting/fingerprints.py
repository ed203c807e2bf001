"""Which model a record comes from, in a form that can be kept beside it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def fingerprint(folder: Path) -> str:
    """16 hex digits that depend on the files of the model in ``folder`` alone."""
    hashed = hashlib.blake2b(digest_size=8)
    for name in ("config.json", "model.onnx", "tokenizer.json"):
        with (folder / name).open("rb") as file:
            hashed.update(hashlib.file_digest(file, "blake2b").digest())
    return hashed.hexdigest()
