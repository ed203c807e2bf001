from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from sayso.web.security import MAX_BODY
from tests.made import made_article
from tests.web.conftest import Open, hostile_article
from tests.web.test_pages import PAGES


@pytest.mark.parametrize("page", [*PAGES, "/nowhere", "/static/site.css", "/statements/zz"])
def test_every_answer_has_a_strict_policy(client: TestClient, page: str) -> None:
    headers = client.get(page).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy


def test_hostile_text_is_only_text(path: Path, open_site: Open) -> None:
    article = hostile_article()
    with Ledger.open(path, write=True) as ledger:
        ledger.add([article])
        speakers = [each.id for each in ledger.people()]
    client = open_site(path)
    pages = [
        *PAGES,
        f"/articles/{article.id}",
        f"/articles/{article.id}?view=reader",
        f"/statements/{article.statements[0].id}",
        *(f"/speakers/{each}" for each in speakers),
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/speakers?q=%3Cscript%3Ealert(1)%3C/script%3E",
    ]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code in (200, 400), page
        text = answer.text
        assert "<script>" not in text, page
        assert "<img" not in text, page
        assert "javascript:" not in text.replace("javascript:alert(3)&#34;", ""), page
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", text), page


def test_a_line_of_five_megabytes_is_shown_in_parts(path: Path, open_site: Open) -> None:
    article = made_article([("Ada Quill", "said", "word " * 1_000_000 + "end")])
    with Ledger.open(path, write=True) as ledger:
        ledger.add([article])
    client = open_site(path)
    for page in (
        f"/articles/{article.id}",
        f"/statements/{article.statements[0].id}",
        "/",
        "/search",
    ):
        answer = client.get(page)
        assert answer.status_code == 200
        assert len(answer.text) < 400_000, page
    first = client.get(f"/articles/{article.id}").text
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert client.get(onward).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "10.0.0.1", "", "[::2]"])
def test_other_names_for_this_machine_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8765", "LOCALHOST:8765"])
def test_the_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def statement(client: TestClient) -> str:
    found = re.search(r"/statements/[0-9a-f]{16}", client.get("/search").text)
    assert found
    return found.group()


def key(client: TestClient, page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', client.get(page).text)
    assert found
    return found.group(1)


def test_a_form_without_this_sites_key_changes_nothing(client: TestClient) -> None:
    page = statement(client)
    for data in ({}, {"key": "guess"}):
        answer = client.post(f"{page}/review", data={"action": "accept", "by": "Eve", **data})
        assert answer.status_code == 403
    assert "accepted" not in client.get(page).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_another_sites_page_cannot_send_a_form(client: TestClient, headers: dict[str, str]) -> None:
    page = statement(client)
    data = {"action": "accept", "by": "Eve", "key": key(client, page)}
    assert client.post(f"{page}/review", data=data, headers=headers).status_code == 403
    assert client.post("/read", data={"text": "x"}, headers=headers).status_code == 403


def test_a_site_for_reading_only_has_no_way_to_change(path: Path, open_site: Open) -> None:
    client = open_site(path, read_only=True)
    page = statement(client)
    assert "/review" not in client.get(page).text
    assert "/identity" not in client.get("/speakers/ada-quill").text
    answer = client.post(f"{page}/review", data={"action": "accept", "by": "Eve"})
    assert answer.status_code == 403


def test_a_token_is_asked_for(path: Path, open_site: Open) -> None:
    client = open_site(path, token="open sesame", local=False)
    assert client.get("/").status_code == 401
    assert client.get("/static/site.css").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    assert client.get("/", headers={"Authorization": "Bearer open sesame"}).status_code == 200
    answer = client.get("/search?q=bridge&token=open+sesame")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=bridge"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "open sesame" not in answer.headers["set-cookie"]
    assert client.get("/search?q=bridge").status_code == 200


def test_the_way_back_from_a_token_stays_on_this_site(path: Path, open_site: Open) -> None:
    client = open_site(path, token="open sesame", local=False)
    answer = client.get("//evil.example/?token=open+sesame")
    assert not answer.headers.get("location", "/").startswith("//")


def test_what_is_sent_is_bounded(client: TestClient) -> None:
    much = b"x" * (MAX_BODY + 1)
    answer = client.post("/read", files={"file": ("a.txt", much)})
    assert answer.status_code == 413

    def pieces() -> object:  # without a length that could be refused at once
        yield b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
        for _ in range(30):
            yield b"x" * 100_000
        yield b"\r\n--b--\r\n"

    answer = client.post(
        "/read",
        content=pieces(),  # type: ignore[arg-type]
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "page",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/read?example=../x"],
)
def test_no_path_comes_from_a_request(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert "create_app" not in answer.text
    assert "root:" not in answer.text


def test_a_bug_is_a_calm_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("<b>secret</b>")

    monkeypatch.setattr(Ledger, "people", broken)
    answer = client.get("/speakers")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_ledger_that_goes_away_is_said_so(path: Path, open_site: Open) -> None:
    client = open_site(path)
    with Ledger.open(path, write=True) as ledger:
        ledger.connection.execute("DROP TABLE mark")  # not one that pages need
    assert client.get("/").status_code == 200
