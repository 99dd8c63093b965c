"""The PDF, read back: every sentence resolves or is marked, links land both ways, Arabic is found."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from dossier.domain.dossiers import TLP, StatementForm
from dossier.export.building import build_outline
from dossier.export.outline import Mark, NameUse, Outline, OutlineSection
from dossier.export.pdf import TLP_COLOURS, export_pdf, render

from tests.helpers.pdf_reading import Jump, jumps, page_texts, spots_of, squeezed
from tests.helpers.sample_bundle import ARABIC, SECRET, bundle, section, statement, with_figures
from tests.helpers.sample_outline import entry, item, sample

MARK = re.compile(r"\[(\d+): ([A-F][1-6])\]")
NEAR = 30.0
"""Points between a link's landing place and the words that it promises: less than two lines."""


def _written(outline: Outline, folder: Path) -> Path:
    path = folder / "dossier.pdf"
    assert export_pdf(outline, path).warnings == ()
    return path


def _anchored_sources(path: Path) -> dict[int, list[tuple[int, float]]]:
    """Where `[n]` of each source entry stands: page, height."""
    found: dict[int, list[tuple[int, float]]] = {}
    for number in range(1, 20):
        found[number] = [(spot.page, spot.y) for spot in spots_of(path, f"[{number}]")]
    return found


def _backs(path: Path) -> list[Jump]:
    """The ways back from the source list: all links from its first “Cited at” on."""
    first = spots_of(path, "Cited at")[0]
    return [
        jump
        for jump in jumps(path)
        if jump.place.page > first.page
        or (jump.place.page == first.page and jump.place.y < first.y + NEAR / 2)
    ]


def test_it_is_pdf_a_2b(tmp_path: Path) -> None:
    data = _written(build_outline(bundle()), tmp_path).read_bytes()
    assert data.startswith(b"%PDF-1.7")
    metadata = data[data.index(b"<?xpacket begin") : data.index(b"<?xpacket end")]
    assert re.search(rb"pdfaid:part(?:>|=\")2", metadata)
    assert re.search(rb"pdfaid:conformance(?:>|=\")B", metadata)


def test_the_same_outline_gives_the_same_bytes() -> None:
    outline = build_outline(bundle())
    assert render(outline) == render(outline)


def test_another_time_gives_other_bytes() -> None:
    outline = build_outline(bundle())
    later = replace(outline, made_at=outline.made_at.replace(year=2027))
    assert render(outline)[0] != render(later)[0]


@pytest.mark.parametrize("level", list(TLP))
def test_the_label_stands_twice_on_every_page_and_nothing_above_it_is_in(tmp_path: Path, level: TLP) -> None:
    pages = page_texts(_written(build_outline(bundle(), level), tmp_path))
    for page in pages:
        assert len(re.findall(rf"{re.escape(level)}(?![+\w])", page)) >= 2
        for other in TLP:
            if other is not level:
                assert not re.search(rf"{re.escape(other)}(?![+\w])", page)
    shown = squeezed(SECRET) in squeezed("".join(pages))
    assert shown == (level is TLP.RED)


def test_the_labels_have_the_official_colours() -> None:
    # FIRST, Traffic Light Protocol 2.0, "TLP in RGB".
    assert TLP_COLOURS == {
        TLP.RED: "#ff2b2b",
        TLP.AMBER: "#ffc000",
        TLP.AMBER_STRICT: "#ffc000",
        TLP.GREEN: "#33ff00",
        TLP.CLEAR: "#ffffff",
    }


def test_every_page_says_which_of_how_many_it_is(tmp_path: Path) -> None:
    pages = page_texts(_written(build_outline(bundle()), tmp_path))
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page


def test_every_sentence_has_its_marks_or_its_note_behind_it(tmp_path: Path) -> None:
    outline = build_outline(bundle())
    text = squeezed("".join(page_texts(_written(outline, tmp_path))))
    entries = {entry.number for entry in outline.entries}
    for part in outline.sections:
        for one in part.items:
            end = text.rindex(squeezed(one.text)) + len(squeezed(one.text))
            following = text[end : end + 120]
            printed = MARK.findall(following.replace(":", ": "))
            assert [int(number) for number, _ in printed][: len(one.marks)] == [
                mark.number for mark in one.marks
            ]
            assert {int(number) for number, _ in printed} <= entries
            if not one.marks:
                assert squeezed(one.notes[0]) in following


def test_each_mark_lands_at_its_entry(tmp_path: Path) -> None:
    outline = build_outline(with_figures())
    path = _written(outline, tmp_path)
    sources = _anchored_sources(path)
    marks = [jump for jump in jumps(path) if MARK.fullmatch(jump.text)]
    assert len(marks) == len(outline.marks)
    for jump in marks:
        match = MARK.fullmatch(jump.text)
        assert match is not None
        assert jump.lands is not None
        places = sources[int(match[1])]
        assert any(
            page == jump.lands.page and abs(height - jump.lands.y) < NEAR for page, height in places
        ), jump


