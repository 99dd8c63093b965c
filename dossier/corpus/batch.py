"""Search many queries from a file; a bad one is reported and the others still run."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.corpus.finding import Finder, Order, SearchAnswer
from dossier.errors import DossierError, EnvironmentTrouble, UserError
from dossier.jobs import Cancelled, Progress, ReportProgress

MOST_QUERIES = 10_000
MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Asked:
    """A query of the file under its id; without one, the number of its line."""

    id: str
    query: str


@dataclass(frozen=True)
class BatchResult:
    """What one query found: an answer, or an error in a sentence."""

    asked: Asked
    answer: SearchAnswer | None
    error: str | None = None


def read_queries(path: Path) -> list[Asked]:
    """The queries of a file: `id<TAB>query` lines, or a CSV of `id,query` rows whose name ends in .csv.

    A row with one cell is a query. A first row that names its columns is left out. Raises UserError for a
    file that can't be read or is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError("The file of queries is too large.", hint="Split it into several.")
        data = path.read_bytes()
    except OSError as error:
        raise UserError("The file of queries can't be read.", hint="Check its name.") from error
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    text = data.decode("utf-16" if wide else "utf-8-sig", "replace").replace("\0", "")
    found = _comma_rows(text) if path.suffix.lower() == ".csv" else _tab_rows(text)
    if found and found[0].query.casefold() == "query":
        found = found[1:]
    if len(found) > MOST_QUERIES:
        raise UserError(f"The file has more than {MOST_QUERIES:,} queries.", hint="Split it into several.")
    return found


def _tab_rows(text: str) -> list[Asked]:
    found = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if line.strip():
            key, tab, query = line.partition("\t")
            found.append(Asked(key.strip(), query.strip()) if tab else Asked(str(number), line.strip()))
    return found


def _comma_rows(text: str) -> list[Asked]:
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    found = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
            cells = [cell.strip() for cell in row]
            if any(cells):
                found.append(Asked(cells[0], cells[1]) if len(cells) > 1 else Asked(str(number), cells[0]))
    except csv.Error as error:
        raise UserError("The file is no CSV.", hint="Save it as CSV, or as lines of ID<TAB>QUERY.") from error
    return found


def search_all(
    finder: Finder, queries: Sequence[Asked], *, limit: int = 20, order: Order = Order.RELEVANCE
) -> Callable[[ReportProgress, Cancelled], list[BatchResult]]:
    """The job that searches all of them, in order."""

    def work(progress: ReportProgress, cancelled: Cancelled) -> list[BatchResult]:
        found = []
        for number, asked in enumerate(queries):
            cancelled.check()
            progress(Progress(number, len(queries)))
            try:
                found.append(BatchResult(asked, finder.search(asked.query, limit=limit, order=order)))
            except DossierError as error:
                found.append(BatchResult(asked, None, str(error)))
        return found

    return work


def as_json(result: BatchResult) -> dict[str, object]:
    """One result as plain values, as `dossier search --json` prints it."""
    if result.answer is None:
        return {
            "id": result.asked.id, "error": result.error, "query": result.asked.query, "searched": "",
            "total": 0, "took_ms": 0.0, "did_you_mean": None, "notice": None, "facets": {}, "hits": [],
        }  # fmt: skip
    return {"id": result.asked.id, "error": None, **answer_as_json(result.answer)}


def answer_as_json(answer: SearchAnswer) -> dict[str, object]:
    """An answer as plain values."""
    return {
        "query": answer.query,
        "searched": answer.searched,
        "total": answer.total,
        "took_ms": round(answer.took_ms, 2),
        "did_you_mean": answer.did_you_mean,
        "notice": answer.notice,
        "facets": {name: dict(counts) for name, counts in answer.facets.items()},
        "hits": [
            {
                "document_id": hit.document.id,
                "file": hit.document.file,
                "title": hit.document.title,
                "published": None if hit.document.published is None else str(hit.document.published),
                "source": hit.document.source,
                "score": round(hit.score, 4),
                "snippet": hit.snippet.text,
            }
            for hit in answer.hits
        ],
    }


def write_results(results: Sequence[BatchResult], path: Path) -> None:
    """Write results to a .json file, or to a .csv of one row per hit (and one for a query without any).

    No cell of the CSV is a formula to a spreadsheet. Raises EnvironmentTrouble when it can't be written.
    """
    if path.suffix.lower() == ".json":
        text = json.dumps({"results": [as_json(one) for one in results]}, ensure_ascii=False, indent=1) + "\n"
        data = text.encode("utf-8", "backslashreplace")
    elif path.suffix.lower() == ".csv":
        data = _as_csv(results).encode("utf-8-sig", "backslashreplace")
    else:
        raise UserError("Results are written as .csv or .json.", hint="Give the file one of these endings.")
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise EnvironmentTrouble(
            "The results could not be written there.",
            hint="Check the folder's rights and the space on the disk.",
        ) from error


_COLUMNS = (
    "id", "query", "searched", "error", "total", "rank", "document_id", "file", "title", "published", "source",
    "snippet",
)  # fmt: skip


def _as_csv(results: Sequence[BatchResult]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in results:
        answer = one.answer
        head = [one.asked.id, one.asked.query, answer.searched if answer else "", one.error or ""]
        head.append(str(answer.total if answer else 0))
        hits = answer.hits if answer else ()
        for rank, hit in enumerate(hits, start=1):
            document = hit.document
            facts = [str(rank), str(int(document.id)), document.file, document.title]
            facts += [
                str(document.published or ""),
                document.source or "",
                " ".join(hit.snippet.text.split()),
            ]
            writer.writerow([harmless_cell(cell) for cell in head + facts])
        if not hits:
            writer.writerow([harmless_cell(cell) for cell in head + [""] * 7])
    return out.getvalue()


def harmless_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes before it."""
    text = "".join(" " if char in "\r\n\t\0" else char for char in text)
    first = text.lstrip(" \u00a0\u3000\ufeff\u200b\u200e\u200f")[:1]
    return f"'{text}" if first and first in "=+-@＝＋－＠|%" else text
