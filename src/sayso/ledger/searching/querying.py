"""The language that people search in, and what it becomes for the index.

    query   = all { "OR" all }
    all     = [ "AND" ] piece { [ "AND" ] piece }
    piece   = [ "NOT" | "-" ] ( "(" query ")" | field ":" piece | phrase | word )
    phrase  = '"' words '"' [ "*" ]
    word    = anything without white space, with "*" at its end for all that begin so

Operators are written in capitals. What people type never reaches the index as it
is: only the words that the index's own tokenizer finds in it do, in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from sayso.errors import QueryError

LONGEST: Final = 1_000
"""Characters of a query."""
_MOST: Final = 50
"""Words and phrases in a query."""
_DEEPEST: Final = 20
"""Brackets inside of brackets."""
_SHORTEST_PREFIX: Final = 2
FIELDS: Final = {
    "content": "content",
    "speaker": "speaker",
    "to": "addressee",
    "outlet": "outlet",
}
"""What may stand before a colon, and the index's column for it."""

Token: TypeAlias = tuple[int, int, str]
"""Start and end in code points, and the word as the index has it."""
Tokenizer: TypeAlias = Callable[[str], list[Token]]

_LEXEME: Final = re.compile(
    rf"(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[\w(\"“]))"
    rf"|(?P<field>(?:{'|'.join(FIELDS)}):(?=[\w(\"“]))"
    r"|(?P<quote>[\"“])|(?P<word>[^\s()\"“”]+|”)"
)
_QUOTED: Final = re.compile(r"[^\"”]*(?P<end>[\"”])(?P<prefix>\*?)")


