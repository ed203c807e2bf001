"""Searches that are kept under a name, for feeds of their own and for webhooks."""

from __future__ import annotations

import json
import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Final, cast
from urllib.parse import quote, urlsplit

import apsw

from sayso.errors import UnknownError, UsageError
from sayso.ledger import Filters, Ledger
from sayso.ledger.connecting import guarded, rows, transaction
from sayso.ledger.searching import last_key
from sayso.watching.timing import Clock

_NAME: Final = re.compile(r"\w[\w.-]{0,59}")
_COLUMNS: Final = "key, name, query, filters, webhook, secret, sent, created, failures, problem"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name."""

    key: int
    name: str
    query: str
    filters: Filters
    webhook: str | None
    """Where new hits are sent."""
    secret: str | None = field(repr=False)
    """What they are signed with."""
    sent: int
    """The place in the order of arrival up to which everything was looked at and sent."""
    created: int
    """Seconds since 1970."""
    failures: int
    """Of the webhook, in a row."""
    problem: str | None
    """Why it failed the last time."""

    @property
    def feed(self) -> str:
        """The path of its Atom feed on a site."""
        return f"/feeds/searches/{quote(self.name)}.atom"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; the secret stays where it is."""
        return {
            "name": self.name,
            "query": self.query,
            "filters": dict(self.filters),
            "webhook": self.webhook,
            "feed": self.feed,
            "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.created)),
            "failures": self.failures,
            "problem": self.problem,
        }


def save(
    ledger: Ledger,
    name: str,
    query: str,
    filters: Filters,
    *,
    webhook: str | None = None,
    clock: Clock,
) -> SavedSearch:
    """Keep a search under a name; what comes from now on is new for it.

    Raises:
        UsageError: the name is none or is taken, the search or the webhook's address is
            not possible.
        QueryError: the query cannot be understood.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r:.60} cannot be a search's name: take letters, digits, and - . _ after the"
            " first"
        )
    if webhook is not None:
        _check(webhook)
    ledger.search(query, limit=1, **filters)  # says what is wrong with it
    secret = secrets.token_hex(32) if webhook is not None else None
    connection = ledger.connection
    try:
        with transaction(connection, ledger.path):
            connection.execute(
                "INSERT INTO saved_search (name, query, filters, webhook, secret, sent, created)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    name,
                    query,
                    json.dumps(filters, sort_keys=True),
                    webhook,
                    secret,
                    last_key(connection, "statement"),
                    int(clock.now()),
                ),
            )
    except apsw.ConstraintError:
        raise UsageError(
            f"there is a search {name} already; remove it first: sayso searches remove {name}"
        ) from None
    return saved(ledger, name)


def saved(ledger: Ledger, name: str) -> SavedSearch:
    """The search with that name.

    Raises:
        UnknownError: there is none.
    """
    found = [each for each in all_saved(ledger) if each.name == name]
    if not found:
        raise UnknownError(f"there is no saved search {name!r:.60}; see: sayso searches list")
    return found[0]


def all_saved(ledger: Ledger) -> list[SavedSearch]:
    """All searches that are kept, by name."""
    with guarded(ledger.path):
        found = rows(ledger.connection, f"SELECT {_COLUMNS} FROM saved_search ORDER BY name")
    return [_made(*row) for row in found]


def remove(ledger: Ledger, name: str) -> None:
    """Keep it no more.

    Raises:
        UnknownError: there is none with that name.
    """
    key = saved(ledger, name).key
    with transaction(ledger.connection, ledger.path):
        ledger.connection.execute("DELETE FROM saved_search WHERE key = ?", (key,))


def waiting(ledger: Ledger, now: float) -> list[SavedSearch]:
    """Those with a webhook that may be called now."""
    found = rows(
        ledger.connection,
        f"SELECT {_COLUMNS} FROM saved_search WHERE webhook IS NOT NULL AND due <= ? ORDER BY key",
        (int(now),),
    )
    return [_made(*row) for row in found]


def sent(ledger: Ledger, search: SavedSearch, last: int) -> None:
    """All that matches up to that place was sent and taken."""
    with transaction(ledger.connection, ledger.path):
        ledger.connection.execute(
            "UPDATE saved_search SET sent = ?, due = 0, failures = 0, problem = NULL WHERE key = ?",
            (last, search.key),
        )


def failed(ledger: Ledger, search: SavedSearch, reason: str, due: float) -> None:
    """Its webhook did not take what was sent, and is not to be called before ``due``."""
    with transaction(ledger.connection, ledger.path):
        ledger.connection.execute(
            "UPDATE saved_search SET failures = failures + 1, problem = ?, due = ? WHERE key = ?",
            (reason.encode("utf-8", "replace").decode(), int(due), search.key),
        )


def _made(key: int, name: str, query: str, filters: str, *rest: Any) -> SavedSearch:  # noqa: ANN401
    return SavedSearch(key, name, query, cast(Filters, json.loads(filters)), *rest)


def _check(webhook: str) -> None:
    try:
        parts = urlsplit(webhook)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        webhook.encode("ascii")
    except ValueError:
        fits = False
    if not fits:
        raise UsageError(f"{webhook!r:.100} is no address for a webhook; it begins with https://")
