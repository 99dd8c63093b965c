"""Open the Word file in another word processor: its words, headings and footnotes are all there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from dossier.domain.dossiers import StatementForm
from dossier.export.building import build_outline
from dossier.export.docx import export_docx

from tests.helpers.pdf_reading import page_texts, squeezed
from tests.helpers.sample_bundle import ARABIC, bundle, section, statement, with_figures

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


def test_a_quotation_stands_between_quotation_marks(tmp_path: Path) -> None:
    quoted = statement(1, "It was said twice.", (1,), form=StatementForm.QUOTATION)
    export_docx(build_outline(bundle(section(1, "Said", quoted))), tmp_path / "dossier.docx")
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "dossier.docx")).paragraphs]
    assert any("“It was said twice.”" in line for line in words)
