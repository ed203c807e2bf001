"""Corpus text made safe for a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text on one line, without anything that a terminal would act on.

    White space becomes a plain space; control characters, direction overrides
    and lone surrogates become the replacement character.
    """
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() else "\ufffd"
