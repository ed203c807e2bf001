"""Ledgers of every version come up to the newest; those of the future are refused."""

from pathlib import Path

import apsw
import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.connecting import connect, transaction
from sayso.ledger.migrating import migrate, steps, version
from sayso.ledger.storing import store_article
from tests.made import rich_article


def _schema(connection: apsw.Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
        " ORDER BY type, name"
    ).fetchall()


@pytest.mark.parametrize("old", range(1, len(steps()) + 1))
def test_a_ledger_of_an_older_version_keeps_what_it_holds(old: int, tmp_path: Path) -> None:
    path = tmp_path / "old.sayso"
    connection = connect(path, write=True, create=True)
    migrate(connection, path, to=old)
    assert version(connection) == old
    with transaction(connection, path):
        connection.execute(
            "INSERT INTO run (command, version, model, started) VALUES ('test', '0', '', '')"
        )
        store_article(connection, rich_article(), 1)
    connection.close()

    with Ledger.open(path) as ledger:  # reading is enough
        assert list(ledger.articles()) == [rich_article()]
        found = _schema(ledger.connection)
        assert version(ledger.connection) == len(steps())
    with Ledger.open(tmp_path / "new.sayso", write=True) as fresh:
        assert found == _schema(fresh.connection)


def test_an_older_ledger_still_links_and_finds_what_was_in_it(tmp_path: Path) -> None:
    path = tmp_path / "old.sayso"
    connection = connect(path, write=True, create=True)
    migrate(connection, path, to=1)
    with transaction(connection, path):
        connection.execute(
            "INSERT INTO run (command, version, model, started) VALUES ('test', '0', '', '')"
        )
        store_article(connection, rich_article(), 1)
    connection.close()
    with Ledger.open(path, write=True) as ledger:
        ledger.link()
        assert ledger.counts().statements == 2


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.sayso"
    with Ledger.open(path, write=True) as ledger:
        ledger.connection.execute(f"PRAGMA user_version = {len(steps()) + 1}")
    for write in (False, True):
        with pytest.raises(LedgerError, match=r"newer Sayso.*pip install --upgrade"):
            Ledger.open(path, write=write)
