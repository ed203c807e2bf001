"""Search: words and filters in the address, one statement a hit, each in its own sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import SaysoError
from sayso.ledger.searching import Facets, Filters, Results, Sort
from sayso.web import queries
from sayso.web.access import Reader
from sayso.web.templating import address, render
from sayso.web.wording import month

router = APIRouter()

_PAGE: Final = 20
_FACETS: Final = ("speaker", "outlet", "stance", "hedge", "form", "month")
_NAMES: Final = {
    "speaker": "Speaker",
    "about": "About",
    "to": "To",
    "outlet": "Outlet",
    "stance": "Stance",
    "hedge": "Hedge",
    "form": "Form",
    "type": "Type",
    "kind": "Kind of speaker",
    "since": "Since",
    "until": "Until",
    "unnamed": "Unnamed sources only",
    "article": "Article",
}
_Text = Annotated[str, Query(max_length=500)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; empty where it does not."""

    q: Annotated[str, Query(max_length=2000)] = ""
    speaker: _Text = ""
    about: _Text = ""
    to: _Text = ""
    outlet: _Text = ""
    stance: _Text = ""
    hedge: _Text = ""
    form: _Text = ""
    type: _Text = ""
    kind: _Text = ""
    since: _Text = ""
    until: _Text = ""
    unnamed: _Text = ""
    article: _Text = ""
    sort: _Text = ""

    def given(self) -> dict[str, str]:
        """What is not empty, as it stands in an address."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def filters(self) -> Filters:
        """As the ledger takes them."""
        given: dict[str, Any] = self.given()
        for name in ("q", "sort"):
            given.pop(name, None)
        if given.pop("unnamed", None):
            given["unnamed"] = True
        return cast(Filters, given)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, and where choosing it leads."""

    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and where taking it off leads."""

    name: str
    value: str
    address: str


@router.get("/search")
def search(
    request: Request,
    ledger: Reader,
    asked: Annotated[Asked, Depends()],
    after: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """One page of results; for a browser that asks while somebody types, its inner part."""
    given = asked.given()
    here = address("/search", **given)
    inner = request.headers.get("hx-request") == "true"
    # A form sends its empty fields along; the address is to say only what is asked.
    if not inner and not all(request.query_params.values()):
        return RedirectResponse(here, 303)
    results: Results | None = None
    problem: str | None = None
    sort: Sort | None = None
    if asked.sort in ("relevance", "newest", "oldest"):
        sort = asked.sort  # type: ignore[assignment]
    try:
        results = ledger.search(
            asked.q.strip(),
            sort=sort,
            limit=_PAGE,
            after=after or None,
            facets=True,
            **asked.filters(),
        )
    except SaysoError as error:
        problem = str(error)
    hits = results.hits if results else ()
    context: dict[str, object] = {
        "asked": asked,
        "results": results,
        "problem": problem,
        "who": queries.speakers(ledger, [each.statement.id for each in hits]),
        "titles": queries.titles(ledger, [each.article for each in hits if not each.title]),
        "facets": _facets(results.facets, given) if results and results.facets else [],
        "chips": _chips(given),
        "others": {name: value for name, value in given.items() if name != "q"},
        "next": address("/search", **given, after=results.next)
        if results and results.next
        else None,
        "first": here if after else None,
        "orders": _orders(asked, results, given),
        "feed": address("/feeds/statements.atom", **{k: v for k, v in given.items() if k != "sort"})
        if not problem
        else None,
    }
    name = "_found.html" if inner else "search.html"
    answer = render(request, name, context, status=400 if problem and not inner else 200)
    if inner and request.headers.get("hx-current-url", "").partition("?")[0].endswith("/search"):
        answer.headers["HX-Replace-Url"] = here
    return answer


def _facets(facets: Facets, given: dict[str, str]) -> list[tuple[str, str, list[Choice]]]:
    """Name, title and choices of each facet that there is something to choose in."""
    found = []
    for name in _FACETS:
        tally = getattr(facets, name)
        if name == "month":
            if given.get("since") and given.get("since") == given.get("until"):
                continue
            rest = {k: v for k, v in given.items() if k not in ("since", "until")}
            here = address("/search", **rest)
            choices = [
                Choice(month(value), number, _with(here, since=value, until=value))
                for value, number in reversed(tally)
            ]
        elif name in given:
            continue
        else:
            here = address("/search", **given)
            whole = name == "speaker"
            choices = [
                Choice(value, number, _with(here, **{name: f'"{value}"' if whole else value}))
                for value, number in tally
            ]
        if len(choices) > 1:
            found.append((name, _NAMES.get(name, "Month"), choices))
    return found


def _with(here: str, **more: str) -> str:
    """An address that asks for something more: there are a hundred on a page."""
    return here + ("&" if "?" in here else "?") + urlencode(more, errors="replace")


def _chips(given: dict[str, str]) -> list[Chip]:
    if given.get("since") and given.get("since") == given.get("until"):
        rest = {k: v for k, v in given.items() if k not in ("since", "until")}
        span = [Chip("When", given["since"], address("/search", **rest))]
        shown = rest
    else:
        span, shown = [], given
    return span + [
        Chip(
            _NAMES[name],
            "" if name == "unnamed" else value,
            address("/search", **{k: v for k, v in given.items() if k != name}),
        )
        for name, value in shown.items()
        if name in _NAMES
    ]


def _orders(
    asked: Asked, results: Results | None, given: dict[str, str]
) -> list[tuple[str, str | None]]:
    """The orders that there are; the present one leads nowhere."""
    if results is None or not results.hits:
        return []
    names: list[Literal["relevance", "newest", "oldest"]] = ["newest", "oldest"]
    if asked.q.strip():
        names.insert(0, "relevance")
    return [
        (name, None if name == results.sort else address("/search", **{**given, "sort": name}))
        for name in names
    ]
