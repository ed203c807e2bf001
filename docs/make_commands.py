"""Writes ``commands.md`` beside it from the help of every command: ``make docs``."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("commands.md")
_INDENTED = re.compile(r"^(?P<head>[A-Z][^\n]*:)\n(?P<lines>(?:  [^\n]+\n)+)", re.MULTILINE)


def made() -> str:
    """The page as the commands of today make it."""
    command = [sys.executable, "-m", "typer", "sayso.cli", "utils", "docs", "--name", "sayso"]
    page = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    page = _INDENTED.sub(_block, page + "\n")
    return re.sub(r"\n{3,}", "\n\n", page).rstrip() + "\n"


def _block(match: re.Match[str]) -> str:
    lines = "\n".join(line[2:] for line in match["lines"].splitlines())
    return f"**{match['head'].rstrip(':')}**:\n\n```console\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(made(), encoding="utf-8")
