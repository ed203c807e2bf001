"""A ledger in numbers: whom it quotes, one speaker, who denies what."""

from sayso.reporting.disputes import disputes
from sayso.reporting.page import report_page
from sayso.reporting.panels import Panel, Report
from sayso.reporting.person import person
from sayso.reporting.scope import Scope
from sayso.reporting.sources import sources
from sayso.reporting.table import report_table

__all__ = [
    "Panel",
    "Report",
    "Scope",
    "disputes",
    "person",
    "report_page",
    "report_table",
    "sources",
]
