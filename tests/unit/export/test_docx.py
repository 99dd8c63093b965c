"""Open the Word file in another word processor: its words, headings and footnotes are all there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from dossier.export.docx import export_docx
from dossier.export.outline import build_outline

from tests.helpers.pdf_reading import page_texts, squeezed
from tests.helpers.sample_bundle import ARABIC, with_figures

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_it_with_footnotes_and_arabic(tmp_path: Path) -> None:
    outline = build_outline(with_figures())
    export_docx(outline, tmp_path / "dossier.docx")

    done = subprocess.run(
        [
            str(OFFICE),
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "dossier.docx"),
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0
    words = squeezed("".join(page_texts(tmp_path / "dossier.pdf")))
    for part in outline.sections:
        assert squeezed(part.title) in words
    for entry in outline.entries:
        assert entry.sha256 in words
    assert squeezed("Commander Example") in words
    assert all(squeezed(word) in words for word in ARABIC.rstrip(".").split())
