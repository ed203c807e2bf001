"""Anything with text in it → articles.

``find`` turns what a person names (files, folders, open files) into a list of
inputs; ``articles`` opens one input and yields the articles in it.
"""

from sayso.reading.finding import Source, find
from sayso.reading.formats import articles
from sayso.reading.inputs import Input

__all__ = ["Input", "Source", "articles", "find"]
