"""Text and numbers as a terminal may show them."""

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


def percent(ratio: float | None) -> str:
    """A ratio as per cent, a dash where there is none."""
    return "–" if ratio is None else f"{100 * ratio:.1f}"
