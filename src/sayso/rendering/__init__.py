"""Articles → what a person or a program reads.

Each renderer takes articles as they come and yields text as soon as an article
is done, so that the first line is out before the last article is read.
"""

from sayso.rendering.destination import abandon_stdout, destination
from sayso.rendering.jsonlines import json_array, json_lines
from sayso.rendering.outline import one_line
from sayso.rendering.page import page
from sayso.rendering.progress import Meter, linking, progress
from sayso.rendering.table import table

__all__ = [
    "Meter",
    "abandon_stdout",
    "destination",
    "json_array",
    "json_lines",
    "linking",
    "one_line",
    "page",
    "progress",
    "table",
]
