"""Anything with text in it → articles.

``find`` turns what a person names (files, folders, addresses, open files) into
a list of inputs; ``articles`` opens them and yields the articles in them.
"""

from sayso.reading.finding import Source, find
from sayso.reading.inputs import Input
from sayso.reading.raw import Options
from sayso.reading.running import articles, check

__all__ = ["Input", "Options", "Source", "articles", "check", "find"]
