"""A small outline with everything in it, for the tests of the writers."""

from __future__ import annotations

from datetime import UTC, datetime

from dossier.domain.dossiers import TLP
from dossier.export.outline import Entry, Item, Mark, NameUse, Outline, OutlineSection

HOSTILE = (
    '#read("/etc/passwd")',
    "@name and #link(1)",
    "<script>alert(1)</script>",
    "</w:t></w:r>",
    "[x](http://example.org) ![y](z)",
    "&lt; &amp; % \\textbf{x}",
    "=cmd|' /C calc'!A0",
    "*bold* _it_ `code` $x^2$",
)
ARABIC = "أعلنت الدولة الإسلامية مسؤوليتها عن الهجوم في موسكو."


def item(text: str, marks: tuple[Mark, ...], **values: object) -> Item:
    """A statement with defaults."""
    given = {"right_to_left": False, "quotation": False, "notes": (), **values}
    return Item(text=text, marks=marks, **given)  # type: ignore[arg-type]


def entry(number: int, title: str, anchors: tuple[int, ...], *, right_to_left: bool = False) -> Entry:
    """A source with defaults."""
    return Entry(
        number, title, right_to_left, "An outlet", "Newspaper, state-owned.", "B2", "usually reliable; probably true",
        "2024-05-09", "2026-11-21", f"file-{number}.txt", f"{number:064x}", "", anchors, ("A quote.",),
    )  # fmt: skip


def sample(extra: tuple[Item, ...] = (), entries: tuple[Entry, ...] = ()) -> Outline:
    """The outline of an actor with two sources, an Arabic quotation, a judgement and an unsourced statement."""
    first = OutlineSection(
        "Summary",
        (
            item("The group claimed the attack.", (Mark(1, "B2", 1), Mark(2, "F6", 2))),
            item(
                "It will probably go on.",
                (),
                notes=("analyst judgement", "likely (55–80 %)", "moderate confidence"),
            ),
            item("Nobody knows why.", (), notes=("no source",), unsourced=True),
        ),
    )
    quoted = item(
        ARABIC,
        (Mark(2, "F6", 3),),
        right_to_left=True,
        quotation=True,
        translation="It claimed it.",
        translator="A. B.",
    )
    second = OutlineSection(
        "Quotations",
        (quoted, item("A quoted sentence.", (Mark(1, "B2", 4),), quotation=True), *extra),
        withheld=1,
    )
    return Outline(
        title="Islamic State",
        subtitle="group (Organization)",
        description="A group.",
        tlp=TLP.AMBER_STRICT,
        draft=True,
        names=(NameUse("ISIS", "Reuters (2)"), NameUse("داعش", "الجزيرة (1)")),
        sections=(first, second),
        entries=(
            entry(1, "First title", (1, 4)),
            entry(2, "عنوان المقال الثاني", (2, 3), right_to_left=True),
            *entries,
        ),
        claims=(("Rebels threatened them.", "Misleading (misleading)", "Misbar"),),
        gaps=("1 statement has no source.",),
        source_summary="This dossier cites 2 documents.",
        method=("How it was made.",),
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
        case_name="Test",
        case_hash="0" * 64,
        version="0.1.0",
    )
