"""Tables put into pages of the documentation, between their markers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.tables import Table
from sayso.errors import UsageError


def update(path: Path, blocks: Mapping[str, Sequence[Table]]) -> list[str]:
    """Rewrite what stands between the markers of each block that the page has.

    A block ``speed`` stands between ``<!-- bench:speed -->`` and
    ``<!-- /bench:speed -->``. Gives the names of the blocks found.
    """
    page = path.read_text(encoding="utf-8")
    updated = []
    for name, tables in blocks.items():
        filled = fill(page, name, "\n\n".join(table.markdown() for table in tables))
        if filled is not None:
            page = filled
            updated.append(name)
    if updated:
        path.write_text(page, encoding="utf-8")
    return updated


def fill(page: str, name: str, body: str) -> str | None:
    """The page with ``body`` as block ``name``, None if it has no such block.

    UsageError where only one of the two markers is there.
    """
    opening, closing = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    block = re.compile(f"{re.escape(opening)}.*?{re.escape(closing)}", re.DOTALL)
    filled, count = block.subn(lambda _: f"{opening}\n{body}\n{closing}", page)
    if page.count(opening) != count or page.count(closing) != count:
        raise UsageError(f"a block needs both {opening} and {closing}: put in the missing one")
    return filled if count else None
