"""Who did what to whom: a network, a calendar and a list, all of the same interactions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any, Final, cast, get_args

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.ledger.searching import ActFilters, ActResults
from sayso.records import InteractionType, Status
from sayso.web import queries
from sayso.web.access import Reader
from sayso.web.charts import calendar
from sayso.web.lists import comparisons
from sayso.web.networks import QUADS, acts, elements
from sayso.web.pages.network import SIZES
from sayso.web.templating import address, render

router = APIRouter()

_PAGE: Final = 20
_DRAWN: Final = 1_000
"""Of the interactions that are asked for, the latest so many make network and calendar."""
_LIKELY: Final = 0.25
"""Certainty below which three of four were wrong on news of all kinds; shown when asked for."""
_CERTAINTIES: Final = {"any": 0.0, "25": _LIKELY, "50": 0.5, "75": 0.75}
"""Words of the address to the least certainty."""
_Text = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; empty where it does not."""

    actor: _Text = ""
    recipient: _Text = ""
    type: _Text = ""
    quad: _Text = ""
    act: _Text = ""
    status: _Text = ""
    country: _Text = ""
    outlet: _Text = ""
    since: _Text = ""
    until: _Text = ""
    article: _Text = ""
    certainty: _Text = ""

    def given(self) -> dict[str, str]:
        """What is not empty."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name).strip())}

    def least(self) -> float:
        """The certainty below which nothing is shown."""
        return _CERTAINTIES.get(self.certainty.strip(), _LIKELY)

    def filters(self) -> ActFilters:
        """As the ledger takes them."""
        given: dict[str, Any] = self.given()
        given["min_confidence"] = self.least()
        given.pop("certainty", None)
        quad = given.pop("quad", None)
        if quad and "type" not in given:
            given["type"] = [each for each, of in QUADS.items() if of == quad]
        return cast(ActFilters, given)


@router.get("/interactions")
def interactions(
    request: Request,
    ledger: Reader,
    asked: Annotated[Asked, Depends()],
    after: Annotated[str, Query(max_length=2000)] = "",
    nodes: Annotated[int, Query(ge=2, le=SIZES[-1])] = SIZES[0],
) -> Response:
    """Those that the address asks for, the latest first."""
    given = asked.given()
    if not all(request.query_params.values()):
        return RedirectResponse(address("/interactions", **given), 303)
    results: ActResults | None = None
    problem = None
    try:
        results = ledger.interactions(limit=_PAGE, after=after or None, **asked.filters())
    except SaysoError as error:
        problem = str(error)
    context: dict[str, object] = {
        "given": given,
        "fields": {name: getattr(asked, name) for name in Asked.__slots__},
        "problem": problem,
        "results": results,
        "titles": queries.titles(
            ledger, [each.article for each in (results.hits if results else ()) if not each.title]
        ),
        "quads": [
            (quad, quad.replace("-", " "), address("/interactions", **{**given, "quad": quad}))
            for quad in dict.fromkeys(QUADS.values())
        ],
        "types": get_args(InteractionType),
        "statuses": get_args(Status),
        "certainties": list(_CERTAINTIES),
        "least": asked.least(),
        "unsure": address("/interactions", **{**given, "certainty": "any"}),
        "next": address("/interactions", **given, after=results.next)
        if results and results.next
        else None,
        "first": address("/interactions", **given) if after else None,
        "drawn": None,
        "calendar": None,
        "lists": [],
    }
    if results and results.hits and not after:
        context |= _pictures(ledger, asked, given, nodes)
    return render(request, "interactions.html", context, status=400 if problem else 200)


def _pictures(ledger: Ledger, asked: Asked, given: dict[str, str], nodes: int) -> dict[str, object]:
    found = ledger.interactions(limit=_DRAWN, **asked.filters()).hits
    network = acts(ledger, [each.interaction for each in found], nodes)
    rest = {name: value for name, value in given.items() if name not in ("actor", "recipient")}

    def whole(node: str) -> str:
        name = network.names[node]
        return f'"{name}"' if node.startswith("“") else node

    addresses = {
        (each.source, each.target): address(
            "/interactions", **rest, actor=whole(each.source), recipient=whole(each.target)
        )
        for each in network.edges
    }
    days = Counter(
        (each.day, QUADS[each.interaction.type])
        for each in found
        if each.day and len(each.day) == 10
    )
    # Whose lists is the question: over everybody's they would only be in the way.
    lists = comparisons(found) if "actor" in given or "article" in given else []
    return {
        "network": network,
        "drawn": elements(network, addresses),
        "addresses": addresses,
        "calendar": calendar(days, given),
        "lists": lists,
        "listed": queries.titles(ledger, [id for each in lists for id in each.articles]),
        "counted": len(found),
    }
