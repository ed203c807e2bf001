from __future__ import annotations

import hashlib
import json
import threading
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Article
from sayso.web.citing import citations
from sayso.web.layouts import layout
from sayso.web.marking import excerpt, marked
from sayso.web.remembering import Remembered
from sayso.web.templating import displayed
from sayso.web.wording import clipped, count, day, described, month
from tests.made import rich_article


def words(article: Article, start: int = 0, end: int | None = None) -> str:
    found = marked(article.text, article.statements, start, end)
    return "".join(piece.text for each in found for piece in each.pieces)


def test_marked_paragraphs_hold_every_word() -> None:
    article = rich_article()
    assert words(article).split() == article.text.replace("\n", "").split()


@given(st.integers(0, 150), st.integers(0, 200))
def test_any_part_of_a_text_can_be_marked(start: int, length: int) -> None:
    article = rich_article()
    part = article.text[start : start + length]
    assert "".join(words(article, start, start + length).split()) == "".join(part.split())


def test_an_excerpt_has_the_three_parts_and_what_was_searched() -> None:
    article = rich_article()
    statement = article.statements[0]
    at = statement.content.text.index("bridge")
    pieces = excerpt(article.text, 0, statement, [(at, at + 6)])
    by_role = {piece.roles: piece.text for piece in pieces}
    assert by_role["source"] == "Mayor Ada Quill"
    assert by_role["cue"] == "told"
    assert by_role["content c1 sought"] == "bridge"


def test_citations_name_who_and_where() -> None:
    article = rich_article()
    plain, markdown, linked = citations(article, article.statements[0])
    assert "Ada Quill" in plain.text
    assert "The Harbour Post, 2 March 2026" in plain.text
    assert markdown.text.startswith("> “The note read")
    assert "(https://harbour.example/bridge)" in markdown.text
    assert json.loads(linked.text)["@context"] == "https://schema.org"


def test_words_for_numbers_and_days() -> None:
    assert count(1, "statement") == "1 statement"
    assert count(1234, "statement") == "1,234 statements"
    assert day("2026-03-02T10:00:00Z") == "2 March 2026"
    assert day("2026-03") == "March 2026"
    assert day("soon") == "soon"
    assert day("2026-99-99") == "2026-99-99"
    assert month("2026-03") == "Mar 2026"
    assert clipped("one two three", 9) == "one two …"
    assert clipped("x" * 50, 10) == "x" * 10 + " …"
    assert described(["Mr.", "mayor of Haven"]) == "mayor of Haven"


@given(st.text(alphabet=st.characters()))
def test_nothing_that_turns_or_breaks_a_page_is_displayed(text: str) -> None:
    shown = str(displayed(text))
    assert len(shown) == len(text)
    shown.encode()
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00")


def test_a_network_is_laid_out_the_same_each_time() -> None:
    edges = [(0, 1, 3.0), (0, 2, 1.0), (3, 4, 1.0)]
    first = layout(6, edges)
    assert np.array_equal(first, layout(6, edges))
    assert np.isfinite(first).all()
    gaps = np.linalg.norm(first[:, None] - first[None, :], axis=2) + np.eye(6) * 1e9
    assert gaps.min() > 5


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_small_networks_have_places_too(nodes: int) -> None:
    assert layout(nodes, []).shape == (nodes, 2)


def test_a_count_is_taken_once_while_it_is_fresh() -> None:
    remembered, counted = Remembered(), []

    def dear() -> int:
        counted.append(1)
        return len(counted)

    assert remembered.get("a", dear) == remembered.get("a", dear) == 1
    assert remembered.get("b", dear) == 2
    remembered.forget()
    assert remembered.get("a", dear) == 3


def test_many_threads_count_once() -> None:
    remembered, counted = Remembered(), []
    gate = threading.Barrier(8)

    def ask() -> None:
        gate.wait()
        remembered.get("a", lambda: counted.append(1))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert counted == [1]


def test_vendored_files_are_what_they_are_said_to_be() -> None:
    folder = files("sayso.web") / "static" / "vendor"
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (folder / "VENDOR.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| file", "| ---"))
    ]
    listed = {row[0]: row[-1] for row in rows}
    there = {each.name for each in folder.iterdir() if each.name.endswith((".js", ".woff2"))}
    assert set(listed) == there
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    for row in rows:
        assert (folder / "licenses" / row[4]).is_file()
