"""Rounds over feeds that behave, and over those that do not."""

import pytest

from sayso.ledger import Ledger
from sayso.ledger.connecting import rows
from sayso.reading import web as fetching
from sayso.watching import Round
from tests.watching.support import FakeClock, Internet, Make, page, rss, teaser, whole

HOUR = 3600.0


def titles(ledger: Ledger) -> list[str]:
    return sorted(each.title or "" for each in ledger.articles())


def failures(ledger: Ledger) -> list[tuple[object, ...]]:
    return rows(ledger.connection, "SELECT path, reason FROM failure ORDER BY path")


def test_entries_in_full_and_entries_with_a_page(web: Internet, ledger: Ledger, make: Make) -> None:
    web.put("/a", page(1), Content_Type="text/html")
    url = web.feed("/feed", teaser(1, "/a"), whole(2))
    watch = make(url)
    done = watch.round()
    assert (done.asked, done.articles, done.statements, done.failed) == (1, 2, 4, 0)
    assert not watch.errors
    assert titles(ledger) == ["News 1", "Whole 2"]
    first = next(each for each in ledger.articles() if each.title == "News 1")
    assert first.published
    assert first.published.startswith("2026-03-02")
    assert first.outlet == "The Harbour Post"
    assert first.url == f"{web.address}/a"
    assert ledger.search("repair").total == 2
    assert web.asked == ["/robots.txt", "/feed", "/a"]


def test_only_what_is_new_is_read(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    for number in (1, 2):
        web.put(f"/{number}", page(number), Content_Type="text/html")
    url = web.feed("/feed", teaser(1, "/1"), ETag='"one"')
    make(url).round()
    clock.at += HOUR
    done = make(url).round()
    assert (done.asked, done.unchanged, done.articles) == (1, 1, 0)
    assert web.headers[-1]["if-none-match"] == '"one"'

    web.feed("/feed", teaser(2, "/2"), teaser(1, "/1"), ETag='"two"')
    clock.at += HOUR
    assert make(url).round().articles == 1
    assert [web.count(path) for path in ("/1", "/2")] == [1, 1]
    assert ledger.counts().articles == 2
    runs = rows(ledger.connection, "SELECT count(*) FROM run WHERE command = 'sayso watch'")
    assert runs == [(2,)]  # a round without news leaves no trace


def test_a_page_that_two_feeds_have_is_read_once(web: Internet, ledger: Ledger, make: Make) -> None:
    web.put("/1", page(1), Content_Type="text/html")
    feeds = [web.feed(f"/feed{n}", teaser(1, "/1")) for n in range(2)]
    make(*feeds).round()
    assert web.count("/1") == 1
    assert ledger.counts().articles == 1


def test_a_host_is_left_alone_between_requests(web: Internet, make: Make, clock: FakeClock) -> None:
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    web.put("/1", page(1), Content_Type="text/html")
    make(web.feed("/feed", teaser(1, "/1"))).round()
    assert clock.waits == [1.0, 7.0]


@pytest.mark.parametrize("line", ["²", "9" * 5000, "abc", "-1"])
def test_a_robots_txt_cannot_do_harm(web: Internet, make: Make, line: str) -> None:
    web.put("/robots.txt", f"User-agent: *\nCrawl-delay: {line}\nRequest-rate: {line}/{line}\n")
    assert make(web.feed("/feed", whole(1))).round().articles == 1


def test_robots_are_obeyed(web: Internet, make: Make) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /feed\n")
    watch = make(web.feed("/feed", whole(1)))
    assert watch.round().failed == 1
    assert "robots.txt asks programs not to" in watch.errors[0]
    assert web.count("/feed") == 0


def test_failures_are_noted_and_waits_grow(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    url = web.put("/feed", status=500)
    watch = make(url)
    asked = []
    for _ in range(40):
        watch.round()
        asked.append(web.count("/feed"))
        clock.at += 900
    # After one round, two, four, eight, sixteen …
    assert asked[-1] in (5, 6)
    assert failures(ledger) == [
        (url, "cannot be fetched: the server answers 500 (internal server error)")
    ]
    web.feed("/feed", whole(1))
    clock.at += 24 * HOUR
    assert watch.round().articles == 1
    assert failures(ledger) == []


def test_waits_are_bounded_by_a_day(web: Internet, make: Make, clock: FakeClock) -> None:
    watch = make(web.put("/feed", status=503, Retry_After="99999999"))
    for _ in range(30):
        watch.round()
        clock.at += 27 * HOUR
    assert web.count("/feed") == 30


def test_retry_after_is_honoured(web: Internet, make: Make, clock: FakeClock) -> None:
    other = web.feed("/other", whole(1))
    url = web.put("/feed", status=429, Retry_After="7200")
    watch = make(url, other)
    watch.round()
    clock.at += 7100
    watch.round()
    assert web.count("/feed") == 1
    clock.at += 200
    watch.round()
    assert web.count("/feed") == 2
    assert web.count("/other") >= 2


def test_a_feed_that_is_gone_is_dropped(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    url = web.put("/feed", status=410)
    watch = make(url)
    watch.round()
    assert "gone for good" in watch.errors[0]
    for _ in range(10):
        clock.at += 24 * HOUR
        watch.round()
    assert web.count("/feed") == 1
    assert len(failures(ledger)) == 1


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"<html><body><p>Hello</p></body></html>", "is no feed (RSS or Atom) but a page"),
        (b"", "is no feed"),
        (b"\x1f\x8b\x00", "is no feed"),
        (b"<rss><channel><item><title>x", "is not well-formed XML"),
        (b"<rss", "is not well-formed XML"),
        (rss().encode(), "is a feed without entries"),
        (
            b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item>'
            b"</channel></rss>",
            "declares XML entities",
        ),
    ],
)
def test_what_is_no_good_feed(web: Internet, make: Make, body: bytes, complaint: str) -> None:
    watch = make(web.put("/feed", body))
    assert watch.round().failed == 1
    assert complaint in watch.errors[0]


