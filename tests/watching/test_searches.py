"""Saved searches: what is kept, and what is sent to whom."""

import hashlib
import hmac
import json
from typing import Any

import pytest

from sayso.errors import QueryError, UnknownError, UsageError
from sayso.ledger import Filters, Ledger
from sayso.watching import SavedSearch, all_saved, remove, save, saved, signature
from tests.made import made_article
from tests.watching.support import FakeClock, Internet, Make


def keep(
    ledger: Ledger, name: str, query: str = "", *, webhook: str | None = None, **filters: object
) -> SavedSearch:
    given: Filters = filters  # type: ignore[assignment]
    return save(ledger, name, query, given, webhook=webhook, clock=FakeClock())


def tell(ledger: Ledger, *numbers: int, who: str = "Ada Quill") -> None:
    with ledger.writing("test") as writer:
        for number in numbers:
            writer.add(made_article([(who, "said", f"case {number} is open")]))


def sent(web: Internet) -> list[list[str]]:
    return [
        [hit["statement"]["content"]["text"] for hit in json.loads(body)["hits"]]
        for _, body in web.posted
    ]


def test_searches_are_kept(ledger: Ledger) -> None:
    keep(ledger, "b-ridge", "bridge OR tunnel", stance=["denies"], webhook="https://x.example/h")
    keep(ledger, "all")
    first, second = all_saved(ledger)
    assert (first.name, first.query, first.webhook, first.secret) == ("all", "", None, None)
    assert second.filters == {"stance": ["denies"]}
    assert second.feed == "/feeds/searches/b-ridge.atom"
    assert second.secret
    assert second.secret not in repr(second)
    assert second.secret not in json.dumps(second.to_dict())
    remove(ledger, "all")
    with pytest.raises(UnknownError, match="sayso searches list"):
        saved(ledger, "all")


def test_what_cannot_be_kept(ledger: Ledger) -> None:
    keep(ledger, "taken")
    for name in ("taken", "", "a b", "../x", "x" * 61, "<b>"):
        with pytest.raises(UsageError):
            keep(ledger, name)
    with pytest.raises(QueryError):
        keep(ledger, "open", "(bridge")
    with pytest.raises(UsageError, match="no stance"):
        keep(ledger, "stance", stance=["shouts"])
    for address in ("x.example", "ftp://x.example", "https://", "https://[", "http://x:99999/"):
        with pytest.raises(UsageError, match="webhook"):
            keep(ledger, "hook", webhook=address)
    assert len(all_saved(ledger)) == 1


def test_only_what_is_new_and_matches_is_sent(web: Internet, ledger: Ledger, make: Make) -> None:
    tell(ledger, 1)
    url = web.put("/hook", status=204)
    search = keep(ledger, "open", "open", speaker=["Quill"], webhook=url)
    watch = make()
    assert watch.round().sent == 0
    tell(ledger, 2, 3)
    tell(ledger, 4, who="Tom Reed")
    assert watch.round().sent == 2
    assert watch.round().sent == 0
    assert sent(web) == [["case 2 is open", "case 3 is open"]]
    headers, body = web.posted[0]
    told: dict[str, Any] = json.loads(body)
    assert (told["search"], told["query"], told["filters"]) == (
        "open",
        "open",
        {"speaker": ["Quill"]},
    )
    assert told["hits"][0] == next(
        hit.to_dict() | {"score": None}
        for hit in ledger.search("open").hits
        if hit.statement.content.text == "case 2 is open"
    )
    assert headers["content-type"] == "application/json"
    assert search.secret
    digest = hmac.new(search.secret.encode(), body, hashlib.sha256).hexdigest()
    assert headers["sayso-signature"] == f"sha256={digest}" == signature(search.secret, body)


def test_a_hundred_at_a_time(web: Internet, ledger: Ledger, make: Make) -> None:
    keep(ledger, "all", webhook=web.put("/hook"))
    tell(ledger, *range(230))
    assert make().round().sent == 230
    assert [len(each) for each in sent(web)] == [100, 100, 30]
    assert len({text for each in sent(web) for text in each}) == 230


def test_a_webhook_that_fails_first_gets_the_same_again(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    answers = [500, 503, 200]
    web.pages["/hook"] = lambda _: (answers.pop(0), {}, b"")
    keep(ledger, "all", webhook=web.address + "/hook")
    tell(ledger, 1)
    done = make().round()
    assert (done.sent, done.failed) == (1, 0)
    assert len({body for _, body in web.posted}) == 1
    assert len({headers["sayso-delivery"] for headers, _ in web.posted}) == 1
    assert len([each for each in clock.waits if each > 1]) == 2


def test_nothing_is_lost_while_a_webhook_is_down(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    other = web.put("/other")
    keep(ledger, "down", webhook=web.put("/hook", status=500))
    keep(ledger, "up", webhook=other)
    watch = make()
    tell(ledger, 1)
    done = watch.round()
    assert (done.sent, done.failed) == (1, 1)
    assert "search down" in watch.errors[0]
    assert "500" in watch.errors[0]
    assert saved(ledger, "down").problem
    web.put("/hook")
    watch.round()  # its time has not come
    assert saved(ledger, "down").failures == 1
    clock.at += 3600
    tell(ledger, 2)
    assert watch.round().sent == 3
    assert sent(web)[-2:] == [["case 1 is open", "case 2 is open"], ["case 2 is open"]]
    assert (saved(ledger, "down").failures, saved(ledger, "down").problem) == (0, None)


def test_retry_after_of_a_webhook(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    keep(ledger, "busy", webhook=web.put("/hook", status=429, Retry_After="7200"))
    tell(ledger, 1)
    watch = make()
    watch.round()
    clock.at += 7100
    watch.round()
    assert len(web.posted) == 1
    clock.at += 200
    watch.round()
    assert len(web.posted) == 2


def test_a_redirect_is_not_followed(web: Internet, ledger: Ledger, make: Make) -> None:
    web.put("/elsewhere")
    keep(ledger, "all", webhook=web.put("/hook", status=302, Location="/elsewhere"))
    tell(ledger, 1)
    watch = make()
    assert watch.round().sent == 0
    assert "302" in watch.errors[0]
    assert web.asked == []


def test_private_addresses_get_nothing(web: Internet, ledger: Ledger, make: Make) -> None:
    keep(ledger, "all", webhook=web.put("/hook"))
    tell(ledger, 1)
    watch = make(allow_private=False)
    assert watch.round().sent == 0
    assert "--allow-private" in watch.errors[0]
    assert web.posted == []


def test_a_search_for_what_is_no_more_is_told_of(ledger: Ledger, make: Make) -> None:
    tell(ledger, 1)
    keep(ledger, "one", article=next(ledger.articles()).id, webhook="https://x.example/")
    ledger.connection.execute('UPDATE saved_search SET filters = \'{"article": "0000"}\'')
    tell(ledger, 2)
    watch = make()
    assert watch.round().failed == 1
    assert "there is no article" in watch.errors[0]
