"""The commands: each calls one feature, prints what it answers, and ends with 0, 1 or 2."""

from __future__ import annotations

import json
import os
import platform
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from dossier import __version__, log, paths
from dossier.case import Case, change_passphrase, create_case, open_case, passphrases, restoring
from dossier.case.protecting import HONEST, protecting, unprotecting
from dossier.corpus.batch import answer_as_json, read_queries, search_all, write_results
from dossier.corpus.batch import as_json as batch_json
from dossier.corpus.finding import Order, SearchAnswer
from dossier.domain.actors import ActorStatus
from dossier.errors import DossierError, UserError
from dossier.jobs import Cancelled, JobCancelled, Progress, ReportProgress

DONE, WITH_PROBLEMS, REFUSED = 0, 1, 2

_Result = TypeVar("_Result")

app = typer.Typer(
    name="dossier",
    help="Collect, search and cite documents; write dossiers in which every sentence carries its sources.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case, `NAME.case`.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


class Statuses(StrEnum):
    """Which actors `dossier actors` lists."""

    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"
    ALL = "all"


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Without a command: the window on the last case."""
    if version:
        _out.print(f"dossier {__version__}")
        raise typer.Exit(DONE)
    if context.invoked_subcommand is None:
        _open_window(None)


@app.command("open")
def open_(
    case: Annotated[
        Path | None, typer.Argument(metavar="CASE", help="Its folder, or the case.db in it.")
    ] = None,
) -> None:
    """Open a case in the window; without a name, the last one."""
    if case is not None and not case.exists():
        raise UserError("There is no such case.", hint=f"Make one with `dossier new {case}`.")
    _open_window(case)  # what is there but no case is told by the window: a file manager shows no terminal


@app.command()
def new(
    case: CaseFolder,
    with_passphrase: Annotated[
        bool, typer.Option("--passphrase", help="Encrypt it; a lost passphrase can't be replaced.")
    ] = False,
) -> None:
    """Make a new, empty case."""
    create_case(case, passphrases.new() if with_passphrase else None).close()
    _out.print(f"Made the case {case}.")


@app.command("import")
def import_(
    case: CaseFolder,
    files: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    source: Annotated[str | None, typer.Option(help="Who published them; overrides what is found.")] = None,
    as_json: AsJson = False,
) -> None:
    """Import files and folders: .txt .md .html .pdf .docx .odt .rtf .epub .csv .tsv .xlsx .eml .mbox."""
    with _opened(case, make=True) as opened:
        report = _run(opened.importer.work(files, source), "Importing", quiet=as_json)
        if as_json:
            _print_json(
                {
                    "imported": list(report.imported),
                    "duplicates": [{"file": name, "document_id": key} for name, key in report.duplicates],
                    "problems": [
                        {
                            "file": problem.file,
                            "problem": problem.sentence,
                            "document_id": problem.document_id,
                        }
                        for problem in report.problems
                    ],
                    "skipped": list(report.skipped),
                    "cancelled": report.cancelled,
                }
            )
        else:
            _out.print(report.sentence)
            for problem in report.problems:
                _out.print(f"  {problem.file}: {problem.sentence}")
            for name in report.skipped[:20]:
                _out.print(f"  {name}: left out, Dossier doesn't read this kind of file.")
        if opened.indexing.proposal:
            _err.print(f"{opened.indexing.proposal} Change with `dossier reindex {case} --engine tantivy`.")
    raise typer.Exit(WITH_PROBLEMS if report.problems or report.cancelled else DONE)


@app.command(context_settings={"ignore_unknown_options": True})
def search(
    case: CaseFolder,
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="Put it in quotes.")] = None,
    queries: Annotated[Path | None, typer.Option(help="Many queries: a file of ID<TAB>QUERY lines.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Hits at most.")] = 20,
    sort: Annotated[Order, typer.Option(help="By what to sort.")] = Order.RELEVANCE,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="With --queries: results as .csv or .json."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Search a case."""
    if (query is None) == (queries is None):
        raise UserError("Give one query, or a file of them with --queries.")
    with _opened(case, read_only=True) as opened:
        if query is not None:
            answer = opened.finder.search(query, limit=limit, order=sort)
            _print_json(answer_as_json(answer)) if as_json else _print_answer(answer)
            raise typer.Exit(DONE)
        assert queries is not None
        job = search_all(opened.finder, read_queries(queries), limit=limit, order=sort)
        results = _run(job, "Searching", quiet=as_json or output is not None)
    if output is not None:
        write_results(results, output)
    if as_json:
        _print_json({"results": [batch_json(result) for result in results]})
    else:
        for result in results:
            total = result.answer.total if result.answer else 0
            _out.print(f"{result.asked.id}\t{total}\t{result.error or result.asked.query}")
    raise typer.Exit(WITH_PROBLEMS if any(result.error for result in results) else DONE)


@app.command()
def documents(case: CaseFolder, as_json: AsJson = False) -> None:
    """List the documents of a case."""
    with _opened(case, read_only=True) as opened:
        listed = opened.library.all()
        if as_json:
            rows = [
                {
                    "id": item.id,
                    "file": item.file,
                    "title": item.title,
                    "author": item.author,
                    "published": None if item.published is None else str(item.published),
                    "language": item.language,
                    "kind": str(item.kind),
                    "source": item.source,
                    "sha256": item.sha256,
                    "words": item.words,
                    "problem": item.problem,
                }
                for item in listed
            ]
            _print_json({"documents": rows})
        else:
            for item in listed:
                date = str(item.published) if item.published else "no date"
                _out.print(f"{item.id:>6}  {date:<10}  {item.source or '-'}  {item.title}")
                if item.problem:
                    _out.print(f"        {item.problem}")


@app.command()
def actors(
    case: CaseFolder,
    status: Annotated[Statuses, typer.Option(help="Which ones.")] = Statuses.CONFIRMED,
    as_json: AsJson = False,
) -> None:
    """List the actors of a case with the documents that mention them."""
    with _opened(case, read_only=True) as opened:
        wanted = None if status is Statuses.ALL else ActorStatus(status.value)
        listed = opened.catalog.in_case(wanted)
        if as_json:
            rows = [
                {
                    "id": item.actor.id,
                    "name": item.actor.name,
                    "kind": str(item.actor.kind),
                    "status": str(item.actor.status),
                    "aliases": [alias.value for alias in item.actor.aliases],
                    "documents": [asdict(entry) for entry in item.documents],
                }
                for item in listed
            ]
            _print_json({"actors": rows})
        else:
            for item in listed:
                _out.print(
                    f"{item.actor.id:>6}  {item.actor.status:<9}  {item.actor.kind:<12}  "
                    f"{item.actor.name}  ({len(item.documents)} documents)"
                )


@app.command(context_settings={"ignore_unknown_options": True})
def match(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    other: Annotated[str, typer.Argument(metavar="NAME")],
    as_json: AsJson = False,
) -> None:
    """Say whether two names mean the same actor, and why."""
    from dossier.case import compare_known_names

    found = compare_known_names(name, other)
    if as_json:
        _print_json(
            {
                "a": found.a,
                "b": found.b,
                "score": round(found.score, 4),
                "verdict": str(found.verdict),
                "reasons": list(found.reasons),
            }
        )
    else:
        _out.print(f"{found.verdict} ({found.score:.2f})")
        for reason in found.reasons:
            _out.print(f"  {reason}")


@app.command()
def export(
    case: CaseFolder,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Any of its names.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help=".pdf .html .md .json .docx")
    ],
    tlp: Annotated[str | None, typer.Option(help="Nothing above this TLP 2.0 level goes in.")] = None,
) -> None:
    """Write the dossier of an actor into a file; without a dossier, a first draft of one."""
    with _opened(case) as opened:
        report = _run(opened.exporting(actor, output, tlp), "Writing the dossier")
        _out.print(f"Wrote {output}.")
        for warning in report.warnings:
            _out.print(f"  {warning}")
        if not report.entered:
            _err.print("The case can't be written, so its audit log does not tell of this file.")
    raise typer.Exit(WITH_PROBLEMS if report.warnings else DONE)


