"""Whatever leaves a case is entered in its audit log, and `check` and `audit` tell when that was touched."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from dossier import cli
from dossier.case import create_case
from dossier.domain.actors import ActorRole
from dossier.jobs import NEVER_CANCELLED, no_progress


def test_import_merge_export_backup_and_deletion_are_entered(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(
        "Hamas and Hezbollah met in Beirut, said Hamas leader Yahya Sinwar.\n" * 3
    )
    case = create_case(tmp_path / "A.case")
    case.importer.work([tmp_path / "a.txt"])(no_progress, NEVER_CANCELLED)
    target = tmp_path / "out.md"
    case.exporting("Hamas", target, None)(no_progress, NEVER_CANCELLED)
    case.backing_up(tmp_path / "b.zip")(no_progress, NEVER_CANCELLED)
    one, other = (case.decisions.add_actor(name, ActorRole.GROUP) for name in ("One group", "Other group"))
    merge = case.decisions.merge(one, other)
    case.decisions.undo(merge)
    case.editor.remove(case.editor.all()[0].id)
    entries = list(reversed(case.audit.entries()))
    case.close()
    assert [entry.what for entry in entries] == [
        "import", "export", "exported", "backup", "merge", "undo merge", "delete dossier",
    ]  # fmt: skip
    assert entries[2].detail["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert all(entry.who for entry in entries)

    assert cli.run(["audit", str(tmp_path / "A.case"), "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["ok"] is True
    with sqlite3.connect(tmp_path / "A.case" / "case.db") as raw:
        raw.execute("UPDATE audit SET who = 'nobody' WHERE id = 4")
    raw.close()
    assert cli.run(["audit", str(tmp_path / "A.case")]) == 1
    assert "Entry 4 does not fit" in capfd.readouterr().out
    assert cli.run(["check", str(tmp_path / "A.case")]) == 1
    assert "entry 4" in capfd.readouterr().out
