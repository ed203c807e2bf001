"""One statement: its words in their paragraph, who is behind it and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, get_args
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from sayso.errors import UnknownError, UsageError
from sayso.ledger import Ledger
from sayso.ledger.showing import ShownStatement
from sayso.records import Article, Form, Hedge, Kind, Mention, Stance, Statement, Type
from sayso.rendering import headline, one_line
from sayso.web import queries
from sayso.web.access import Reader, Writable
from sayso.web.citing import citations
from sayso.web.marking import Paragraph, marked
from sayso.web.security import own_form
from sayso.web.templating import render
from sayso.web.wording import clipped

router = APIRouter()

_WINDOW: Final = 2_400
"""Characters of a paragraph that are shown."""
_TYPED: Final = 20_000
"""Characters of a field in the form for corrections."""
_NEAR: Final = 90
"""Characters on either side of a name that a resolution rests on."""
_CHOICES: Final = {
    "kind": get_args(Kind),
    "stance": get_args(Stance),
    "hedge": get_args(Hedge),
    "type": get_args(Type),
    "form": get_args(Form),
}
_DONE: Final = {
    "accept": "Noted: this statement is right.",
    "reject": "Noted: this is no statement. Search and reports leave it out.",
    "edit": "Corrected. What it was is kept below.",
    "undo": "Taken back.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the words of the source to somebody."""

    text: str
    how: str
    before: str = ""
    """What stands before ``text`` in the article, and after it."""
    after: str = ""
    address: str | None = None


@router.get("/statements/{statement_id}")
def statement(request: Request, ledger: Reader, statement_id: str, done: str = "") -> Response:
    """The statement with that id, or whose id begins so."""
    return _page(request, ledger, statement_id, done=_DONE.get(done))


@router.post("/statements/{statement_id}/review")
def review(
    request: Request,
    shelf: Writable,
    statement_id: str,
    form: Annotated[FormData, Depends(own_form)],
) -> Response:
    """Accept, reject or correct the statement, or take the last decision back."""
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    action, by, why = given.get("action", ""), given.get("by", ""), given.get("why") or None
    if action not in _DONE:
        raise HTTPException(400, "There is nothing of that kind to decide.")
    try:
        with shelf.writing() as ledger:
            match action:
                case "accept":
                    ledger.accept(statement_id, by=by, why=why)
                case "reject":
                    ledger.reject(statement_id, by=by, why=why)
                case "undo":
                    ledger.undo_review(statement_id, by=by, why=why)
                case _:
                    changes = _changes(ledger.statement(statement_id), given)
                    ledger.edit(statement_id, by=by, why=why, **changes)
    except UnknownError:
        raise
    except UsageError as error:
        with shelf.reading() as ledger:
            return _page(request, ledger, statement_id, problem=one_line(str(error)), given=given)
    return RedirectResponse(f"/statements/{quote(statement_id, safe='')}?done={action}", 303)


def _page(
    request: Request,
    ledger: Ledger,
    statement_id: str,
    *,
    done: str | None = None,
    problem: str | None = None,
    given: dict[str, str] | None = None,
) -> Response:
    shown = ledger.show(ledger.statement(statement_id).id)
    assert isinstance(shown, ShownStatement)
    found = shown.statement
    context: dict[str, object] = {
        "shown": shown,
        "statement": found,
        "article": shown.article,
        "title": headline(shown.article),
        "paragraphs": _paragraphs(shown),
        "chains": [_chain(shown, index) for index in range(max(1, len(found.speakers)))],
        "who": queries.speakers(ledger, [found.id, *(each.id for each in shown.nested)]),
        "echo": ledger.echoes_of(found.id),
        "disputes": ledger.disputes_of(found.id),
        "citations": list(citations(shown.article, found)),
        "choices": _CHOICES,
        "done": done,
        "problem": problem,
        "values": _values(found) | (given or {}),
    }
    return render(request, "statement.html", context, status=400 if problem else 200)


def _paragraphs(shown: ShownStatement) -> list[Paragraph]:
    """The paragraph, or of a very long one what is near; the statement's own marks alone."""
    start, end = shown.paragraph
    if end - start > _WINDOW:
        first = min(part.start for part in _parts(shown.statement))
        start = max(start, first - _WINDOW // 3)
        end = min(end, start + 2 * _WINDOW)
    return marked(shown.article.text, [shown.statement], start, end)


def _parts(statement: Statement) -> list[Any]:
    return [each for each in (statement.source, statement.cue, statement.content) if each]


def _chain(shown: ShownStatement, index: int) -> list[Step]:
    """How the words of the source lead to the speaker with that index."""
    statement, article = shown.statement, shown.article
    steps: list[Step] = []
    if statement.source:
        steps.append(Step(clipped(statement.source.text, 200), "the words of the source"))
    if index >= len(statement.speakers):
        return steps
    speaker = statement.speakers[index]
    if speaker.mention:
        steps.append(_mention(article, speaker.mention))
    known = shown.people[index] if index < len(shown.people) else None
    name = clipped(speaker.name, 200)
    if not steps or name.casefold() not in steps[-1].text.casefold():
        sure = f"who that is, {speaker.confidence:.0%} sure"
        steps.append(Step(name, sure if speaker.confidence < 1 else "who that is"))
    if known:
        where = "this article only" if known.articles < 2 else f"{known.articles:,} articles"
        how = f"known from {where}" + (f": {known.reason}" if known.reason else "")
        steps.append(Step(known.name, how, address=f"/speakers/{quote(known.id, safe='')}"))
    return steps


def _mention(article: Article, mention: Mention) -> Step:
    text, start, end = article.text, mention.start, mention.end
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    line = text.count("\n\n", 0, start) + 1
    return Step(
        clipped(mention.text, 200),
        f"named in paragraph {line}",
        ("… " if start > _NEAR else "") + before.lstrip(),
        after.rstrip() + " …",
    )


def _values(statement: Statement) -> dict[str, str]:
    """What the form for a correction holds at first."""
    only = statement.speakers[0] if len(statement.speakers) == 1 else None
    values = {
        "speaker": "; ".join(each.name for each in statement.speakers),
        "kind": only.kind if only else "",
        "role": (only.role or "") if only else "",
        "addressees": "; ".join(each.name for each in statement.addressees),
        "source": statement.source.text if statement.source else "",
        "cue": statement.cue.text if statement.cue else "",
        "content": statement.content.text,
        "stance": statement.stance,
        "hedge": statement.hedge,
        "type": statement.type,
        "form": statement.form,
        "said_on": statement.said_on.text if statement.said_on else "",
        "by": "",
        "why": "",
    }
    # What nobody can overlook is no field to type in.
    return {name: value for name, value in values.items() if len(value) <= _TYPED}


def _changes(statement: Statement, given: dict[str, str]) -> Any:  # noqa: ANN401  # Changes
    """What of the form is other than the statement: nothing else is to be touched."""
    now = _values(statement)
    changes: dict[str, object] = {}
    for name in now.keys() - {"by", "why"}:
        value = given.get(name)
        # Browsers send line ends their own way.
        if value is None or " ".join(value.split()) == " ".join(now[name].split()):
            continue
        if name in ("speaker", "addressees"):
            people = [each.strip() for each in value.split(";")]
            changes[name] = [each for each in people if each]
        elif name != "kind" or value:
            changes[name] = value.strip() or None
    return changes
