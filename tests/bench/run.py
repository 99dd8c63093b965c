"""Measure the search engines: `python -m tests.bench.run --sizes 1000 10000 -o build/bench.json`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dossier.domain.corpus import DocumentId
from dossier.search.engine import IndexedDocument

from tests.bench import contenders
from tests.bench.corpora import documents, judged, questions

NAMES = ("whoosh", "tantivy", "fts5", "recoll", "bare whoosh")
KINDS = (
    *("common", "rare", "AND3", "OR5", "phrase", "proximity", "prefix", "infix", "fuzzy"),
    *("date+term", "facets", "snippets", "Arabic"),
)
ROUNDS = 3
"""Each query is asked so often; the first time it reads from the disk."""


def make(name: str, folder: Path) -> Any:
    """The contender of this name with its index in a folder."""
    if name in {"whoosh", "tantivy"}:
        return contenders.Ours(name, folder)
    if name == "bare whoosh":
        return contenders.BareWhoosh(folder)
    if name.startswith("fts5"):
        return contenders.Fts5(folder, porter=name.endswith("porter"))
    return contenders.Recoll(folder)


def _cpu() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def _peak() -> float:
    """Megabytes."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _size(folder: Path) -> float:
    """Megabytes of the index itself."""
    return (
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "files" not in path.parts)
        / 1e6
    )


def build(name: str, size: int, folder: Path) -> dict[str, float]:
    """Build an index: processor seconds, wall seconds, peak memory, size."""
    found = documents(size)
    before, peak, began = _cpu(), _peak(), time.perf_counter()
    make(name, folder).build(found)
    return {
        "build_cpu_s": _cpu() - before,
        "build_s": time.perf_counter() - began,
        "corpus_rss_mb": peak,
        "build_rss_mb": _peak(),
        "index_mb": _size(folder),
    }