def test_each_entry_leads_back_to_every_mark(tmp_path: Path) -> None:
    outline = build_outline(with_figures())
    path = _written(outline, tmp_path)
    links = jumps(path)
    marks = [jump for jump in links if MARK.fullmatch(jump.text)]
    backs = _backs(path)
    assert len(backs) == sum(len(one.anchors) for one in outline.entries)
    for one in outline.entries:
        for _ in one.anchors:
            back = backs.pop(0)
            assert back.lands is not None
            near = [
                mark
                for mark in marks
                if mark.text == f"[{one.number}: {one.grade}]"
                and mark.place.page == back.lands.page
                and abs(mark.place.y - back.lands.y) < NEAR
            ]
            assert near, back


def test_a_way_back_is_named_after_its_statement(tmp_path: Path) -> None:
    backs = {jump.text for jump in _backs(_written(build_outline(with_figures()), tmp_path))}
    assert {"1.1", "2.1", "timeline"} <= backs


def test_the_number_of_a_quotation_stands_left_of_its_bar(tmp_path: Path) -> None:
    quotation = statement(1, "It was said twice.", (1,), form=StatementForm.QUOTATION)
    plain = statement(2, "So it was said again.", (1,))
    path = _written(build_outline(bundle(section(1, "Said", quotation, plain))), tmp_path)
    assert spots_of(path, "1.1")[0].x == pytest.approx(spots_of(path, "1.2")[0].x, abs=1)


def test_the_contents_lead_to_the_headings(tmp_path: Path) -> None:
    outline = build_outline(bundle())
    path = _written(outline, tmp_path)
    links = jumps(path)
    for title in (*(part.title for part in outline.sections), "Names", "Gaps", "Sources", "Method"):
        found = [jump for jump in links if jump.text.startswith(title) and jump.place.page == 1]
        assert found, title
        assert all(jump.lands is not None and jump.lands.page >= 2 for jump in found)


def test_judgements_and_the_source_summary_come_before_the_sections(tmp_path: Path) -> None:
    path = _written(build_outline(bundle()), tmp_path)
    whole = squeezed("".join(page_texts(path)[1:]))
    begins = whole.index(squeezed("It will go on."))
    assert begins < whole.index("Thisdossiercites") < whole.rindex("Thegroupsaidithad")
    [link] = [jump for jump in jumps(path) if jump.text == "statement 1.2"]
    there = spots_of(path, "1.2")[-1]
    assert link.lands is not None
    assert (link.lands.page, abs(link.lands.y - there.y) < NEAR) == (there.page, True)


def test_rows_of_tables_stay_whole_and_pages_say_their_chapter(tmp_path: Path) -> None:
    names = tuple(
        NameUse(
            f"Name{number}x", f"Begin{number}x " + "The Daily Wire of Examples (2), " * 9 + f"End{number}x"
        )
        for number in range(24)
    )
    path = _written(replace(sample(), names=names), tmp_path)
    pages = page_texts(path)
    for number in range(24):
        [page] = [place for place, text in enumerate(pages) if f"Begin{number}x" in text]
        assert f"End{number}x" in pages[page]
    later = [text for text in pages[3:] if "Name23x" in text or "Name20x" in text]
    assert later
    assert all("Names and who uses them" in text for text in later)


def test_an_arabic_dossier_is_laid_out_from_right_to_left(tmp_path: Path) -> None:
    part = section(
        1, "ملخص", statement(1, "هجوم على القافلة قرب الميناء.", (1,)), statement(2, "بيان جديد.", (1,))
    )
    path = _written(build_outline(bundle(part)), tmp_path)
    middle = 595 / 2
    assert spots_of(path, "ملخص")[-1].x > middle
    assert spots_of(path, "1.1")[0].x > middle
    assert spots_of(path, "هجوم")[-1].x > middle
    assert all(spot.x < middle for spot in spots_of(path, "Each sentence carries"))


def test_no_link_leads_outside_the_document(tmp_path: Path) -> None:
    linked = replace(entry(3, "Third", (9,)), url="https://example.org/a")
    outline = sample((item("So.", (Mark(3, "B2", 9),)),), (linked,))
    assert all(jump.lands is not None for jump in jumps(_written(outline, tmp_path)))


def test_arabic_words_are_found_by_searching(tmp_path: Path) -> None:
    path = _written(build_outline(bundle()), tmp_path)
    for word in (*ARABIC.rstrip(".").split(), "بيان الجماعة", "لواء المثال"):
        assert spots_of(path, word), word


def test_arabic_is_set_at_the_right_of_its_first_word(tmp_path: Path) -> None:
    """In a sentence that runs from right to left, the first word stands to the right of the second."""
    path = _written(build_outline(bundle()), tmp_path)
    words = ARABIC.rstrip(".").split()
    first, second = spots_of(path, words[0])[0], spots_of(path, words[1])[0]
    assert first.page == second.page
    assert abs(first.y - second.y) < 10
    assert first.x > second.x