@app.command()
def check(
    case: CaseFolder,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check that nothing of a case is lost, damaged or contradictory."""
    with _opened(case, read_only=not repair) as opened:
        problems = _run(opened.checking(repair=repair), "Checking", quiet=as_json)
    if as_json:
        _print_json({"ok": not problems, "problems": [asdict(problem) for problem in problems]})
    else:
        _out.print(
            "All is well."
            if not problems
            else "1 problem:"
            if len(problems) == 1
            else f"{len(problems)} problems:"
        )
        for problem in problems:
            mended = " (mended)" if problem.repaired else ""
            _out.print(f"  {problem.what} {problem.where}{mended}")
    raise typer.Exit(WITH_PROBLEMS if any(not problem.repaired for problem in problems) else DONE)


@app.command()
def audit(
    case: CaseFolder,
    limit: Annotated[int, typer.Option(min=1, help="Entries at most, the newest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show what was done to a case: imports, merges, gradings, exports, deletions."""
    with _opened(case, read_only=True) as opened:
        entries, broken = opened.audit.entries(limit=limit), opened.audit.verify()
    if as_json:
        rows = [{**asdict(entry), "when": entry.when.isoformat()} for entry in entries]
        _print_json({"ok": broken is None, "broken": asdict(broken) if broken else None, "entries": rows})
    else:
        for entry in entries:
            told = json.dumps(dict(entry.detail), ensure_ascii=False)[:160]
            _out.print(
                f"{entry.id:>6}  {entry.when:%Y-%m-%d %H:%M:%S} UTC  {entry.who}  {entry.what}  {told}"
            )
        if broken is not None:
            _out.print(f"Entry {broken.entry} does not fit: {broken.why}.")
        elif entries:
            _out.print(f"The record is whole. Its newest hash: {entries[0].hash}")
    raise typer.Exit(DONE if broken is None else WITH_PROBLEMS)


@app.command()
def reindex(
    case: CaseFolder,
    engine: Annotated[
        str | None, typer.Option(help="Change to this search engine: whoosh, or tantivy for large cases.")
    ] = None,
) -> None:
    """Build the search index anew from the database."""
    with _opened(case) as opened:
        if engine is not None and engine != opened.indexing.engine:
            _run(opened.indexing.changing_to(engine), "Indexing")
            count = opened.index.engine.count()
        else:
            count = _run(opened.rebuild_index, "Indexing")
    _out.print(f"Indexed {count:,} documents.")


@app.command()
def passphrase(case: CaseFolder) -> None:
    """Change the passphrase of a case; older backups keep the old one."""
    with _opened(case) as opened:
        change_passphrase(opened, passphrases.new())
    _out.print("The case has a new passphrase.")


@app.command()
def protect(case: CaseFolder) -> None:
    """Encrypt a case with a passphrase, which nobody can replace when it is lost."""
    left_out = _run(protecting(case, passphrases.new()), "Encrypting")
    _out.print(f"The case is encrypted. {HONEST}")
    _tell_left_out(left_out)


@app.command()
def unprotect(case: CaseFolder) -> None:
    """Write a case that has a passphrase openly again."""
    left_out = _run(unprotecting(case, passphrases.of(case) or ""), "Writing openly")
    _out.print("The case lies open: whoever can read its folder can read it.")
    _tell_left_out(left_out)


@app.command()
def backup(case: CaseFolder, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write a case into one backup file."""
    with _opened(case, read_only=True) as opened:
        count = _run(opened.backing_up(file), "Backing up")
    _out.print(f"Backed up the database and {count:,} originals into {file}.")


@app.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE")], case: CaseFolder) -> None:
    """Restore a backup file into a new case folder."""
    count = _run(restoring(file, case), "Restoring")
    _out.print(f"Restored {count:,} documents into {case}.")


@app.command()
def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Search it and write the PDF; no window.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", metavar="DIR", help="Where to put the demo case.")
    ] = None,
) -> None:
    """Build the demo case and open it."""
    from dossier.case import demo as demonstration

    folder = output or paths.user_data()
    case = demonstration.build(folder, _progress_line)
    if headless or not _display():
        with _opened(case) as opened:
            for line in demonstration.show(opened, folder):
                _out.print(line)
    else:
        _open_window(case)


@app.command()
def selftest() -> None:
    """Prove that this installed or packaged copy works."""
    from dossier.case import selftest as test

    failed = 0
    for step in test.run():
        failed += not step.passed
        _out.print(step.line)
    raise typer.Exit(WITH_PROBLEMS if failed else DONE)


def _no_window(_case: Path | None) -> int:
    raise UserError("This program was started without its window.")


_window: Callable[[Path | None], int] = _no_window


def run(arguments: list[str] | None = None, *, open_window: Callable[[Path | None], int] = _no_window) -> int:
    """Run a command and return its exit status; errors become one sentence on standard error.

    `open_window` shows the window on a case (None: the last one) and returns when it is closed.
    """
    global _window
    _window = open_window
    os.umask(0o077)  # whatever the program writes is the user's alone
    log.start_logging(_log_folder(), verbose=bool(os.environ.get("DOSSIER_VERBOSE")))
    logger = log.logger("cli")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = app(args=arguments, standalone_mode=False)
    except DossierError as error:
        logger.info("refused: %s", log.describe(error))
        _err.print(str(error))
        return REFUSED
    except JobCancelled:
        _err.print("Stopped; what was done before is kept.")
        return WITH_PROBLEMS
    except typer.Exit as ended:
        return int(ended.exit_code)
    except typer.Abort:
        return REFUSED
    except Exception as error:  # the last line of defence: no traceback to the user
        if hasattr(error, "format_message"):  # a usage error of the command line
            _err.print(f"{error.format_message()} Try `dossier --help`.")
            return REFUSED
        logger.exception("a command failed on a bug")
        _err.print("Something went wrong in the program; the case is safe. The log tells the makers more.")
        return REFUSED
    return int(result) if isinstance(result, int) else DONE


def _log_folder() -> Path | None:
    try:
        return paths.user_logs()
    except OSError:
        return None


@contextmanager
def _opened(folder: Path, *, read_only: bool = False, make: bool = False) -> Iterator[Case]:
    """An open case. One that is open elsewhere still answers when only reading is asked for."""
    if make and not folder.exists():
        case = create_case(folder)
    else:
        case = open_case(folder, read_only=read_only, passphrase=passphrases.of(folder))
    try:
        if case.notice:
            _err.print(case.notice)
        yield case
    finally:
        case.close()


def _run(work: Callable[[ReportProgress, Cancelled], _Result], label: str, *, quiet: bool = False) -> _Result:
    """Run a job with a progress bar; Ctrl+C cancels it in good order."""
    cancelled = Cancelled()
    former = signal.signal(signal.SIGINT, lambda *_: cancelled.set())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with Bar(*columns, console=_err, transient=True, disable=quiet or not _err.is_terminal) as bar:
            task = bar.add_task(label, total=None)

            def report(progress: Progress) -> None:
                bar.update(task, completed=progress.done, total=progress.total or None)

            return work(report, cancelled)
    finally:
        signal.signal(signal.SIGINT, former)


def _tell_left_out(count: int) -> None:
    if count:
        _err.print(f"Damaged automatic copies that were left out: {count}.")


def _open_window(case: Path | None) -> None:
    raise typer.Exit(_window(case))


def _display() -> bool:
    """Whether a window can be shown here."""
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def _progress_line(progress: Progress) -> None:
    if progress.what:
        _err.print(progress.what)


def _print_answer(answer: SearchAnswer) -> None:
    if answer.notice:
        _err.print(answer.notice)
    _out.print(
        f"{answer.total:,} found in {answer.took_ms:.0f} ms, searched: {answer.searched or 'everything'}"
    )
    if answer.did_you_mean:
        _out.print(f"Did you mean: {answer.did_you_mean}")
    for hit in answer.hits:
        date = str(hit.document.published) if hit.document.published else "no date"
        _out.print(f"\n[{hit.document.id}] {hit.document.title}")
        _out.print(f"    {hit.document.source or 'source unknown'}, {date}")
        _out.print(f"    {' '.join(hit.snippet.text.split())}")


def _print_json(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    sys.stdout.flush()
