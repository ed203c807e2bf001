"""Anything with text in it → articles.

``find`` turns what a person names (files, folders, addresses, open files) into
a list of inputs; ``articles`` opens them and yields the articles in them.
"""

from sayso.reading.duplicates import SIMILAR, bands_of, factors, signature_of
from sayso.reading.finding import Source, find
from sayso.reading.inputs import Input
from sayso.reading.raw import Options, RawArticle
from sayso.reading.running import articles, check
from sayso.reading.visiting import articles_at, articles_of, entries_in

__all__ = [
    "SIMILAR",
    "Input",
    "Options",
    "RawArticle",
    "Source",
    "articles",
    "articles_at",
    "articles_of",
    "bands_of",
    "check",
    "entries_in",
    "factors",
    "find",
    "signature_of",
]