def ask(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Open an index in a fresh process and ask it everything."""
    found = documents(size)
    asked = questions(found)
    contender = make(name, folder)
    if isinstance(contender, contenders.Ours):
        contender.keep_texts(found)
    extra = IndexedDocument(DocumentId(size + 1), "Added", "a zyzzyva was seen")
    del found
    result: dict[str, Any] = {"open_s": _seconds(contender.open)}
    if isinstance(contender, contenders.Ours):
        result["warm_s"] = _seconds(contender.warm)
    times: dict[str, list[float]] = {}
    totals: dict[str, int] = {}
    for _ in range(ROUNDS):
        for question in asked:
            answer: list[int | None] = []
            taken = _seconds(lambda one=question, kept=answer: kept.append(contender.ask(one)))  # type: ignore[misc]
            if answer[0] is not None:
                times.setdefault(question.kind, []).append(taken * 1000)
                totals[question.kind] = totals.get(question.kind, 0) + answer[0]
    result["ms"] = {
        kind: {
            "p50": statistics.median(taken),
            "p95": sorted(taken)[max(0, -(-len(taken) * 95 // 100) - 1)],
            "hits": totals[kind] / len(taken),
        }
        for kind, taken in times.items()
    }
    result["ask_rss_mb"] = _peak()
    for what, work in (
        ("add_s", lambda n: contender.put(replace(extra, id=DocumentId(size + 1 + n)))),
        ("update_s", lambda n: contender.put(replace(extra, id=DocumentId(5 + n)))),
        ("delete_s", lambda n: contender.delete(size + 1 + n)),
    ):
        result[what] = statistics.median(_seconds(lambda n=n, do=work: do(n)) for n in range(5))  # type: ignore[misc]
    contender.close()
    return result


def quality(name: str, collection: str, folder: Path) -> float:
    """nDCG@10 of a collection with judgements, every query as the words of its text, any of them."""
    import re

    from ranx import Qrels, Run, evaluate

    found, queries, judgements = judged(collection)
    numbers = {one["id"]: number for number, one in enumerate(found, start=1)}
    names = {number: key for key, number in numbers.items()}
    contender = make(name, folder)
    contender.build(
        [IndexedDocument(DocumentId(numbers[one["id"]]), one["title"] or "", one["text"]) for one in found]
    )
    contender.open()
    run: dict[str, dict[str, float]] = {}
    for key, text in queries.items():
        if key in judgements:
            words = re.findall(r"[^\W_]+", text.lower())
            run[key] = {names[one]: score for one, score in contender.ranked(words)} or {"-": 0.0}
    contender.close()
    return float(
        evaluate(Qrels({key: judgements[key] for key in run}), Run(run), "ndcg@10", make_comparable=True)
    )


def _child(*arguments: str) -> Any:
    """Each figure comes from a process of its own, so that memory and caches are its own too."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.run", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {"failed": done.stderr[-400:]}
    return json.loads(done.stdout.splitlines()[-1])


def main(arguments: Sequence[str]) -> None:
    """Measure, print tables, write JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    options.add_argument("--engines", nargs="*", default=list(NAMES))
    options.add_argument("--collections", nargs="*", default=["med", "npl"])
    options.add_argument("-o", "--output", type=Path, default=Path("build/bench.json"))
    options.add_argument("--do", nargs="*", help=argparse.SUPPRESS)
    given = options.parse_args(arguments)
    if given.do:
        what, name, of, folder = given.do
        work: Any = {"build": build, "ask": ask, "quality": quality}[what]
        said = work(name, of if what == "quality" else int(of), Path(folder))
        print(json.dumps(said))
        return
    results: dict[str, Any] = {"sizes": {}, "ndcg@10": {}}
    given.output.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError, ValueError):
        results = json.loads(given.output.read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        os.environ["DOSSIER_CONFIG"] = str(Path(place) / "settings")
        for size in given.sizes:
            for name in given.engines:
                if name == "recoll" and shutil.which("recollindex") is None:
                    continue
                folder = Path(place) / f"{name.replace(' ', '-')}-{size}"
                measured = _child("--do", "build", name, str(size), str(folder))
                if name != "bare whoosh":
                    measured |= _child("--do", "ask", name, str(size), str(folder))
                results["sizes"].setdefault(str(size), {})[name] = measured
                shutil.rmtree(folder, ignore_errors=True)
                given.output.write_text(json.dumps(results, indent=1), "utf-8")
                print(f"{size:,} {name}: done", file=sys.stderr, flush=True)
        for collection in given.collections:
            for name in ("whoosh", "tantivy", "fts5", "fts5 porter"):
                folder = Path(place) / f"{name.replace(' ', '-')}-{collection}"
                results["ndcg@10"].setdefault(collection, {})[name] = _child(
                    "--do", "quality", name, collection, str(folder)
                )
        given.output.write_text(json.dumps(results, indent=1), "utf-8")
    print(tables(results))


ROWS = (
    *(
        ("build_cpu_s", "build, CPU s"),
        ("index_mb", "index, MB"),
        ("build_rss_mb", "peak memory of build, MB"),
    ),
    *(("ask_rss_mb", "peak memory of asking, MB"), ("open_s", "cold open and first answer, s")),
    *(("add_s", "add one, s"), ("update_s", "update one, s"), ("delete_s", "delete one, s")),
)


def tables(results: dict[str, Any]) -> str:
    """The figures as Markdown; what is in brackets is the ratio to FTS5."""
    out: list[str] = []
    for size, found in results["sizes"].items():
        names = [name for name in NAMES if name in found]
        out += [
            f"\n### {int(size):,} documents\n",
            "| | " + " | ".join(names) + " |",
            "|---" * (len(names) + 1) + "|",
        ]
        base = found.get("fts5", {})
        for key, label in ROWS:
            out.append(_row(label, [found[name].get(key) for name in names], base.get(key)))
        for kind in KINDS:
            for rank in ("p50", "p95"):
                values = [found[name].get("ms", {}).get(kind, {}).get(rank) for name in names]
                out.append(_row(f"{kind} {rank}, ms", values, base.get("ms", {}).get(kind, {}).get(rank)))
    if results["ndcg@10"]:
        names = list(next(iter(results["ndcg@10"].values())))
        out += ["\n### nDCG@10\n", "| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
        out += [
            f"| {one} | "
            + " | ".join(f"{value:.3f}" if isinstance(value, float) else "-" for value in found.values())
            + " |"
            for one, found in results["ndcg@10"].items()
        ]
    return "\n".join(out)


def _row(label: str, values: Sequence[float | None], base: float | None) -> str:
    cells = ["-" if value is None else f"{_short(value)}{_ratio(value, base)}" for value in values]
    return f"| {label} | " + " | ".join(cells) + " |"


def _short(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def _ratio(value: float, base: float | None) -> str:
    return f" ({_short(value / base)}x)" if base else ""


if __name__ == "__main__":
    main(sys.argv[1:])
