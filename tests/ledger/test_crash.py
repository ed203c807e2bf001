"""A process that is killed at any moment loses nothing that it wrote and doubles nothing."""

import os
import random
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.records import Article
from tests.made import made_article

KILLS = 50
ARTICLES = 400
WRITE = textwrap.dedent(
    """
    import sys
    from tests.ledger.test_crash import articles
    from sayso.ledger import Ledger

    print("begun", flush=True)
    with Ledger.open(sys.argv[1], write=True) as ledger:
        with ledger.writing("test") as writer:
            for at, article in enumerate(articles()):
                if not writer.has(article.id):
                    writer.add(article)
                if at % 5 == 4:
                    writer.flush()
        ledger.link()
    """
)


def articles() -> list[Article]:
    """Always the same, with the same words here and there, for what ties them together."""
    dice = random.Random(5)
    names = ["Ada Quill", "Tom Reed", "Ira Moss", "Lena Orr"]
    things = ["the bridge is safe", "the vote was fair", "the harbour will stay open"]
    return [
        made_article(
            [
                (
                    dice.choice(names),
                    dice.choice(["said", "denied"]),
                    f"{dice.choice(things)} after all that was heard of case {number} {at}",
                )
                for at in range(dice.randint(1, 6))
            ],
            path=f"{number}.txt",
        )
        for number in range(ARTICLES)
    ]


def check(ledger: Ledger, expected: dict[str, Article]) -> int:
    """Whole articles or none of them, each once, and the index says the same."""
    assert ledger.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert ledger.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = list(ledger.articles())
    assert len({article.id for article in found}) == len(found)
    for article in found:
        # Which one repeats which is found out later, and depends on what is there already.
        alone = replace(article, duplicate_of=None, similarity=None)
        assert alone == expected[article.id]
    return len(found)


@pytest.mark.slow
def test_killed_fifty_times_it_ends_as_if_it_had_run_through(tmp_path: Path) -> None:
    expected = {article.id: article for article in articles()}
    dice = random.Random(11)
    path = tmp_path / "killed.sayso"
    root = Path(__file__).parents[2]
    kills = 0
    for _ in range(4 * KILLS):
        if kills == KILLS:
            break
        process = subprocess.Popen(
            [sys.executable, "-c", WRITE, path],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdout is not None
        with process:
            assert process.stdout.read(5) == b"begun"
            try:
                process.wait(dice.uniform(0.0, 0.25))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                kills += 1
        if path.exists() and path.stat().st_size:
            with Ledger.open(path, write=True) as ledger:
                whole = check(ledger, expected) == len(expected)
            if whole and kills < KILLS - 1:
                path.unlink()  # begin anew, so that every moment has its turn
    assert kills == KILLS
    with Ledger.open(path, write=True) as ledger:
        ledger.add(articles())
        assert check(ledger, expected) == len(expected)
    with Ledger.open(tmp_path / "straight.sayso", write=True) as straight:
        straight.add(articles())
        counted = straight.counts()
    with Ledger.open(path) as ledger:
        assert ledger.counts() == counted
