"""The fields of a statement that people may correct: their values, and the rows that hold them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final, TypeAlias, get_args

import apsw

from sayso.contract import from_dict
from sayso.ledger.storing import spans
from sayso.records import Form, Hedge, Passage, Speaker, Stance, Statement, Type, When

Value: TypeAlias = str | Passage | When | tuple[Speaker, ...] | None
Values: TypeAlias = dict[str, Value]

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "stance": get_args(Stance),
    "hedge": get_args(Hedge),
    "type": get_args(Type),
    "form": get_args(Form),
}
"""Fields that have one of a few values, with these."""
PASSAGES: Final = ("source", "cue", "content")
_VOICES: Final = {"speakers": "speaker", "addressees": "addressee"}
"""Each with the name of its part in the table voice."""
FIELDS: Final = (*PASSAGES, "speakers", "addressees", *CHOICES, "said_on")


def values(statement: Statement) -> Values:
    """What the fields hold now."""
    return {name: getattr(statement, name) for name in FIELDS}


def dump(value: Value) -> str:
    """A value as JSON, exact: ``load`` gives the same value again."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Value) -> object:
    # Not by to_dict: it rounds confidences.
    if isinstance(value, Passage | When):
        return asdict(value)
    if isinstance(value, tuple):
        return [asdict(speaker) for speaker in value]
    return value


def load(field: str, stored: str) -> Value:
    """The value of a field that ``dump`` wrote."""
    value: Any = json.loads(stored)
    if field in _VOICES:
        return tuple(from_dict(Speaker, each) for each in value)
    if value is None:
        return None
    if field in PASSAGES:
        return from_dict(Passage, value)
    if field == "said_on":
        return from_dict(When, value)
    return str(value)


def put(connection: apsw.Connection, key: int, field: str, value: Value) -> None:
    """Make ``value`` what the field of the statement holds. Inside a transaction.

    Whoever gets new voices or fewer is nobody's until linking decides anew.
    """
    if field in _VOICES:
        assert isinstance(value, tuple)
        _put_voices(connection, key, _VOICES[field], value)
    elif field in PASSAGES:
        assert value is None or isinstance(value, Passage)
        connection.execute(
            f"UPDATE statement SET {field} = ?, {field}_spans = ? WHERE key = ?",
            (value.text if value else None, spans(value), key),
        )
    elif field == "said_on":
        assert value is None or isinstance(value, When)
        _put_date(connection, key, value)
    else:
        assert field in (*CHOICES, "review")
        assert value is None or isinstance(value, str)
        connection.execute(f"UPDATE statement SET {field} = ? WHERE key = ?", (value, key))


def _put_voices(
    connection: apsw.Connection, key: int, part: str, people: tuple[Speaker, ...]
) -> None:
    for place, person in enumerate(people):
        mention = person.mention
        connection.execute(
            "INSERT INTO voice (statement, part, place, name, kind, role, mention_text,"
            " mention_start, mention_end, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (statement, part, place) DO UPDATE SET name = excluded.name,"
            " kind = excluded.kind, role = excluded.role, mention_text = excluded.mention_text,"
            " mention_start = excluded.mention_start, mention_end = excluded.mention_end,"
            " confidence = excluded.confidence, sighting = NULL, person = NULL",
            (
                key,
                part,
                place,
                person.name,
                person.kind,
                person.role,
                mention.text if mention else None,
                mention.start if mention else None,
                mention.end if mention else None,
                person.confidence,
            ),
        )
    connection.execute(
        "DELETE FROM voice WHERE statement = ? AND part = ? AND place >= ?",
        (key, part, len(people)),
    )


def _put_date(connection: apsw.Connection, key: int, said: When | None) -> None:
    connection.execute(
        "UPDATE statement SET said_text = ?1, said_start = ?2, said_end = ?3,"
        " said_granularity = ?4, said_spans = ?5,"
        " day = coalesce(?2, (SELECT day FROM article WHERE article.key = statement.article))"
        " WHERE key = ?6",
        (
            said.text if said else None,
            said.start if said else None,
            said.end if said else None,
            said.granularity if said else None,
            json.dumps(said.fragments) if said else None,
            key,
        ),
    )
