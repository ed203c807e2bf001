"""Whom a name in a search means: the words of it, and what else they are called.

Where people have been made out over all articles (``people/``), a name that
somebody is known by finds them under their other names, too, and the id of a
person finds only that person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

import apsw

from sayso.ledger.people import person_keys
from sayso.ledger.searching.filtering import Condition, either, named
from sayso.ledger.searching.querying import All, Node, Term, Tokenizer, parse

_PEOPLE: Final = 20
"""A name that more people have says nothing about who is meant."""
_ALIASES: Final = 100
_QUOTED: Final = re.compile(r"[\"“](.+)[\"”]")
_KNOWN: Final = "v.person IN (SELECT value FROM json_each(?))"
_MEMBERS: Final = (
    "WITH RECURSIVE member (key) AS (SELECT value FROM json_each(?) UNION"
    " SELECT p.key FROM person p JOIN member m ON p.merged = m.key)"
)


@dataclass(frozen=True, slots=True)
class Side:
    """A table of names, and whose they are: statements' voices or interactions' parties."""

    table: Literal["voice", "party"]
    owner: Literal["statement", "interaction"]
    row: str
    """The owner's name in the query."""


VOICES: Final = Side("voice", "statement", "s")
PARTIES: Final = Side("party", "interaction", "s")


class Names:
    """Looks names up in one ledger."""

    def __init__(self, connection: apsw.Connection, tokenizer: Tokenizer) -> None:
        self._connection = connection
        self._tokenizer = tokenizer

    def match(
        self, column: str, part: str, given: str, side: Side = VOICES
    ) -> tuple[Node, Condition | None]:
        """What the index has to hold for a name, and what is to be checked then.

        Args:
            column: of the index, where the names are.
            part: which of the voices or parties: speaker, recipient …
            given: a name or part of it; in quotation marks the whole; the id of a person.
            side: where the names come from.

        Raises:
            UsageError: there is no name in it.
        """
        what = f"a {part}"
        if quoted := _QUOTED.fullmatch(given.strip()):
            whole = quoted[1].strip()
            words = named(column, whole.rstrip("*"), self._tokenizer, what)
            return words, _condition(side, part, "v.name = ? COLLATE NOCASE", whole)
        people = self._known_as(given.strip())
        if people and self._has_id(given.strip()):
            return self._names_of(column, people), self._is_one_of(side, part, people)
        words = named(column, given, self._tokenizer, what)
        if not people:
            return words, None
        pattern = "%" + "%".join(_escaped(word) for word in given.split()) + "%"
        # Whom nobody has made out yet may be them.
        sql = f"({_KNOWN} OR v.person IS NULL OR v.name LIKE ? ESCAPE '\\')"
        return (
            either((words, self._names_of(column, people))),
            _condition(side, part, sql, str(people), pattern),
        )

    def about(self, given: str) -> Node:
        """What a content has to hold to be about something or somebody.

        Raises:
            QueryError: it cannot be understood.
        """
        words = parse(given, self._tokenizer)
        people = self._known_as(given)
        if words is None:
            return All(())
        return either((words, self._names_of("content", people))) if people else words

    def _has_id(self, given: str) -> bool:
        # An id of one word may as well be meant as a name.
        sql = "SELECT 1 FROM person WHERE id = ?"
        return "-" in given and self._connection.execute(sql, (given,)).fetchone() is not None

    def _known_as(self, given: str) -> list[int]:
        """Who may be meant by a name; nobody if too many may."""
        people = person_keys(self._connection, given)
        return people if len(people) <= _PEOPLE else []

    def _names_of(self, column: str, people: list[int]) -> Node:
        rows = self._connection.execute(
            f"{_MEMBERS} SELECT a.name FROM alias a JOIN member m ON m.key = a.person"
            " GROUP BY a.name ORDER BY sum(a.articles) DESC, a.name LIMIT ?",
            (str(people), _ALIASES),
        )
        found: dict[Node, None] = {}
        for (name,) in rows:
            assert isinstance(name, str)
            if words := tuple(word for _, _, word in self._tokenizer(name)):
                found[Term(column, words)] = None
        return either(found)

    def _is_one_of(self, side: Side, part: str, people: list[int]) -> Condition:
        return _condition(side, part, _KNOWN, str(people))


def _condition(side: Side, part: str, sql: str, *values: str) -> Condition:
    return Condition(
        f"EXISTS (SELECT 1 FROM {side.table} v WHERE v.{side.owner} = {side.row}.key"
        f" AND v.part = ? AND {sql})",
        (part, *values),
    )


def _escaped(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word.rstrip("*"))
