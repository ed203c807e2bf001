"""Lists of feeds, as feed readers write them (OPML) → addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sayso.errors import InputError, UsageError
from sayso.reading.inputs import is_address, why

_LARGEST: Final = 5_000_000
"""Bytes of a list."""
_MOST: Final = 10_000
"""Feeds in all lists together."""
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


def feeds(given: Iterable[str]) -> list[str]:
    """The addresses of feeds that files and addresses stand for, each once, in their order.

    Raises:
        InputError: a file cannot be read or is no list of feeds.
        UsageError: there are none, or too many.
    """
    found: dict[str, None] = {}
    for name in given:
        each = name.encode("utf-8", "replace").decode("utf-8")
        found.update(dict.fromkeys([each] if is_address(each) else _listed(Path(each))))
    if not found:
        raise UsageError("there is no feed to watch; give addresses of feeds or an OPML file")
    if len(found) > _MOST:
        raise UsageError(f"these are {len(found):,} feeds; one watch takes at most {_MOST:,}")
    return list(found)


def _listed(path: Path) -> list[str]:
    from lxml import etree

    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise InputError(str(path), why(error)) from error
    if len(data) > _LARGEST:
        raise InputError(
            str(path), f"is larger than {_LARGEST // 1_000_000} MB; no list of feeds needs that"
        )
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise InputError(
            str(path),
            "declares XML entities of its own, which no list of feeds needs and an attack would;"
            " remove its <!ENTITY …> lines if you trust it",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            str(path), f"is no list of feeds (OPML): it is not well-formed XML ({error})"
        ) from error
    if etree.QName(root).localname.lower() != "opml":
        raise InputError(
            str(path), f"is no list of feeds: it begins with <{root.tag}>, not with <opml>"
        )
    found = []
    for outline in root.iter("outline"):
        # Programs do not agree on capitals.
        facts = {str(name).lower(): str(value).strip() for name, value in outline.items()}
        if is_address(address := facts.get("xmlurl", "")):
            found.append(address)
    if not found:
        raise InputError(str(path), "lists no feed: none of its outlines has an xmlUrl")
    return found
