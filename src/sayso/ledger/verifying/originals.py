"""The files that articles were read from, read again: the same texts must come out of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import apsw

from sayso._version import __version__
from sayso.errors import InputError
from sayso.ledger.connecting import rows
from sayso.ledger.marking import Watch
from sayso.ledger.verifying.findings import Verification

_NAMED: Final = 5
"""Texts of one file that a message names."""


def check_originals(connection: apsw.Connection, found: Verification, watch: Watch) -> None:
    """Every file that is still there. Addresses and standard input cannot be read again."""
    from sayso.reading import Input

    paths = [
        path
        for (path,) in rows(connection, "SELECT DISTINCT path FROM appearance ORDER BY path")
        if not Input(path).is_address and not path.startswith("<")
    ]
    for done, path in enumerate(paths):
        watch("originals", done, len(paths))
        file = Path(path)
        try:
            there = file.is_file()
        except (OSError, ValueError):  # a name that no file can have
            there = False
        if there:
            found.originals += 1
            _check_original(connection, path, found)
        else:
            found.tell("missing", "original", path, "is not there any more")
    watch("originals", len(paths), len(paths))


def _check_original(connection: apsw.Connection, path: str, found: Verification) -> None:
    wanted: dict[str, str] = dict(
        rows(
            connection,
            "SELECT a.id, r.version FROM appearance p JOIN article a ON a.key = p.article"
            " JOIN run r ON r.key = p.run WHERE p.path = ?",
            (path,),
        )
    )
    row = connection.execute(
        "SELECT size, modified, options FROM input WHERE name = ?", (path,)
    ).fetchone()
    try:
        problem = _remove_found(path, json.loads(row[2]) if row else {}, wanted)
    except (OSError, ValueError) as error:
        problem = str(error)
    if not wanted:
        return
    some = f"{len(wanted)} of its texts: {', '.join(sorted(wanted)[:_NAMED])}"
    some += " …" if len(wanted) > _NAMED else ""
    reason = f" ({problem})" if problem else ""
    if row is not None and row[:2] != _stamp(path):
        found.tell("changed", "original", path, f"has changed and no longer holds {some}{reason}")
    elif row is not None and set(wanted.values()) == {__version__}:
        found.tell("wrong", "original", path, f"has not changed but does not hold {some}{reason}")
    else:
        versions = ", ".join(sorted(set(wanted.values())))
        found.tell(
            "otherwise",
            "original",
            path,
            f"is read otherwise by this version ({__version__}, then {versions}), or has changed:"
            f" it does not hold {some}{reason}",
        )


def _remove_found(path: str, options: dict[str, Any], wanted: dict[str, str]) -> str | None:
    """Take out of ``wanted`` what comes out of the file; gives the last error on the way."""
    from sayso.reading import Input, Options, articles

    fields = dict(each.split("=", 1) for each in options.get("field") or ())
    how = Options(bool(options.get("one_article")), fields, options.get("encoding"))
    errors: list[InputError] = []
    for article in articles(Input(path), how, errors.append):
        wanted.pop(article.id, None)
        if not wanted:
            break
    return errors[-1].reason if errors else None


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
