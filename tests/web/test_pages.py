from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from tests.web.conftest import Open, articles

PAGES = [
    "/",
    "/search",
    "/search?q=bridge",
    "/articles",
    "/speakers",
    "/speakers/ada-quill",
    "/disputes",
    "/echoes",
    "/sources",
    "/network",
    "/interactions",
    "/read",
]


def ids(path: Path) -> tuple[str, str]:
    """An article and its first statement."""
    with Ledger.open(path) as ledger:
        article = ledger.article(articles()[-1].id)
        return article.id, article.statements[0].id


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200, answer.text
    assert answer.text.count("<h1") == 1
    assert "<title>" in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_code_or_style_in_it(client: TestClient, page: str) -> None:
    text = client.get(page).text
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag or 'type="application/json"' in tag
    assert "<style" not in text
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


def test_search_says_who_what_where_and_when(client: TestClient) -> None:
    text = client.get("/search?q=bridge&speaker=Reed").text
    assert "Tom Reed" in text
    assert "Lorn Gazette" in text
    assert "7 February 2026" in text
    assert re.search(r'<mark class="m content c1 sought">bridge</mark>', text)
    assert "/statements/" in text


def test_the_address_holds_the_whole_query(client: TestClient) -> None:
    answer = client.get("/search?q=bridge&speaker=&outlet=&stance=denies&since=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=bridge&stance=denies"
    text = client.get(answer.headers["location"]).text
    assert 'value="bridge"' in text
    # A filter that is on can be taken off.
    assert 'href="/search?q=bridge"' in text


def test_facets_narrow_a_search_down(client: TestClient) -> None:
    text = client.get("/search?q=bridge").text
    assert "/search?q=bridge&amp;outlet=Lorn+Gazette" in text
    assert "/search?q=bridge&amp;since=2026-01&amp;until=2026-01" in text
    assert "2 statements" in client.get("/search?q=bridge&stance=denies").text


def test_a_search_while_typing_gives_a_part_of_the_page(client: TestClient) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8765/search?q=x"}
    answer = client.get("/search?q=bridge", headers=headers)
    assert "<html" not in answer.text
    assert "Ada Quill" in answer.text
    assert answer.headers["HX-Replace-Url"] == "/search?q=bridge"


@pytest.mark.parametrize("query", ['"open', "AND", "(", "stance=perhaps", "since=yesterday"])
def test_a_search_that_cannot_be_understood_says_why(client: TestClient, query: str) -> None:
    name, _, value = query.partition("=")
    answer = client.get("/search", params={name: value} if value else {"q": query})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_results_come_in_pages(path: Path, open_site: Open) -> None:
    from tests.made import made_article

    with Ledger.open(path, write=True) as ledger:
        ledger.add(
            made_article([("Ira Moss", "said", f"ferry {number} is late")], path=f"{number}.txt")
            for number in range(30)
        )
    client = open_site(path)
    first = client.get("/search?q=ferry").text
    (after,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(after.replace("&amp;", "&")).text
    seen = re.findall(r"/statements/([0-9a-f]{16})", first)
    more = re.findall(r"/statements/([0-9a-f]{16})", second)
    assert len(seen) == 20
    assert len(more) == 10
    assert not set(seen) & set(more)


def test_a_statement_shows_its_words_in_their_paragraph(client: TestClient, path: Path) -> None:
    _, statement = ids(path)
    text = client.get(f"/statements/{statement}").text
    assert re.search(r'class="m source"[^>]*>Mayor Ada Quill<', text)
    assert re.search(r'class="m cue">told<', text)
    assert 'class="m content c1"' in text
    assert "Said inside it" in text  # the note
    assert "reporters" in text
    assert "2 March 2026" in text
    for form in ("Plain", "Markdown", "JSON-LD"):
        assert form in text


def test_a_statement_shows_its_echoes_and_disputes(client: TestClient) -> None:
    def page(search: str) -> str:
        found = re.search(r"/statements/[0-9a-f]{16}", client.get(search).text)
        assert found
        return client.get(found.group()).text

    echoed = page("/search?q=buses")
    assert "The same elsewhere" in echoed
    assert "<del>" in echoed
    denial = page("/search?q=bribes&stance=denies")
    assert "What it denies" in denial


def test_an_article_has_every_attribution_marked(client: TestClient, path: Path) -> None:
    article, statement = ids(path)
    text = client.get(f"/articles/{article}").text
    assert f'href="/statements/{statement}"' in text
    assert 'class="m content c2"' in text  # the nested one
    assert "2 passages left out" in text
    assert "Ira Moss" in text
    plain = client.get(f"/articles/{article}?view=reader").text
    assert 'class="m ' not in plain
    assert "the bridge is safe" in plain


def test_a_speaker_has_a_page(client: TestClient) -> None:
    text = client.get("/speakers/ada-quill").text
    assert "Ada Quill" in text
    assert "What others say of them" in text
    assert "The Harbour Post" in text
    assert "/network?speaker=ada-quill" in text


def test_speakers_are_found_by_name(client: TestClient) -> None:
    assert "Tom Reed" in client.get("/speakers?q=reed").text
    assert "Nobody here has such a name" in client.get("/speakers?q=zzz").text


def test_the_network_leads_to_the_statements(client: TestClient) -> None:
    text = client.get("/network").text
    assert "/search?speaker=tom-reed&amp;about=Ada+Quill" in text
    assert "1 statement" in client.get("/search?speaker=tom-reed&about=Ada+Quill").text


def test_interactions_lead_to_their_sentences(client: TestClient) -> None:
    text = client.get("/interactions").text
    assert re.search(r'class="m cue">met<', text)
    assert "/interactions?actor=tom-reed&amp;recipient=ada-quill" in text
    assert "No interactions here" in client.get("/interactions?quad=material-conflict").text


def test_the_report_on_sources_has_numbers(client: TestClient) -> None:
    text = client.get("/sources?outlet=Lorn+Gazette").text
    assert "in Lorn Gazette" in text
    assert "named" in text
    assert 'role="alert"' in client.get("/sources?since=soon").text


@pytest.mark.parametrize(
    "page",
    ["/statements/ffffffffffffffff", "/articles/nothing", "/speakers/nobody", "/nowhere"],
)
def test_what_is_not_there_is_said_so(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 404
    assert "Not found" in answer.text


@pytest.mark.parametrize(
    "page", ["/articles?before=x", "/network?nodes=9999", "/articles/ab?view=upside-down"]
)
def test_addresses_that_ask_for_the_impossible(client: TestClient, page: str) -> None:
    assert client.get(page).status_code == 422


def test_an_empty_ledger_has_pages_too(tmp_path: Path, open_site: Open) -> None:
    with Ledger.open(tmp_path / "empty.sayso", write=True):
        pass
    client = open_site(tmp_path / "empty.sayso")
    for page in PAGES:
        if page != "/speakers/ada-quill":
            assert client.get(page).status_code == 200, page


def test_without_a_ledger_there_is_the_page_to_paste_into(open_site: Open) -> None:
    client = open_site()
    text = client.get("/").text
    assert "Nothing is stored." in text
    assert client.get("/search").status_code == 404


def test_an_article_opens_at_the_paragraph_of_an_interaction(client: TestClient) -> None:
    found = re.search(r'href="(/articles/[0-9a-f]+\?at=\d+)#at"', client.get("/interactions").text)
    assert found
    assert client.get(found[1]).text.count('id="at"') == 1
    article = found[1].partition("?")[0]
    assert 'id="at"' not in client.get(article).text
    assert client.get(f"{article}?at=99999999").status_code == 200
