"""What a document says of itself: title, author, date, language, kind, source, claim."""

from __future__ import annotations

import pytest
from dossier.corpus.cleaning import clean
from dossier.corpus.metadata import Description, KnownSource, describe
from dossier.corpus.readers.result import ReadResult
from dossier.domain.corpus import DocumentKind
from dossier.domain.evidence import Verdict
from dossier.domain.verdicts import normalise_verdict

TITLE = "Observers reach the border"
BODY = (
    "The council agreed on Tuesday to send observers to the border, officials in the capital said. "
    "Nobody was hurt when shots were fired near the crossing on Monday, and the road stayed open."
)
ARABIC_TITLE = "المراقبون يصلون إلى الحدود"
ARABIC = (
    "قرر المجلس يوم الثلاثاء إرسال مراقبين إلى الحدود كما قال مسؤولون في العاصمة. "
    "ولم يصب أحد بأذى عندما أطلقت أعيرة نارية قرب المعبر يوم الاثنين وبقي الطريق مفتوحا."
)
SOURCES = (
    KnownSource("Example Monitor", ("EXMO", "مرصد المثال"), ("exmo.org",), "monitoring group"),
    KnownSource("Truthfinder", ("تحقق المثال",), ("truthfinder.net",), "fact-checker"),
    KnownSource("The Daily Example", (), ("daily.example",), "newspaper"),
)


def described(text: str, file: str = "file.txt", **said: object) -> Description:
    read = ReadResult(text, **said)  # type: ignore[arg-type]
    return describe(read, clean(text), file, SOURCES)


def published(text: str, **said: object) -> str | None:
    found = described(text, **said).published
    return str(found) if found else None


# -- title


def test_the_first_line_is_the_title() -> None:
    assert described(f"{TITLE}\n\n{BODY}").title == TITLE


def test_a_date_or_a_sign_above_the_title_is_none() -> None:
    assert described(f"9 May 2024\n\n` `\n{TITLE}\n\n{BODY}").title == TITLE


def test_marks_of_markdown_are_no_part_of_the_title() -> None:
    assert described(f"## **{TITLE}**\n\n{BODY}").title == TITLE


@pytest.mark.parametrize("shown", [f"{TITLE} | The Daily Example", f"{TITLE} - The Daily Example"])
def test_the_site_is_no_part_of_a_title(shown: str) -> None:
    assert described(BODY, title=shown, publisher="The Daily Example").title == TITLE


def test_a_dash_in_a_title_stays() -> None:
    title = "War and peace - a history of two rivers"
    assert described(f"{title}\n\n{BODY}").title == title
    assert described(BODY, title=title, publisher="The Daily Example").title == title


def test_a_text_that_begins_at_once_gets_its_first_sentence() -> None:
    title = described(f"{BODY} {BODY} {BODY}").title
    assert BODY.startswith(title.rstrip("…"))
    assert len(title) <= 250


def test_a_file_without_words_keeps_its_name() -> None:
    assert described("12 34", "scan 7.txt").title == "scan 7"


# -- date


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("May 9, 2024", "2024-05-09"),
        ("6th December 2024", "2024-12-06"),
        ("Published: 19/01/2024", "2024-01-19"),
        ("Thursday, May 9, 2024 - 10:30 GMT", "2024-05-09"),
        ("By Jane Roe | 3 May 2024", "2024-05-03"),
        ("January 2024", "2024-01"),
        ("2024", "2024"),
        ("Updated 5 May 2024", "2024-05-05"),
        ("CAIRO, March 25, 2024 (Example) - Delegates met here.", "2024-03-25"),
        ("10 Ramadan 1445 AH", "2024-03-20"),
    ],
)
def test_a_dateline_near_the_top_is_the_date(line: str, iso: str) -> None:
    assert published(f"{TITLE}\n\n{line}\n\n{BODY}") == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("٩ أيار/مايو 2024", "2024-05-09"),
        ("الخميس 9 مايو 2024", "2024-05-09"),
        ("نشر في: 03/04/2024", "2024-04-03"),
        ("10 رمضان 1445هـ", "2024-03-20"),
        ("10 رمضان 1445هـ الموافق 20 مارس 2024م", "2024-03-20"),
        ("تاريخ النشر: ٣ مايو ٢٠٢٤", "2024-05-03"),
        ("كانون الثاني 2024", "2024-01"),
    ],
)
def test_an_arabic_dateline_is_the_date(line: str, iso: str) -> None:
    assert published(f"{ARABIC_TITLE}\n\n{line}\n\n{ARABIC}") == iso


