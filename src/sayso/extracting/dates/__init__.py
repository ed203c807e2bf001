"""Dates of news English: finding them, counting them out, and which one a statement bears.

``finding`` reads by the rules of ``explicit``, ``periods``, ``feasts`` and ``relative``;
``days`` counts, ``tense`` tells whether a bare "Monday" lies behind or ahead.
``dateline`` gives the day from which an article counts, ``saying`` picks the
expression that says when a statement was made.
"""

from sayso.extracting.dates.dateline import article_date, dateline_date
from sayso.extracting.dates.days import Days, Granularity
from sayso.extracting.dates.finding import Found, find_dates
from sayso.extracting.dates.saying import said_on

__all__ = [
    "Days",
    "Found",
    "Granularity",
    "article_date",
    "dateline_date",
    "find_dates",
    "said_on",
]
