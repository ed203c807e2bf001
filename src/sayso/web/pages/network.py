"""The network of who speaks about whom; every edge leads to the statements."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.web.access import PatientReader, Shelved
from sayso.web.networks import Narrow, elements, person_key, talk
from sayso.web.templating import address, render

router = APIRouter()

SIZES: Final = (40, 100, 250, 500)
"""How many nodes may be asked for."""
_Text = Annotated[str, Query(max_length=200)]


@router.get("/network")
def network(
    request: Request,
    ledger: PatientReader,
    shelf: Shelved,
    speaker: _Text = "",
    since: _Text = "",
    until: _Text = "",
    nodes: Annotated[int, Query(ge=2, le=SIZES[-1])] = SIZES[0],
) -> Response:
    """Who speaks about whom, of all or around one speaker."""
    given = {"speaker": speaker.strip(), "since": since.strip(), "until": until.strip()}
    if not all(request.query_params.values()):
        return RedirectResponse(address("/network", **given, nodes=nodes), 303)
    person = ledger.person(given["speaker"]) if given["speaker"] else None
    narrow = Narrow(
        given["since"] or None,
        given["until"] or None,
        person_key(ledger, person.id) if person else None,
    )
    found = shelf.remembered.get(("talk", narrow, nodes), lambda: talk(ledger, narrow, nodes))
    span = {"since": given["since"], "until": given["until"]}
    addresses = {
        (each.source, each.target): address(
            "/search", speaker=each.source, about=found.names[each.target], **span
        )
        for each in found.edges
    }
    context: dict[str, object] = {
        "network": found,
        "drawn": elements(found, addresses),
        "addresses": addresses,
        "person": person,
        "given": given,
        "sizes": [
            (size, None if size == nodes else address("/network", **given, nodes=size))
            for size in SIZES
        ],
    }
    return render(request, "network.html", context)