def test_a_malformed_feed_is_read_as_far_as_it_goes(
    web: Internet, make: Make, clock: FakeClock
) -> None:
    broken = rss(whole(1)).replace("</channel></rss>", "<item><title>x & y")
    watch = make(web.put("/feed", broken))
    assert watch.round().articles == 1
    assert "is not well-formed XML" in watch.errors[0]
    clock.at += 900
    watch.round()
    assert web.count("/feed") == 2  # it is asked as often as others
    assert len(watch.errors) == 1  # and complained about once


def test_huge_circular_and_slow_ones_do_not_stop_the_others(
    web: Internet, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_LARGEST", 100_000)
    monkeypatch.setattr(fetching, "_READ", 0.2)

    def slow(handler: object) -> tuple[int, dict[str, str], bytes]:
        handler.rfile.read(1)  # type: ignore[attr-defined]  # waits until the asker gives up
        return 200, {}, b""

    web.pages["/slow"] = slow
    watch = make(
        web.put("/huge", b"<rss>" + b" " * 200_000),
        web.put("/round", status=302, Location="/round"),
        web.put("/away", status=302, Location="file:///etc/passwd"),
        web.address + "/slow",
        "http://[",
        "http://a b/",
        web.feed("/good", whole(1)),
    )
    done = watch.round()
    assert (done.asked, done.failed, done.articles) == (7, 6, 1)
    told = "\n".join(watch.errors)
    for complaint in ("larger than", "more than 5 redirects", "no web address", "does not answer"):
        assert complaint in told


def test_private_addresses_are_refused(web: Internet, make: Make) -> None:
    watch = make(web.feed("/feed", whole(1)), allow_private=False)
    assert watch.round().failed == 1
    assert "--allow-private" in watch.errors[0]
    assert web.asked == []


def test_pages_that_cannot_be_read(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    web.put("/broken", status=502)
    web.put("/empty", "<html><body></body></html>", Content_Type="text/html")
    url = web.feed(
        "/feed",
        teaser(1, "/gone"),
        teaser(2, "/broken"),
        teaser(3, "/empty"),
        teaser(4, "file:///etc/passwd"),
        "<item><title>no link</title></item>",
        ETag='"same"',
    )
    watch = make(url)
    assert watch.round().failed == 4
    assert ledger.counts().articles == 0
    for _ in range(20):
        clock.at += 24 * HOUR
        watch.round()
    # What may come right is tried three times, what is not there once.
    assert [web.count(path) for path in ("/gone", "/empty", "/broken")] == [1, 1, 3]
    assert len(failures(ledger)) == 4


def test_a_page_that_comes_right_is_read_though_its_feed_has_not_changed(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock
) -> None:
    web.put("/1", status=503)
    watch = make(web.feed("/feed", teaser(1, "/1"), ETag='"same"'))
    watch.round()
    web.put("/1", page(1), Content_Type="text/html")
    clock.at += HOUR
    done = watch.round()
    assert (done.unchanged, done.articles) == (1, 1)
    assert failures(ledger) == []
    (article,) = ledger.articles()
    assert article.outlet == "The Harbour Post"


def test_what_was_not_written_when_it_was_stopped_is_read_again(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = web.feed("/feed", whole(1), whole(2), ETag='"one"')
    with monkeypatch.context() as patched:

        def stopped(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        patched.setattr("sayso.watching.intake.extracted", stopped)
        with pytest.raises(KeyboardInterrupt):
            make(url).round()
    clock.at += HOUR
    assert make(url).round().articles == 2
    assert ledger.counts().articles == 2


def test_others_see_what_is_read_before_the_round_is_over(
    web: Internet, ledger: Ledger, make: Make
) -> None:
    seen: list[int] = []

    def last(_: object) -> tuple[int, dict[str, str], bytes]:
        with Ledger.open(ledger.path) as other:
            seen.append(other.counts().statements)
        return 200, {"Content-Type": "text/html"}, page(99).encode()

    web.pages["/last"] = last
    entries = [whole(number) for number in range(16)]
    make(web.feed("/feed", *entries, teaser(99, "/last"))).round()
    assert seen == [32]
    assert ledger.counts().statements == 34


def test_a_ledger_that_others_write_to_is_waited_for(
    web: Internet, ledger: Ledger, make: Make, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.connection.set_busy_timeout(0)
    articles = []

    def tell(done: Round) -> None:
        articles.append(done.articles)
        raise KeyboardInterrupt

    watch = make(web.feed("/feed", whole(1)))
    with Ledger.open(ledger.path, write=True) as other:

        def wait(_: float) -> None:
            if other.connection.in_transaction:
                other.connection.execute("ROLLBACK")
            clock.at += 900

        monkeypatch.setattr(clock, "wait", wait)
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(KeyboardInterrupt):
            watch.run(tell)
    assert articles == [1]
    assert "another process" in watch.errors[0]


def test_it_goes_round_until_it_is_stopped(web: Internet, make: Make, clock: FakeClock) -> None:
    told = []

    def tell(done: object) -> None:
        told.append(done)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(web.feed("/feed", whole(1))).run(tell)
    pauses = [each for each in clock.waits if each > 100]
    assert len(pauses) == 2
    assert all(810 <= each <= 990 for each in pauses)
    assert len(set(pauses)) == 2