def test_the_first_publication_counts_before_an_update() -> None:
    assert published(f"{TITLE}\nUpdated: 7 May 2024\nPublished: 5 May 2024\n{BODY}") == "2024-05-05"


@pytest.mark.parametrize(
    "line",
    ["On May 9, 2024, the council met in the town hall and spoke about the border for hours.",
     "The attack of 22 March 2024 was followed by a statement of the group, which denied it.",
     "It will not happen before January 2026, the minister said in the interview with the paper."],
)  # fmt: skip
def test_the_date_of_an_event_is_not_the_date_of_publication(line: str) -> None:
    assert published(f"{TITLE}\n\n{line}\n\n{BODY}") is None


def test_a_date_that_can_mean_two_days_is_not_guessed() -> None:
    assert published(f"{TITLE}\n\n3/4/2024\n\n{BODY}") is None


def test_what_the_file_declares_counts_first() -> None:
    assert published(f"{TITLE}\n\n9 May 2024\n\n{BODY}", published="2024-05-08") == "2024-05-08"
    assert published(f"{TITLE}\n\n9 May 2024\n\n{BODY}", published="yesterday") == "2024-05-09"


def test_a_sentence_that_tells_of_the_first_publication_dates_its_translation() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nThis paper was originally published in French on 2/17/2024 there"
    assert published(text) == "2024-02-17"


# -- author


@pytest.mark.parametrize(
    "line", ["By Jane Roe", "Written by Jane Roe", "By Jane Roe | 3 May 2024", "Author: Jane Roe"]
)
def test_a_byline_names_the_author(line: str) -> None:
    assert described(f"{TITLE}\n{line}\n\n{BODY}").author == "Jane Roe"


def test_an_arabic_byline_names_the_author() -> None:
    assert described(f"{ARABIC_TITLE}\nبقلم: ليلى حداد\n\n{ARABIC}").author == "ليلى حداد"


def test_a_name_that_stands_twice_is_a_byline() -> None:
    assert described(f"{TITLE}\nJane Roe Jane Roe\n3 May 2024\n\n{BODY}").author == "Jane Roe"


@pytest.mark.parametrize(
    "line", ["By the river, nobody was seen all day", "By 2024 the border will be closed"]
)
def test_a_sentence_that_begins_with_by_names_nobody(line: str) -> None:
    assert described(f"{TITLE}\n{line}\n\n{BODY}").author is None


# -- language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (ARABIC, "ar"),
        ("حزب الله يعلن موقفه", "ar"),
        ("Hamas denies the report of the ministry", "en"),
        ("رئیس جمهور گفت که وضعیت در مرز همچنان دشوار است و نیروهای گروه پیشروی می‌کنند", "fa"),
        ("Президент заявил, что ситуация на границе остается сложной", "ru"),
        ("הנשיא אמר כי המצב בגבול נותר קשה מאוד", "he"),
        (
            "Le président a déclaré que la situation à la frontière restait très difficile pour les habitants",
            "fr",
        ),
    ],
)
def test_the_language_is_that_of_the_text(text: str, language: str) -> None:
    assert described(text).language == language


def test_a_text_of_figures_has_no_language() -> None:
    assert described("12 34 56 78").language is None
    assert described("12 34 56", language="ar").language == "ar"


# -- kind and claim

CHECK = (
    "Old video of a flood shared as new\n\nThe Claim\n\nThe video shows the flood of this week.\n\nAnalysis\n\n"
    f"{BODY}\n\nTruthfinder’s Classification\n\nMisleading\n"
)
ARABIC_CHECK = f"{ARABIC_TITLE}\n\nالادعاء\n\nالفيديو يظهر فيضان هذا الأسبوع.\n\nالتحليل\n\n{ARABIC}\n\nالتصنيف\n\nمضلل\n"


