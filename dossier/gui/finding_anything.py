"""What the palette offers: commands, pages, recent cases, and actors of the open case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from dossier import settings
from dossier.case import Case
from dossier.domain.actors import ActorStatus
from dossier.gui.commands import EVERYWHERE, ORIGINAL, READER, Commands
from dossier.gui.job_runner import JobRunner
from dossier.gui.pages import PAGES
from dossier.gui.palette_dialog import Choice
from dossier.jobs import Cancelled, ReportProgress

ACTORS = 12
"""Actors that are offered for some letters."""


class Window(Protocol):
    """What the palette needs of the main window."""

    case: Case | None
    runner: JobRunner
    commands: Commands

    def go_to(self, name: str) -> None: ...
    def open_case(self, path: Path) -> None: ...
    def open_actor(self, key: int) -> None: ...


def choices(window: Window) -> Iterator[Choice]:
    """All that has a name, but for the actors, which are looked up."""
    pages = {kind.name for kind in PAGES}
    for entry in window.commands.of(EVERYWHERE):
        kind = "page" if entry.command.name in pages else "command"
        yield Choice(entry.command.name, kind, entry.run, entry.keys, entry.possible)
    for entry in window.commands.of(READER, ORIGINAL):
        yield Choice(entry.command.name, entry.place.lower(), entry.run, entry.keys, entry.possible)
    for page in PAGES:
        for entry in window.commands.of(page.name):

            def there(run: Callable[[], None] = entry.run, name: str = page.name) -> None:
                window.go_to(name)
                run()

            yield Choice(entry.command.name, page.name, there, entry.keys, entry.possible)
    for name in settings.load_settings().recent_cases:
        path = Path(name)
        if (path / "case.db").is_file():
            yield Choice(f"Open {path.stem}", "recent case", partial(window.open_case, path))


def find_actors(window: Window, letters: str, take: Callable[[Sequence[Choice]], None]) -> None:
    """Actors one of whose names has these letters."""
    case = window.case
    if case is None:
        return

    def work(_progress: ReportProgress, _cancelled: Cancelled) -> list[Choice]:
        lines = case.catalog.page(
            status=ActorStatus.CONFIRMED, text=letters.strip(), everyone=True, limit=ACTORS
        )
        return [
            Choice(line.actor.name, f"actor, {line.actor.role}", partial(window.open_actor, line.actor.id))
            for line in lines
        ]

    window.runner.run("Looking for actors", work, done=take)
