"""One connection to a ledger's file, and SQLite's errors in words that help.

Everything that touches the file goes through apsw, which brings a recent
SQLite along. Python's own ``sqlite3`` links another SQLite, often one with a
bug that can corrupt a file in WAL mode: the two must never open one ledger.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import apsw

from sayso.errors import LedgerError, UsageError

APPLICATION_ID: Final = 0x5A1502
"""In the file's header, so that ``file`` and Sayso know a ledger when they see one."""
WAIT: Final = 10_000
"""Milliseconds to wait for another writer. A batch takes far less; a bulk load may not."""
_CACHE: Final = -64_000
"""Kibibytes of pages that a connection keeps, with SQLite's minus sign."""
_MAPPED: Final = 1 << 36
"""Bytes of the file that are read through the page cache of the system, without copies; of
a larger one, what lies behind would be read at half the speed."""


def connect(path: Path, *, write: bool, create: bool = False) -> apsw.Connection:
    """Open the file at ``path``, in WAL mode, with foreign keys.

    Args:
        path: of the ledger.
        write: whether it is to be written to.
        create: whether a new, empty file may be made.

    Raises:
        LedgerError: there is no such file, it is no ledger, or it cannot be opened so.
    """
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name the ledger's file, such as {path}/news.sayso")
    if not path.exists():
        if not create:
            raise LedgerError(
                f"{path}: there is no such ledger; make one with: sayso add FILES --ledger {path}"
            )
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: there is no folder {path.parent}; make it first")
    flags = apsw.SQLITE_OPEN_URI
    flags |= apsw.SQLITE_OPEN_READWRITE if write else apsw.SQLITE_OPEN_READONLY
    if create:
        flags |= apsw.SQLITE_OPEN_CREATE
    with guarded(path):
        connection = apsw.Connection(_address(path, write=write), flags=flags)
    try:
        with guarded(path):
            _prepare(connection, path, write=write)
    except LedgerError:
        connection.close()
        raise
    return connection


def _address(path: Path, *, write: bool) -> str:
    address = path.absolute().as_uri()
    log = path.with_name(path.name + "-wal")
    if not (write or log.exists() or os.access(path.parent, os.W_OK)):
        # On a medium that nobody can write to there is no place for the files that
        # readers and writers share, and no need of them.
        address += "?immutable=1"
    return address


def _prepare(connection: apsw.Connection, path: Path, *, write: bool) -> None:
    connection.set_busy_timeout(WAIT)
    if one(connection, "PRAGMA application_id") != APPLICATION_ID:
        if one(connection, "SELECT count(*) FROM sqlite_schema"):
            raise LedgerError(f"{path} is a database, but not a ledger of Sayso; name another file")
        if not write:
            raise LedgerError(f"{path} is empty; fill it with: sayso add FILES --ledger {path}")
    if write:
        connection.execute("PRAGMA journal_mode = wal")
        # In WAL mode this loses nothing that is committed when the process is killed.
        connection.execute("PRAGMA synchronous = normal")
    connection.execute("PRAGMA foreign_keys = on")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    connection.execute("PRAGMA temp_store = memory")


def one(connection: apsw.Connection, sql: str, values: tuple[apsw.SQLiteValue, ...] = ()) -> int:
    """The one whole number that a query gives."""
    row = connection.execute(sql, values).fetchone()
    value = row[0] if row else None
    assert isinstance(value, int), sql
    return value


def rows(
    connection: apsw.Connection, sql: str, values: tuple[apsw.SQLiteValue, ...] = ()
) -> list[tuple[Any, ...]]:
    """All rows that a query gives; the schema tells the types of their values."""
    return connection.execute(sql, values).fetchall()


def now() -> str:
    """This moment, ISO, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """SQLite's errors as LedgerError, each with what to do about it."""
    try:
        yield
    except UnicodeEncodeError as error:
        # Bytes of a command line that are no UTF-8 come as halves of characters.
        raise UsageError(
            f"{str(error.object)!a:.80} holds half a character, or bytes that are no UTF-8;"
            " no ledger can hold that"
        ) from None
    except apsw.NotADBError:
        raise LedgerError(f"{path} is not a ledger; name another file with --ledger") from None
    except apsw.BusyError:
        raise LedgerError(
            f"{path} is being written to by another process; try again when that is done"
        ) from None
    except apsw.LockedError:
        raise LedgerError(f"{path} is locked by another process; try again later") from None
    except apsw.ReadOnlyError:
        raise LedgerError(
            f"{path} cannot be written to; check the permissions of the file and its folder"
        ) from None
    except apsw.FullError:
        raise LedgerError(
            f"{path}: the disk is full; make room and run the same command again,"
            " it goes on where it stopped"
        ) from None
    except apsw.CantOpenError:
        raise LedgerError(
            f"{path} cannot be opened; check the permissions of the file and its folder"
        ) from None
    except apsw.CorruptError as error:
        raise LedgerError(
            f"{path} is damaged ({error}); restore it from a copy, or save what can be read with:"
            f" sqlite3 {path} .recover"
        ) from None
    except apsw.IOError as error:
        raise LedgerError(
            f"{path} cannot be read or written ({error}); check the disk, then try again"
        ) from None


@contextmanager
def transaction(connection: apsw.Connection, path: Path) -> Iterator[None]:
    """All of what happens inside, or nothing. The write lock is taken at once."""
    with guarded(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def snapshot(connection: apsw.Connection, path: Path) -> Iterator[None]:
    """All that is read inside is of one moment, whatever others write meanwhile."""
    with guarded(path):
        connection.execute("SAVEPOINT snapshot")
        try:
            yield
        finally:
            connection.execute("RELEASE snapshot")
