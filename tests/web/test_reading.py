from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from tests.web.conftest import Open

STORY = (
    "HAVEN, March 2 — “The bridge is safe,” Mayor Ada Quill told reporters on Monday.\n\n"
    "Minister Tom Reed denied that she had read the report."
)


def test_pasted_text_is_read_and_not_kept(path: Path, open_site: Open) -> None:
    client = open_site(path)
    answer = client.post("/read", data={"text": STORY})
    assert answer.status_code == 200
    assert "Ada Quill" in answer.text
    assert 'class="m cue' in answer.text
    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 6


def test_pasted_text_is_kept_if_asked(path: Path, open_site: Open) -> None:
    client = open_site(path)
    shown = client.post("/read", data={"text": STORY}).text
    found = re.search(r'name="key" value="([^"]+)"', shown)
    assert found
    assert client.post("/read", data={"text": STORY, "keep": "yes"}).status_code == 403
    answer = client.post("/read", data={"text": STORY, "keep": "yes", "key": found.group(1)})
    assert "Kept in the ledger" in answer.text
    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 7


@pytest.mark.parametrize(
    "name", ["story.txt", "../../etc/passwd", "http://evil.example/x", "a" * 900]
)
def test_a_file_is_read_whatever_it_is_called(open_site: Open, name: str) -> None:
    answer = open_site().post("/read", files={"file": (name, STORY.encode())})
    assert answer.status_code == 200
    assert "Ada Quill" in answer.text


def test_nothing_is_no_text(open_site: Open) -> None:
    answer = open_site().post("/read", data={"text": "  \n "})
    assert answer.status_code == 400
    assert "There is nothing to read yet" in answer.text


def test_a_picture_is_no_story(open_site: Open) -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    answer = open_site().post("/read", files={"file": ("a.png", data)})
    assert answer.status_code == 200
    assert "0 statements" in answer.text
    assert 'class="problem"' in answer.text


def test_hostile_text_is_shown_as_text(open_site: Open) -> None:
    evil = "“<script>alert(1)</script>,” said Ada \u202eQuill. <img src=x onerror=alert(2)>"
    text = open_site().post("/read", data={"text": evil}).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "\u202e" not in text


def test_very_long_text_is_refused_with_a_way_out(open_site: Open) -> None:
    answer = open_site().post("/read", data={"text": "word " * 120_000})
    assert answer.status_code == 413
    assert "sayso read FILE" in answer.text


def test_the_examples_can_be_looked_at(open_site: Open) -> None:
    text = open_site().get("/read?example=harbour-strike").text
    shown = re.search(r"<textarea[^>]*>(.+?)</textarea>", text, re.DOTALL)
    assert shown
    assert len(shown.group(1)) > 500
