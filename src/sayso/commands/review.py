"""``sayso review``: the least certain statements, one screen each, for a person to decide."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from sayso.commands.correct import By, user
from sayso.commands.shared import LedgerPath, complain, guarded
from sayso.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.ledger import Ledger

EXAMPLES: Final = """\b
Examples:
  sayso review --ledger politics.sayso
  sayso review --ledger politics.sayso --outlet "The Harbour Post" --stance denies
  sayso review --ledger politics.sayso --speaker Quill --by ira

\b
Keys: a accept, r reject, e edit, s or Enter goes on, u undo the last decision,
q quit. Without a terminal each stands on a line: printf 'a\\ns\\nq\\n' | sayso review …
Everything is kept at once; the next time goes on with what nobody has decided."""

_KEYS: Final = "a accept · r reject · e edit · s skip · u undo · q quit"
_FIELDS: Final = (
    "speaker",
    "kind",
    "role",
    "addressees",
    "source",
    "cue",
    "content",
    "stance",
    "hedge",
    "type",
    "form",
    "said_on",
)
_HINTS: Final = {
    "kind": " (person, group, organization, country, document, unknown)",
    "stance": " (affirms, denies, questions, negated)",
    "hedge": " (none, alleged, rumoured, secondhand)",
    "type": " (assertion, belief, fact, eventuality)",
    "form": " (direct, indirect, mixed)",
    "speaker": " (several with ; between)",
    "addressees": " (several with ; between)",
    "source": " (words of the article, or offsets)",
    "cue": " (words of the article, or offsets)",
    "content": " (words of the article, or offsets)",
    "said_on": " (2026-03-02, 2026-03, 2026, FROM/TO, or words of the article)",
}
_SEVERAL: Final = ("speaker", "addressees")
"""Fields of which there may be more than one, parted by semicolons."""


def review(
    ledger: LedgerPath,
    speaker: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Only of this speaker: the name or part of it.", show_default=False
        ),
    ] = None,
    outlet: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only from this outlet: its name or part of it.",
            show_default=False,
        ),
    ] = None,
    article: Annotated[
        str | None, typer.Option(metavar="ID", help="Only of this article.", show_default=False)
    ] = None,
    stance: Annotated[
        str | None,
        typer.Option(
            metavar="STANCE", help="affirms, denies, questions, negated.", show_default=False
        ),
    ] = None,
    below: Annotated[
        float, typer.Option(min=0, max=1, help="Only with this confidence at most.")
    ] = 1.0,
    by: By = None,
) -> None:
    """Go through the statements that the model is least sure of, one by one."""
    with guarded():
        from rich.console import Console

        from sayso.ledger import Ledger, Waiting
        from sayso.rendering import linking

        who = by if by is not None else user()
        console = Console(highlight=False)
        with Ledger.open(ledger, write=True, create=False) as book:
            within = book.outlet(outlet) if outlet is not None else None
            wanted = Waiting(speaker, within, article, stance, below)
            session = _Session(book, console, who)
            for statement in book.waiting(wanted):
                if not session.look_at(statement):
                    break
            else:
                complain("nothing is left to review")
            with linking(shown=True) as watch:
                book.link(watch)
            complain(session.told() + f"; {book.count_waiting(wanted):,} nobody has decided about")


@dataclass(slots=True)
class _Session:
    """One person going through statements."""

    book: Ledger
    console: Console
    who: str
    decided: list[str] = field(default_factory=list)
    """Ids, the latest last, for undo."""
    skipped: int = 0
    told_last: str = ""
    """A message for the next screen."""

    def look_at(self, statement: str) -> bool:
        """Show a statement until something is decided about it; False: no more."""
        self._show(statement)
        seen = False
        while True:
            match self._key():
                case "q" | None:
                    return False
                case "a":
                    self.book.accept(statement, by=self.who)
                    self.decided.append(statement)
                    return True
                case "r":
                    self.book.reject(statement, by=self.who)
                    self.decided.append(statement)
                    return True
                case "s" | "":
                    self.skipped += not seen
                    return True
                case "e":
                    if self._edit(statement):
                        seen = True
                        self._show(statement)
                case "u":
                    if not self._undo(statement):
                        return False
                    self._show(statement)
                case other:
                    self._say(f"{other!r} is no key")

    def told(self) -> str:
        """What was done."""
        kept = "1 decision" if len(self.decided) == 1 else f"{len(self.decided):,} decisions"
        return f"{kept} kept, {self.skipped:,} skipped"

    def _show(self, statement: str) -> None:
        from sayso.ledger import ShownStatement
        from sayso.rendering import shown

        record = self.book.show(statement)
        assert isinstance(record, ShownStatement)
        if self.console.is_terminal:
            self.console.clear()
        colours = self.console.color_system is not None
        self.console.print(shown(record, colours=colours, brief=True))
        if self.told_last:
            self.console.print(self.told_last, style="bold", markup=False)
            self.told_last = ""

    def _key(self) -> str | None:
        """One of the keys, None at the end of the input."""
        if not sys.stdin.isatty():
            return self._line(_KEYS)
        self.console.print(f"{_KEYS}  ", style="dim", end="")
        try:
            key = typer.getchar().lower()
        except EOFError:
            return None
        self.console.print(key.strip(), markup=False)
        return key.strip()

    def _line(self, prompt: str) -> str | None:
        self.console.print(f"{prompt}: ", style="dim", end="", markup=False)
        try:
            line = input().strip()
        except EOFError:
            self.console.print()
            return None
        if not sys.stdin.isatty():  # nobody's Enter has ended the line on the screen
            self.console.print(line, markup=False)
        return line

    def _edit(self, statement: str) -> bool:
        """Ask for a field and its value; whether it was changed."""
        given = self._line(f"field ({', '.join(_FIELDS)})")
        if not given:
            return False
        matching = [name for name in _FIELDS if name.startswith(given)]
        if given not in _FIELDS and len(matching) != 1:
            self._say(f"{given!r} is {'no' if not matching else 'more than one'} field")
            return False
        name = given if given in _FIELDS else matching[0]
        value = self._line(f"{name}{_HINTS.get(name, '')} (- for nothing)")
        if not value:
            return False
        new: Any = "" if value == "-" else value
        if name in _SEVERAL:
            new = [each.strip() for each in new.split(";") if each.strip()]
        change: Any = {name: new}
        try:
            self.book.edit(statement, by=self.who, **change)
        except UsageError as error:
            self._say(str(error))
            return False
        self.decided.append(statement)
        return True

    def _undo(self, statement: str) -> bool:
        """Take back the last decision and look at its statement again; False: no more."""
        if not self.decided:
            self.told_last = "nothing was decided yet"
            return True
        last = self.decided.pop()
        self.book.undo_review(last, by=self.who)
        self.told_last = "taken back"
        return last == statement or self.look_at(last)

    def _say(self, message: str) -> None:
        self.console.print(message, style="bold", markup=False)
