"""Atom feeds of searches: valid, stable, and safe whatever the text holds."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from sayso.watching import SystemClock, save
from sayso.web import Settings, create_app
from tests.made import made_article, rich_article

LOCAL = "http://localhost"
HOSTILE = "<script>alert(1)</script> & \x00\x0b\u202e ]]> \ufffe end"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.sayso"
    with Ledger.open(path, write=True) as ledger:
        with ledger.writing("test") as writer:
            writer.add(rich_article())
            for number, day in enumerate(["2026-03-04", "1999-01-01", "2026-03-02"]):
                claims = [("Ada Quill", "said", f"the bridge is safe in case {number}")]
                writer.add(made_article(claims, published=day))
            hostile = made_article([("Ira <b>Moss</b>", "said", HOSTILE)])
            writer.add(replace(hostile, title=HOSTILE, url="javascript:alert(1)", outlet="<i>"))
        save(ledger, "b.ridge", "bridge", {"speaker": ["Quill"]}, clock=SystemClock())
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(path)), base_url=LOCAL) as client:
        yield client


def parsed(client: TestClient, address: str) -> Any:  # noqa: ANN401  # feedparser has no types
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def test_a_feed_of_a_search(client: TestClient) -> None:
    found = parsed(client, "/feeds/statements.atom?q=bridge+case&speaker=Quill")
    # The last that came, not the last that was said.
    assert [each.title[-6:] for each in found.entries] == ["case 2", "case 1", "case 0"]
    entry = found.entries[0]
    assert entry.title == "Ada Quill: the bridge is safe in case 2"
    assert entry.author == "Ada Quill"
    assert entry.id.startswith("urn:sayso:statement:")
    assert client.get(entry.link.removeprefix(LOCAL)).status_code == 200
    assert "<b>the bridge is safe in case 2</b>" in entry.content[0].value
    assert found.feed.id.startswith("urn:sayso:search:")
    assert "bridge case, speaker Quill" in found.feed.title
    assert {link.rel for link in found.feed.links} == {"self", "alternate"}


def test_what_every_feed_must_have(client: TestClient) -> None:
    """RFC 4287, 4.1: id, title and updated, once each, in the feed and in each entry."""
    for address in ("/feeds/statements.atom", "/feeds/statements.atom?q=nothingofthatkind"):
        root = ElementTree.fromstring(client.get(address).content)
        assert root.tag == f"{ATOM}feed"
        for element in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (child,) = element.findall(f"{ATOM}{name}")
                assert (child.text or "").strip()
        assert root.find(f"{ATOM}author") is not None
        moments = [each.text or "" for each in root.iter(f"{ATOM}updated")]
        assert all(len(each) == 20 and each.endswith("Z") for each in moments)
        assert moments[0] == max(moments)
    ids = [
        each.text for each in ElementTree.fromstring(client.get(address).content).iter(f"{ATOM}id")
    ]
    assert len(ids) == len(set(ids))


def test_ids_stay_and_differ(client: TestClient) -> None:
    one, other = (
        parsed(client, f"/feeds/statements.atom?q={words}") for words in ("bridge", "safe")
    )
    again = parsed(client, "/feeds/statements.atom?q=bridge")
    assert one.feed.id == again.feed.id != other.feed.id
    assert [each.id for each in one.entries] == [each.id for each in again.entries]


def test_hostile_text_is_escaped(client: TestClient) -> None:
    (entry,) = parsed(client, "/feeds/statements.atom?q=alert").entries
    text = client.get("/feeds/statements.atom?q=alert").text
    assert "<script>" not in text
    assert "&amp;lt;script&amp;gt;" in text
    assert "javascript:" not in text
    assert not set(text) & {"\x00", "\x0b", "\u202e", "\ufffe"}
    assert entry.title.startswith("Ira")


def test_a_feed_is_sent_again_only_if_it_has_changed(client: TestClient, path: Path) -> None:
    address = "/feeds/statements.atom?q=bridge"
    tag = client.get(address).headers["etag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    with Ledger.open(path, write=True) as ledger, ledger.writing("test") as writer:
        writer.add(made_article([("Tom Reed", "said", "a bridge is new")]))
    new = client.get(address, headers={"If-None-Match": tag})
    assert new.status_code == 200
    assert "a bridge is new" in new.text


def test_what_a_review_changed_is_newer(client: TestClient, path: Path) -> None:
    address = "/feeds/statements.atom?q=case"
    before = parsed(client, address).entries
    with Ledger.open(path, write=True) as ledger:
        name = before[0].id.rpartition(":")[2]
        ledger.edit(name, by="ira", stance="denies")
        ledger.connection.execute("UPDATE review SET at = '2099-01-01T00:00:00Z'")
        ledger.reject(before[1].id.rpartition(":")[2], by="ira")
    after = parsed(client, address)
    assert [each.id for each in after.entries] == [before[0].id, before[2].id]
    assert after.feed.updated == after.entries[0].updated == "2099-01-01T00:00:00Z"
    assert after.entries[0].published == before[0].published


def test_a_search_that_is_kept_has_a_feed(client: TestClient) -> None:
    found = parsed(client, "/feeds/searches/b.ridge.atom")
    assert len(found.entries) == 4
    assert found.feed.title.startswith("b.ridge")
    (page,) = [link.href for link in found.feed.links if link.rel == "alternate"]
    assert client.get(page.removeprefix(LOCAL)).status_code == 200
    assert client.get("/feeds/searches/none.atom").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [("q=(open", 400), ("stance=shouts", 422), ("since=someday", 400), ("article=zz", 404)],
)
def test_what_cannot_be_asked(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"/feeds/statements.atom?{query}")
    assert answer.status_code in (status, 400)
    assert "Traceback" not in answer.text


def test_the_page_of_a_search_leads_to_its_feed(client: TestClient) -> None:
    page = client.get("/search?q=bridge&speaker=Quill&unnamed=yes&sort=oldest").text
    assert page.count("/feeds/statements.atom?q=bridge&amp;speaker=Quill&amp;unnamed=yes") == 2
    assert 'rel="alternate" type="application/atom+xml"' in page
    assert "Feed of this search" in page
    address = "/feeds/statements.atom?q=bridge&speaker=Quill&unnamed=yes"
    assert parsed(client, address).entries == []
    assert "/feeds/" not in client.get("/search?q=(open").text
