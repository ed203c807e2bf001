from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from tests.web.test_safety import key, statement


def test_a_statement_is_accepted_rejected_and_taken_back(client: TestClient, path: Path) -> None:
    page = statement(client)
    data = {"key": key(client, page), "by": "Ira Moss"}
    for action, state in (("accept", "accepted"), ("reject", "rejected"), ("undo", "accepted")):
        answer = client.post(f"{page}/review", data={**data, "action": action})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{page}?done={action}"
        with Ledger.open(path) as ledger:
            assert ledger.show(page.split("/")[-1]).to_dict()["review"] == state
    text = client.get(f"{page}?done=undo").text
    assert "Taken back." in text
    assert "Ira Moss" in text


def test_a_statement_is_corrected(client: TestClient, path: Path) -> None:
    page = statement(client)
    with Ledger.open(path) as ledger:
        before = ledger.statement(page.split("/")[-1])
    data = {
        "key": key(client, page),
        "by": "Ira Moss",
        "why": "misread",
        "action": "edit",
        "speaker": "Tom Reed",
        "stance": "questions",
        "content": before.content.text.replace("\n", "\r\n"),
    }
    assert client.post(f"{page}/review", data=data).status_code == 303
    with Ledger.open(path) as ledger:
        after = ledger.statement(before.id)
    assert [each.name for each in after.speakers] == ["Tom Reed"]
    assert after.stance == "questions"
    assert after.content == before.content


def test_a_correction_that_cannot_be_made_keeps_what_was_typed(client: TestClient) -> None:
    page = statement(client)
    data = {
        "key": key(client, page),
        "by": "Ira Moss",
        "action": "edit",
        "cue": "words that stand nowhere",
    }
    answer = client.post(f"{page}/review", data=data)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="words that stand nowhere"' in answer.text


def test_who_reviews_says_who_they_are(client: TestClient) -> None:
    page = statement(client)
    data = {"key": key(client, page), "by": "  ", "action": "accept"}
    assert client.post(f"{page}/review", data=data).status_code == 400


def test_two_speakers_become_one_and_two_again(client: TestClient, path: Path) -> None:
    page = "/speakers/ada-quill"
    data = {"key": key(client, page), "by": "Ira Moss"}
    answer = client.post(f"{page}/identity", data={**data, "action": "merge", "other": "Tom Reed"})
    assert answer.status_code == 303, answer.text
    text = client.get(page).text
    assert "Tom Reed" in text.split("Also called", 1)[1]
    with Ledger.open(path) as ledger:
        decision = ledger.decisions("ada-quill")[0].key
    answer = client.post(
        f"{page}/identity", data={**data, "action": "undo", "decision": str(decision)}
    )
    assert answer.status_code == 303
    assert client.get("/speakers/tom-reed").status_code == 200


def test_a_merge_with_nobody_is_explained(client: TestClient) -> None:
    page = "/speakers/ada-quill"
    data = {"key": key(client, page), "by": "Ira Moss", "action": "merge", "other": "Nobody Known"}
    answer = client.post(f"{page}/identity", data=data)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
