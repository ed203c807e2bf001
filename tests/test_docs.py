"""What the documentation shows has to work, and what there is has to be shown."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from docs.make_commands import PAGE, made
from sayso.ledger import Ledger
from tests.made import rich_article

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    examples = sorted((ROOT / "src/sayso/examples").glob("*.txt"))
    shutil.copy(examples[0], tmp_path / "story.txt")
    shutil.copytree(ROOT / "src/sayso/examples", tmp_path / "news")
    with Ledger.open(tmp_path / "politics.sayso", write=True) as ledger:
        ledger.add([rich_article()])
    monkeypatch.chdir(tmp_path)
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), {})


def test_every_command_and_option_is_in_the_docs() -> None:
    assert PAGE.read_text("utf-8") == made(), "the help has changed: run make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