@dataclass(frozen=True, slots=True)
class Term:
    """Words one after another; with ``prefix`` the last is the beginning of one."""

    column: str
    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words in any order, with at most so many others between them."""

    column: str
    words: tuple[str, ...]
    apart: int
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these, none of those that are left out."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801  # typing has the plain name
    """At least one of these."""

    parts: tuple[Node, ...]


Node: TypeAlias = Term | Near | All | Any_

EVERY: Final = Term("tags", ("every",))
"""What every entry matches."""


def parse(query: str, tokenizer: Tokenizer) -> Node | None:
    """What a query asks for; None if there is nothing in it.

    Raises:
        QueryError: it cannot be understood.
    """
    return _Parser(query, tokenizer).parsed()


def expression(node: Node) -> str:
    """The node in the language of FTS5, safe whatever people typed."""
    match node:
        case Term(column, words, prefix):
            return f'{column} : "{" ".join(words)}"{" *" if prefix else ""}'
        case Near(column, words, apart, prefix):
            near = " ".join(f'"{word}"' for word in words) + (" *" if prefix else "")
            return f"{column} : NEAR({near}, {apart})"
        case Any_(parts):
            return f"({' OR '.join(map(expression, parts))})"
        case All(parts, without):
            wanted = " AND ".join(map(expression, parts or (EVERY,)))
            if not without:
                return f"({wanted})"
            return f"(({wanted}) NOT ({' OR '.join(map(expression, without))}))"


def terms(node: Node | None, column: str = "content") -> Iterator[Term]:
    """What is looked for in a column; what must not be there is left out."""
    match node:
        case Term():
            if node.column == column:
                yield node
        case All(parts) | Any_(parts):
            for part in parts:
                yield from terms(part, column)


def both(*nodes: Node | None, without: tuple[Node, ...] = ()) -> Node:
    """All of these at once, those that are None left out."""
    return All(tuple(node for node in nodes if node is not None), without)


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str
    at: int
    prefix: bool = False


class _Parser:
    """Reads one query, from left to right."""

    def __init__(self, query: str, tokenizer: Tokenizer) -> None:
        self._query = query
        self._tokenizer = tokenizer
        if len(query) > LONGEST:
            raise self._error(LONGEST, f"a search has at most {LONGEST:,} characters")
        self._lexemes = list(self._cut())
        self._next = 0
        self._terms = 0

    def parsed(self) -> Node | None:
        if not self._lexemes:
            return None
        found = self._any("content", 0)
        left = self._peek()
        if left is not None:
            raise self._error(left.at, "this bracket was never opened")
        if found is None:
            raise self._error(
                self._lexemes[0].at, "there is no word here: a word needs a letter or a digit"
            )
        return found

    def _cut(self) -> Iterator[_Lexeme]:
        at, before = 0, ""
        while at < len(self._query):
            found = _LEXEME.match(self._query, at)
            assert found is not None
            assert found.lastgroup is not None
            kind, text = found.lastgroup, found.group()
            if kind == "word" and text in ("AND", "OR", "NOT") and before != "field":
                kind = text
            before = kind
            if kind == "quote":
                quoted = _QUOTED.match(self._query, found.end())
                if quoted is None:
                    raise self._error(at, "this quotation mark is never closed")
                inner = self._query[found.end() : quoted.start("end")]
                yield _Lexeme("phrase", inner, at, bool(quoted["prefix"]))
                at = quoted.end()
                continue
            if kind != "space":
                yield _Lexeme("NOT" if kind == "minus" else kind, text, at)
            at = found.end()

    def _peek(self) -> _Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _take(self, *kinds: str) -> _Lexeme | None:
        found = self._peek()
        if found is None or found.kind not in kinds:
            return None
        self._next += 1
        return found

    def _any(self, column: str, depth: int) -> Node | None:
        parts = [self._all(column, depth)]
        while operator := self._take("OR"):
            self._operand_after(operator)
            parts.append(self._all(column, depth))
        return _joined(Any_, parts)

    def _all(self, column: str, depth: int) -> Node | None:
        parts: list[Node | None] = []
        without: list[Node] = []
        while (found := self._peek()) is not None and found.kind not in ("OR", "close"):
            if operator := self._take("AND"):
                if not parts and not without:
                    raise self._error(operator.at, "there is nothing before this AND")
                self._operand_after(operator)
            if negated := self._take("NOT"):
                self._operand_after(negated)
                if (node := self._piece(column, depth)) is not None:
                    without.append(node)
            else:
                parts.append(self._piece(column, depth))
        if found is not None and found.kind == "OR" and not parts and not without:
            raise self._error(found.at, "there is nothing before this OR")
        if without:
            return All(tuple(part for part in parts if part is not None), tuple(without))
        return _joined(All, parts)

    def _operand_after(self, operator: _Lexeme) -> None:
        found = self._peek()
        if operator.kind == "NOT" and found is not None and found.kind == "NOT":
            raise self._error(found.at, "NOT once is enough")
        if found is None or found.kind in ("AND", "OR", "close"):
            raise self._error(
                operator.at,
                f"there is nothing after this {operator.text};"
                f' to look for the word itself, write "{operator.text}"',
            )

    def _piece(self, column: str, depth: int) -> Node | None:
        found = self._take("open", "field", "phrase", "word")
        assert found is not None, "what may stand here was seen to"
        if found.kind == "field":
            return self._piece(FIELDS[found.text[:-1]], depth)
        if found.kind == "open":
            if depth == _DEEPEST:
                raise self._error(found.at, f"brackets go at most {_DEEPEST} deep")
            inner = self._any(column, depth + 1)
            if self._take("close") is None:
                raise self._error(found.at, "this bracket is never closed")
            if inner is None:
                raise self._error(found.at, "there is no word in these brackets")
            return inner
        return self._term(found, column)

    def _term(self, found: _Lexeme, column: str) -> Term | None:
        text, prefix = found.text, found.prefix
        if found.kind == "word" and len(text) > 1 and text.endswith("*"):
            text, prefix = text[:-1], True
        words = tuple(word for _, _, word in self._tokenizer(text))
        if not words:
            if found.kind == "phrase":
                raise self._error(found.at, "there is no word between these quotation marks")
            return None  # a dash, an ampersand
        star = found.text.find("*") if found.kind == "word" else -1
        if -1 < star < len(found.text) - 1:
            raise self._error(found.at + star, "a * stands at the end of a word: sanction*")
        if prefix and len(words[-1]) < _SHORTEST_PREFIX:
            raise self._error(
                found.at, f"give at least {_SHORTEST_PREFIX} letters before a *: sanction*"
            )
        self._terms += len(words)
        if self._terms > _MOST:
            raise self._error(found.at, f"a search has at most {_MOST} words")
        return Term(column, words, prefix)

    def _error(self, at: int, reason: str) -> QueryError:
        return QueryError(self._query, at, reason)


def _joined(kind: type[All] | type[Any_], parts: list[Node | None]) -> Node | None:
    kept = tuple(part for part in parts if part is not None)
    return kind(kept) if len(kept) > 1 else kept[0] if kept else None
