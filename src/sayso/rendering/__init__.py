"""Articles → what a person or a program reads.

Each renderer takes articles as they come and yields text as soon as an article
is done, so that the first line is out before the last article is read.
"""

from sayso.rendering.articles import articles, failures
from sayso.rendering.destination import abandon_stdout, destination
from sayso.rendering.found import found, found_acts
from sayso.rendering.jsonlines import json_array, json_lines
from sayso.rendering.links import disputes, echoes
from sayso.rendering.marking import Mark, Segment, marks, segments
from sayso.rendering.outline import count, headline, one_line, outline, pointed
from sayso.rendering.page import page
from sayso.rendering.paragraphs import is_head, paragraphs
from sayso.rendering.people import people, person
from sayso.rendering.progress import Meter, linking, progress
from sayso.rendering.proof import differences, findings
from sayso.rendering.shown import shown
from sayso.rendering.table import table

__all__ = [
    "Mark",
    "Meter",
    "Segment",
    "abandon_stdout",
    "articles",
    "count",
    "destination",
    "differences",
    "disputes",
    "echoes",
    "failures",
    "findings",
    "found",
    "found_acts",
    "headline",
    "is_head",
    "json_array",
    "json_lines",
    "linking",
    "marks",
    "one_line",
    "outline",
    "page",
    "paragraphs",
    "people",
    "person",
    "pointed",
    "progress",
    "segments",
    "shown",
    "table",
]
