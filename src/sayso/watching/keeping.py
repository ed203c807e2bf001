"""What is known of feeds and their entries, in the ledger (``006-watching.sql``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.ledger import Ledger
from sayso.ledger.connecting import one, rows, transaction
from sayso.reading import RawArticle
from sayso.records import Origin, digest
from sayso.watching.timing import DAY, MINUTE

if TYPE_CHECKING:
    from sayso.reading.feeds import Entry

TRIES: Final = 3
"""How often an entry's page is asked for in all, if it cannot be had at first."""
_SOONEST: Final = MINUTE
"""Seconds after which a feed may be asked again, however often the command is started."""
_KEPT: Final = 60 * DAY
"""Seconds for which an entry is known that is in its feed no more."""
_FACTS: Final = ("title", "outlet", "byline", "published", "updated", "section", "language")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, and how it stands with it."""

    key: int
    url: str
    etag: str | None
    modified: str | None
    failures: int
    problem: str | None
    """What was wrong with it the last time."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an entry, to be read."""

    key: int
    """Of the entry."""
    url: str
    known: RawArticle
    """What the feed told of it; its text is empty."""
    tries: int


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a feed."""

    whole: tuple[tuple[int, RawArticle], ...]
    """Key and article of each entry that the feed has in full."""
    pages: tuple[Page, ...]
    """Of the others, as far as they have one."""


class Feeds:
    """The feeds of one ledger; each change is a transaction of its own."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def due(self, urls: Sequence[str], now: float) -> list[Feed]:
        """Those of the feeds that may be asked now; all are known from here on."""
        connection = self._ledger.connection
        with transaction(connection, self._ledger.path):
            connection.executemany(
                "INSERT OR IGNORE INTO feed (url) VALUES (?)", [(url,) for url in urls]
            )
        found = rows(
            connection,
            "SELECT key, url, etag, modified, failures, problem FROM feed"
            " WHERE url IN (SELECT value FROM json_each(?)) AND due <= ? ORDER BY key",
            (json.dumps(urls), int(now)),
        )
        return [Feed(*row) for row in found]

    def waiting(self, urls: Sequence[str], now: float) -> list[Page]:
        """Pages of these feeds that could not be had, or were not come to, the last time."""
        found = rows(
            self._ledger.connection,
            "SELECT e.key, e.url, e.facts, e.tries FROM feed_entry e JOIN feed f ON f.key = e.feed"
            " WHERE e.state = 'waiting' AND e.facts IS NOT NULL AND e.due <= ?"
            " AND f.url IN (SELECT value FROM json_each(?)) ORDER BY e.key",
            (int(now), json.dumps(urls)),
        )
        return [
            Page(key, url, _known(url, json.loads(facts)), tries)
            for key, url, facts, tries in found
        ]

    def answered(self, feed: Feed, now: float, problem: str | None = None) -> None:
        """It answered; what was wrong with it is no more, if it is not wrong with it still."""
        with transaction(self._ledger.connection, self._ledger.path):
            self._ledger.connection.execute(
                "UPDATE feed SET polled = ?, due = ?, failures = 0, problem = ? WHERE key = ?",
                (int(now), int(now + _SOONEST), problem and _clean(problem), feed.key),
            )
            if problem is None:
                self._forgive(feed.url)

    def failed(self, feed: Feed, reason: str, due: float) -> None:
        """It did not answer as it should, and is not to be asked before ``due``."""
        with transaction(self._ledger.connection, self._ledger.path):
            self._ledger.connection.execute(
                "UPDATE feed SET failures = failures + 1, problem = ?, due = ? WHERE key = ?",
                (_clean(reason), int(due), feed.key),
            )

    def settle(self, feed: Feed, etag: str | None, modified: str | None) -> None:
        """All that it had is in the ledger: from now on ask only for what is newer."""
        with transaction(self._ledger.connection, self._ledger.path):
            self._ledger.connection.execute(
                "UPDATE feed SET etag = ?, modified = ? WHERE key = ?", (etag, modified, feed.key)
            )

    def news(self, feed: Feed, entries: Sequence[Entry], now: float) -> News:
        """Those of its entries that nobody has read, noted as such."""
        whole: list[tuple[int, RawArticle]] = []
        pages: list[Page] = []
        connection = self._ledger.connection
        with transaction(connection, self._ledger.path):
            title = next((each.raw.outlet for each in entries if each.raw.outlet), None)
            connection.execute(
                "UPDATE feed SET title = coalesce(?, title) WHERE key = ?",
                (title and _clean(title), feed.key),
            )
            for each in entries:
                url = each.raw.url
                in_full = each.is_whole or (url is None and bool(each.raw.text))
                key, is_new = self._noted(feed, each, in_full, now)
                if not is_new:
                    continue
                if in_full:
                    whole.append((key, each.raw))
                elif url is not None and not self._is_known(url, key):
                    pages.append(Page(key, url, _known(url, _facts(each.raw)), 0))
                else:
                    self._set(key, "read")  # an empty one, or one that another feed has, too
            connection.execute(
                "DELETE FROM feed_entry WHERE feed = ? AND seen < ?", (feed.key, int(now - _KEPT))
            )
        return News(tuple(whole), tuple(pages))

    def read(self, entries: Sequence[int]) -> None:
        """What these entries hold is in the ledger."""
        with transaction(self._ledger.connection, self._ledger.path):
            for key in entries:
                self._set(key, "read")
                for (url,) in rows(
                    self._ledger.connection, "SELECT url FROM feed_entry WHERE key = ?", (key,)
                ):
                    self._forgive(url)

    def missed(self, page: Page, due: float | None) -> None:
        """A page could not be read: try again at ``due``, or never."""
        state = "failed" if due is None or page.tries + 1 >= TRIES else "waiting"
        with transaction(self._ledger.connection, self._ledger.path):
            self._ledger.connection.execute(
                "UPDATE feed_entry SET state = ?, tries = tries + 1, due = ? WHERE key = ?",
                (state, int(due or 0), page.key),
            )

    def _noted(self, feed: Feed, entry: Entry, in_full: bool, now: float) -> tuple[int, bool]:
        """The entry's key, and whether it is still to be read."""
        connection = self._ledger.connection
        name = digest(_clean(entry.id))
        row = connection.execute(
            "SELECT key, state FROM feed_entry WHERE feed = ? AND id = ?", (feed.key, name)
        ).fetchone()
        if row is not None:
            key, state = row
            assert isinstance(key, int)
            connection.execute("UPDATE feed_entry SET seen = ? WHERE key = ?", (int(now), key))
            # One that has a page is asked for when its time has come; one that the feed has
            # in full was not stored when the watch was stopped.
            return key, state == "waiting" and in_full
        connection.execute(
            "INSERT INTO feed_entry (feed, id, url, facts, state, seen)"
            " VALUES (?, ?, ?, ?, 'waiting', ?)",
            (
                feed.key,
                name,
                entry.raw.url and _clean(entry.raw.url),
                None if in_full else _clean(json.dumps(_facts(entry.raw), ensure_ascii=False)),
                int(now),
            ),
        )
        return connection.last_insert_rowid(), True

    def _is_known(self, url: str, key: int) -> bool:
        """Whether another entry leads to the same page."""
        sql = "SELECT count(*) FROM feed_entry WHERE url = ? AND key <> ?"
        return one(self._ledger.connection, sql, (_clean(url), key)) > 0

    def _set(self, key: int, state: str) -> None:
        self._ledger.connection.execute(
            "UPDATE feed_entry SET state = ?, facts = NULL WHERE key = ?", (state, key)
        )

    def _forgive(self, path: str | None) -> None:
        self._ledger.connection.execute("DELETE FROM failure WHERE path = ?", (path,))


def _facts(raw: RawArticle) -> dict[str, str]:
    return {name: value for name in _FACTS if (value := getattr(raw, name))}


def _known(url: str, facts: dict[str, str]) -> RawArticle:
    given = {name: facts.get(name) for name in _FACTS}
    return RawArticle("", Origin(url, 0, 0), url=url, **given)  # type: ignore[arg-type]


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