def test_a_quotation_stands_beside_its_translation_and_its_translator(tmp_path: Path) -> None:
    text = squeezed("".join(page_texts(_written(build_outline(bundle()), tmp_path))))
    place = text.index(squeezed(ARABIC))
    around = text[max(0, place - 200) : place + 300]
    assert squeezed("The group claimed the attack on the convoy.") in around
    assert squeezed("Translation: N. Haddad") in around


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_another_reader_finds_the_same_words(tmp_path: Path) -> None:
    outline = build_outline(bundle())
    path = _written(outline, tmp_path)
    made = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    text = squeezed(made.stdout.decode())
    for part in outline.sections:
        for one in part.items:
            if not one.right_to_left:
                assert squeezed(one.text) in text
    assert "القافلة" in text


def test_the_source_list_has_outlet_descriptor_grade_capture_date_and_hash(tmp_path: Path) -> None:
    outline = build_outline(bundle())
    text = squeezed("".join(page_texts(_written(outline, tmp_path))))
    for one in outline.entries:
        for words in (one.title, one.descriptor, one.grade_words, one.published, one.sha256, one.file):
            assert squeezed(words) in text, words
        assert squeezed(f"captured {one.captured}") in text


def test_gaps_method_and_summary_are_printed(tmp_path: Path) -> None:
    outline = build_outline(bundle())
    text = squeezed("".join(page_texts(_written(outline, tmp_path))))
    for words in (*outline.gaps, *outline.source_summary.split(), *outline.method):
        assert squeezed(words.strip("(),.")) in text


def test_a_dossier_without_any_citation_is_written(tmp_path: Path) -> None:
    outline = build_outline(bundle(section(1, "Thoughts", statement(1, "So I think.", judgement=True))))
    assert "Nodocumentiscited." in squeezed("".join(page_texts(_written(outline, tmp_path))))


def test_control_characters_are_left_out_and_told() -> None:
    outline = sample((item("be\x00fore\x07 and\x1b after", (Mark(1, "B2", 9),)),))
    _, warnings = render(outline)
    assert len(warnings) == 1
    assert "U+0000" in warnings[0]
    assert "U+001B" in warnings[0]


def test_direction_overrides_do_not_turn_the_sentence_or_its_mark(tmp_path: Path) -> None:
    outline = sample((item("file \u202egnp.exe", (Mark(1, "B2", 9),)),))
    text = "".join(page_texts(_written(outline, tmp_path)))
    assert "file gnp.exe [1: B2]" in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_latin_words_inside_arabic_keep_their_order(tmp_path: Path) -> None:
    words = "قالت وكالة Example News إن الهجوم وقع قرب المدينة."
    outline = sample((item(words, (Mark(1, "B2", 9),), right_to_left=True),))
    path = _written(outline, tmp_path)
    made = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    assert "Example News" in made.stdout.decode()
    assert spots_of(path, "قالت")[0].x > spots_of(path, "Example")[0].x > spots_of(path, "المدينة")[0].x
    assert spots_of(path, "Example")[0].x < spots_of(path, "News")[0].x


def test_a_hundred_pages_keep_every_link(tmp_path: Path) -> None:
    """1,680 marks and 150 sources on more than a hundred pages; `tests/bench` measures the time."""
    anchors: dict[int, list[int]] = {}
    sections, anchor = [], 0
    for part in range(30):
        items = []
        for line in range(28):
            marks = []
            for _ in range(2):
                anchor += 1
                number = (anchor * 7) % 150 + 1
                anchors.setdefault(number, []).append(anchor)
                marks.append(Mark(number, "B2", anchor))
            arabic = line % 3 == 0
            words = (
                ARABIC * 6 if arabic else f"Statement {part}.{line}: " + "it attacked the convoy again. " * 16
            )
            items.append(item(words, tuple(marks), right_to_left=arabic, quotation=arabic))
        sections.append(OutlineSection(f"Section {part}", tuple(items)))
    entries = tuple(
        entry(number, f"Title {number}", tuple(found)) for number, found in sorted(anchors.items())
    )
    path = _written(replace(sample(), sections=tuple(sections), entries=entries), tmp_path)
    links = jumps(path)
    assert len(page_texts(path)) >= 100
    assert all(jump.lands is not None for jump in links)
    assert sum(bool(MARK.fullmatch(jump.text)) for jump in links) == 1680
    assert len(_backs(path)) == 1680


def test_an_emoji_of_several_characters_is_one_replacement_and_told(tmp_path: Path) -> None:
    # Shrug of a woman with a skin tone: five characters, one sign; the flag is two.
    written = replace(
        sample(), description="a \U0001f937\U0001f3fd\u200d\u2640\ufe0f b \U0001f1eb\U0001f1f7 c"
    )
    path = tmp_path / "dossier.pdf"
    report = export_pdf(written, path)
    assert any("were replaced" in one for one in report.warnings)
    assert " ".join(page_texts(path)).count("\N{WHITE SQUARE}") == 2
