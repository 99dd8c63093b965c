"""Measure the window on a case of many documents: `python -m tests.bench.big_window [100000]`."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

BATCH = 2_000


def build(path: Path, count: int) -> None:
    """A case of that many short documents, without an index."""
    from dossier.case import create_case
    from dossier.domain.corpus import DocumentKind, NewDocument
    from dossier.domain.dates import PartialDate

    case = create_case(path)
    sources = [case.corpus_store.source_named(f"Outlet {number}") for number in range(50)]
    for begin in range(0, count, BATCH):
        new = []
        for number in range(begin, min(begin + BATCH, count)):
            text = f"Report {number} on the front near town {number % 977}. " * 6
            digest = hashlib.sha256(text.encode()).hexdigest()
            new.append(
                NewDocument(
                    file=f"{number}.txt",
                    sha256=digest,
                    text=text,
                    title=f"Report {number} on the front near town {number % 977}",
                    text_sha256=digest,
                    kind=DocumentKind.ARTICLE,
                    language="en",
                    published=PartialDate(2000 + number % 24, 1 + number % 12),
                    source_id=sources[number % 50],
                    words=60,
                )
            )
        case.corpus_store.add(new)
    case.close()


def resident() -> float:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(path: Path) -> None:
    """Open the window, index, scroll, sort, filter, search; print what each took."""
    from dossier.gui.main_window import MainWindow
    from dossier.gui.run import make_application

    from tests.helpers.pulse import pulse

    app = make_application()
    begun = time.perf_counter()
    window = MainWindow()
    window.show()
    app.processEvents()
    print(f"window shown after {(time.perf_counter() - begun) * 1000:.0f} ms")

    def settle() -> None:
        while window.runner.running():
            app.processEvents()
            time.sleep(0.005)

    def step(name: str, act: object) -> None:
        with pulse(window) as gaps:
            start = time.perf_counter()
            act()  # type: ignore[operator]
            app.processEvents()
            first = time.perf_counter() - start
            settle()
            whole = time.perf_counter() - start
        print(
            f"{name}: shown after {first * 1000:.0f} ms, done after {whole * 1000:.0f} ms, "
            f"{resident():.0f} MB; {gaps}"
        )

    step("open the case and bring its index up to date", lambda: window.open_case(path))
    step("documents", lambda: window.go_to("Documents"))
    table = window.documents_page.table
    for place in (0.5, 1.0, 0.1):
        bar = table.verticalScrollBar()
        step(f"scroll to {place:.0%}", lambda at=place, bar=bar: bar.setValue(int(bar.maximum() * at)))

    def drag() -> None:
        for place in range(0, table.verticalScrollBar().maximum(), 450):
            table.verticalScrollBar().setValue(place)
            app.processEvents()

    step("drag through all", drag)
    step("sort by title", lambda: table.sortByColumn(0, table.horizontalHeader().sortIndicatorOrder()))
    step("filter", lambda: window.documents_page.filter.setText("town 97"))
    step("search", lambda: window.look_for("front town"))
    step("open a document", lambda: window.search_page.open_hit(0))
    for name in ("Actors", "Sources", "Timeline", "Graph", "Claims", "Checks"):
        step(name, lambda name=name: window.go_to(name))
    window.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        for part in ("DATA", "CONFIG", "LOGS"):
            os.environ[f"DOSSIER_{part}"] = str(Path(home) / part.lower())
        case = Path(home) / "Big.case"
        start = time.perf_counter()
        build(case, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
        print(f"built in {time.perf_counter() - start:.0f} s, {resident():.0f} MB")
        measure(case)