@pytest.mark.parametrize(
    ("text", "claim", "printed"),
    [(CHECK, "The video shows the flood of this week.", "Misleading"), (ARABIC_CHECK, "الفيديو يظهر فيضان هذا الأسبوع.", "مضلل")],
)  # fmt: skip
def test_a_fact_check_is_known_by_its_claim_and_verdict(text: str, claim: str, printed: str) -> None:
    found = described(text)
    assert found.kind is DocumentKind.FACT_CHECK
    assert found.claim is not None
    assert (found.claim.claim, found.claim.verdict_printed) == (claim, printed)
    assert found.claim.verdict is Verdict.MISLEADING


def test_a_claim_without_a_verdict_makes_no_fact_check() -> None:
    found = described(f"{TITLE}\n\nThe Claim\n\nThe group says it did it.\n\n{BODY}")
    assert found.kind is DocumentKind.ARTICLE
    assert found.claim is None


def test_a_declared_review_makes_a_fact_check() -> None:
    found = described(f"{TITLE}\n\n{BODY}", claim="The flood is new", verdict="Pants on Fire")
    assert found.claim is not None
    assert found.claim.verdict is Verdict.FALSE


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("True", Verdict.TRUE), ("Mostly True", Verdict.MOSTLY_TRUE), ("Half true", Verdict.MIXTURE), ("False", Verdict.FALSE),
        ("Partly false", Verdict.MIXTURE), ("Fake", Verdict.FALSE), ("Not true", Verdict.FALSE), ("Incorrect", Verdict.FALSE),
        ("Inaccurate", Verdict.FALSE), ("Misleading", Verdict.MISLEADING), ("Missing context", Verdict.MISSING_CONTEXT),
        ("Unproven", Verdict.UNPROVEN), ("Satire", Verdict.SATIRE), ("صحيح", Verdict.TRUE), ("غير صحيح", Verdict.FALSE),
        ("زائف", Verdict.FALSE), ("مضلل", Verdict.MISLEADING), ("ساخر", Verdict.SATIRE), ("Analysis", None), ("", None),
    ],
)  # fmt: skip
def test_a_printed_verdict_is_normalised(printed: str, verdict: Verdict | None) -> None:
    assert normalise_verdict(printed) is verdict


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{TITLE}\n\n{BODY}", DocumentKind.ARTICLE),
        (f"{ARABIC_TITLE}\n\n{ARABIC}", DocumentKind.ARTICLE),
        (f"{TITLE}\n\n{BODY}[1] {BODY}[2]\n\n[1] A source.\n[2] Another.", DocumentKind.REPORT),
        (f"Annual review\n\nExecutive summary\n\n{BODY}", DocumentKind.REPORT),
        (f"To: all branches\nFrom: the office\nSubject: the border\n\n{BODY}", DocumentKind.MEMO),
        (
            f"New leak: memo shows a plan for the border\n\nAccording to a leaked memo, {BODY}",
            DocumentKind.ARTICLE,
        ),
        ("Forwarded from The Channel\n\nOur men are at the border. #border #victory", DocumentKind.POST),
        ("Thank you", DocumentKind.OTHER),
    ],
)
def test_the_kind_follows_from_the_form(text: str, kind: DocumentKind) -> None:
    assert described(text).kind is kind


# -- source


def test_the_notice_below_an_article_tells_the_source_although_it_is_taken_off() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nRead More\n\nExample Monitor is a non-profit organisation. All donations to Example Monitor are tax-deductible."
    assert "donations" not in clean(text).text
    assert described(text).source == "Example Monitor"
    assert described(text).kind is DocumentKind.REPORT


def test_headings_of_the_publisher_tell_the_source() -> None:
    assert described(CHECK).source == "Truthfinder"


def test_a_source_that_is_only_written_about_did_not_publish() -> None:
    assert (
        described(f"{TITLE}\n\n{BODY} Truthfinder and Example Monitor reported on it.\n\n{BODY}").source
        is None
    )


def test_a_page_tells_its_source_by_address_or_name() -> None:
    assert described(f"{TITLE}\n\n{BODY}", url="https://www.exmo.org/reports/1").source == "Example Monitor"
    assert described(f"{TITLE}\n\n{BODY}", url="https://notexmo.org/1").source is None
    assert described(f"{TITLE}\n\n{BODY}", publisher="EXMO").source == "Example Monitor"
    assert described(f"{TITLE}\n\n{BODY}", publisher="The Unknown Times").source == "The Unknown Times"


def test_a_line_that_names_the_source_counts() -> None:
    assert described(f"{TITLE}\n\nSource: The Daily Example\n\n{BODY}").source == "The Daily Example"
