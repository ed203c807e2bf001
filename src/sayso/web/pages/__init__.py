"""The pages, one file each. A new page is a router in a file here and a line below."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.web.pages import (
    articles,
    home,
    interactions,
    network,
    reading,
    searching,
    sources,
    speakers,
    statements,
    ties,
)

always = APIRouter()
"""Pages of every site."""
over_ledger = APIRouter()
"""Pages of a site that has a ledger."""

for _page in (home, reading):
    always.include_router(_page.router)
for _page in (searching, statements, articles, speakers, ties, sources, network, interactions):
    over_ledger.include_router(_page.router)
