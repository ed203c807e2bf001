"""The JSON API: the same records as everywhere, paged, tagged, with errors that help."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from sayso.web import Settings, create_app
from tests.made import made_article, rich_article

ROOT = "/api/v1"
LOCAL = "http://localhost"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.sayso"
    with Ledger.open(path, write=True) as ledger:
        ledger.add(
            [
                rich_article(),
                *(
                    made_article([("Ada Quill", "said", f"the bridge is safe in case {number}")])
                    for number in range(5)
                ),
            ]
        )
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(path)), base_url=LOCAL) as client:
        yield client


def get(client: TestClient, address: str, **query: Any) -> Any:  # noqa: ANN401  # JSON
    answer = client.get(ROOT + address, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_article_is_the_contract(client: TestClient) -> None:
    article = rich_article()
    assert get(client, f"/articles/{article.id}") == json.loads(json.dumps(article.to_dict()))
    assert get(client, f"/articles/{article.id[:6]}")["id"] == article.id


def test_lists_are_paged_to_their_end(client: TestClient) -> None:
    for address, items in (("/articles", "items"), ("/search", "hits")):
        seen: list[str] = []
        after = None
        for _ in range(20):
            page = get(client, address, limit=2, **({"after": after} if after else {}))
            seen += [each.get("id") or each["statement"]["id"] for each in page[items]]
            after = page["next"]
            if after is None:
                break
        assert len(seen) == len(set(seen)) == {"/articles": 6, "/search": 7}[address]


def test_the_next_page_is_linked(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/articles", params={"limit": 2, "outlet": "The Harbour Post"})
    address = answer.headers["link"].partition(">")[0].removeprefix("<")
    assert client.get(address).json()["items"] != answer.json()["items"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{ROOT}/search", params={"q": "bridge"})
    again = client.get(
        f"{ROOT}/search", params={"q": "bridge"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(
        f"{ROOT}/search", params={"q": "safe"}, headers={"If-None-Match": '"something"'}
    )
    assert other.status_code == 200


def test_searches_narrow_down(client: TestClient) -> None:
    assert get(client, "/search", q="bridge case 3")["total"] == 1
    assert get(client, "/search", hedge="secondhand")["total"] == 1
    assert get(client, "/search", speaker="Tom Reed")["total"] == 1
    assert get(client, "/search", q="bridge", facets=True)["facets"]
    assert get(client, "/interactions", type="CONSULT")["total"] == 1


def test_a_malformed_query_points_at_the_place(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/search", params={"q": 'bridge "open'})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == "urn:sayso:problem:query"
    assert problem["at"] == 7


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/articles/0000000000000000", 404),
        ("/articles/%27%20OR%201", 404),
        ("/statements/zz", 404),
        ("/nothing", 404),
        ("/speakers/nobody-of-that-name", 404),
        ("/search?stance=shouts", 422),
        ("/search?limit=0", 422),
        ("/search?after=nonsense", 400),
        ("/search?since=someday", 400),
        ("/speakers?after=-1", 400),
        ("/export/sheep", 422),
        ("/export/csv", 400),
        ("/export/jsonl?since=someday", 400),
    ],
)
def test_errors_are_problem_details(client: TestClient, address: str, status: int) -> None:
    answer = client.get(ROOT + address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]


def test_a_statement_has_all_that_is_known_of_it(client: TestClient) -> None:
    found = get(client, f"/statements/{rich_article().statements[0].id}")
    assert found["statement"] == json.loads(json.dumps(rich_article().statements[0].to_dict()))
    assert found["nested"][0]["hedge"] == "secondhand"
    assert found["provenance"]


def test_decisions_are_kept_and_taken_back(client: TestClient) -> None:
    address = f"{ROOT}/statements/{rich_article().statements[1].id}"
    by = {"by": "ira", "why": "read it twice"}
    assert client.post(f"{address}/reject", json=by).status_code == 200
    assert get(client, "/search", hedge="secondhand")["total"] == 0
    assert client.post(f"{address}/undo", json=by).status_code == 200
    assert get(client, "/search", hedge="secondhand")["total"] == 1
    edited = client.patch(address, json={**by, "stance": "denies", "speaker": "Tom Reed"})
    assert edited.status_code == 200, edited.text
    (hit,) = get(client, "/search", stance="denies")["hits"]
    assert hit["statement"]["speaker"]["name"] == "Tom Reed"
    assert [each["action"] for each in edited.json()["history"]] == ["reject", "undo", "edit"]
    wrong = client.patch(address, json={**by, "cue": "words that stand nowhere"})
    assert wrong.status_code == 400
    assert client.patch(address, json={**by, "sheep": 1}).status_code == 422


def test_nothing_is_changed_where_it_must_not_be(path: Path) -> None:
    address = f"{ROOT}/statements/{rich_article().statements[1].id}/reject"
    with TestClient(create_app(Settings(path, read_only=True)), base_url=LOCAL) as client:
        answer = client.post(address, json={"by": "ira"})
        assert (answer.status_code, answer.json()["status"]) == (403, 403)
    with TestClient(create_app(Settings(path)), base_url=LOCAL) as client:
        elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        assert client.post(address, json={"by": "x"}, headers=elsewhere).status_code == 403


def test_a_token_is_asked_for(path: Path) -> None:
    site = create_app(Settings(path, token="a long secret", local=False))
    with TestClient(site, base_url="http://news.example") as client:
        assert client.get(f"{ROOT}/search").status_code == 401
        shown = {"Authorization": "Bearer a long secret"}
        assert client.get(f"{ROOT}/search", headers=shown).status_code == 200


def test_exports_are_streamed(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/export/jsonl")
    assert json.loads(answer.text.splitlines()[0])["id"] == rich_article().id
    rows = client.get(f"{ROOT}/export/csv", params={"table": "statements"}).text.splitlines()
    assert len(rows) == 1 + 7
    assert client.get(f"{ROOT}/export/jsonl", params={"until": "1999"}).text == ""


def test_text_is_read_and_not_kept(client: TestClient, path: Path) -> None:
    text = "“We will appeal,” said Mayor Ada Quill on Monday."
    answer = client.post(f"{ROOT}/extract", json={"text": text, "published": "2026-03-04"})
    assert answer.status_code == 200, answer.text
    (statement,) = answer.json()["statements"]
    (start, end), *_ = statement["content"]["fragments"]
    assert "We will appeal" in text[start:end]
    assert statement["said_on"]["start"] == "2026-03-02"
    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 6
    assert client.post(f"{ROOT}/extract", json={"text": "a" * 200_001}).status_code == 422


def test_without_a_ledger_it_extracts() -> None:
    with TestClient(create_app(Settings()), base_url=LOCAL) as client:
        assert client.post(f"{ROOT}/extract", json={"text": ""}).json()["statements"] == []
        assert client.get(f"{ROOT}/search").status_code == 404


def test_the_description_names_every_address(client: TestClient) -> None:
    described = get(client, "/openapi.json")
    assert set(described["paths"]) == {
        "/articles",
        "/articles/{id}",
        "/disputes",
        "/echoes",
        "/events",
        "/export/{form}",
        "/extract",
        "/interactions",
        "/search",
        "/speakers",
        "/speakers/{id}",
        "/statements/{id}",
        "/statements/{id}/accept",
        "/statements/{id}/reject",
        "/statements/{id}/undo",
    }
