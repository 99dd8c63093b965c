"""The lines above the first paragraph: which is the title, who signs, which date is that of publication."""

from __future__ import annotations

import pytest
from dossier.corpus.bylines import name_in
from dossier.corpus.cleaning import clean
from dossier.corpus.datelines import is_only_date
from dossier.corpus.head import Head
from dossier.corpus.head_lines import is_label, is_ways
from dossier.corpus.metadata import Description, KnownSource, describe
from dossier.corpus.readers.result import ReadResult
from dossier.domain.corpus import DocumentKind
from hypothesis import given
from hypothesis import strategies as st

TITLE = "Ferry service stops after shots at the pier"
BODY = (
    "The ferry between the two banks stopped on Sunday after shots had been fired at the pier, its captain said. "
    "Forty passengers spent the night in the waiting hall, and nobody could tell them when the next boat would leave."
)
ARABIC_TITLE = "توقف العبارة بعد إطلاق نار على الرصيف"
ARABIC = (
    "توقفت العبارة بين الضفتين يوم الأحد بعد إطلاق نار على الرصيف كما قال قبطانها للصحفيين مساء اليوم نفسه. "
    "وأمضى أربعون راكبا ليلتهم في قاعة الانتظار ولم يخبرهم أحد بموعد القارب التالي."
)
SOURCES = (
    KnownSource("Coastwire", ("CW", "كوست واير"), ("coastwire.example",), "news agency"),
    KnownSource("Pier Monitor", (), (), "monitoring group"),
)


def described(text: str, **said: object) -> Description:
    return describe(ReadResult(text, **said), clean(text), "file.txt", SOURCES)  # type: ignore[arg-type]


HEADS = [
    # lines above the paragraph, author, published, source
    (f"Skip to content\nHome | World | Opinion\n{TITLE}\nBy Ada Nour | 3 March 2024\nShare this", "Ada Nour", "2024-03-03", None),
    (f"{TITLE}\nJan. 19, 2024 at 4:05 pm ET\nUpdated Jan. 21, 2024 at 9:12 am ET", None, "2024-01-19", None),
    (f"{TITLE}\nUpdated: 21 January 2024 | Published: 19 January 2024", None, "2024-01-19", None),
    (f"{TITLE}\nAda Nour\nPublished: November 14, 2023\nLast updated: November 15, 2023", "Ada Nour", "2023-11-14", None),
    (f"Posted on October 21, 2024 by Ada Nour\n{TITLE}", "Ada Nour", "2024-10-21", None),
    (f"Posted on October 21, 2024 by Staff Writer\n{TITLE}", None, "2024-10-21", None),
    (f"Menu\nClose\n{TITLE}\nWritten by\nAda Nour\n8 Sep 2024", "Ada Nour", "2024-09-08", None),
    (f"NEWS / MIDDLE EAST\n{TITLE}\nBy Ada Nour and Tom Reyes\nPublished On 8 Sep 2024", "Ada Nour and Tom Reyes", "2024-09-08", None),
    (f"{TITLE}\n03/04/2024\nLast updated: 15/04/2024", None, "2024-04-03", None),
    (f"{TITLE}\n1 Ramadan 1445 AH, corresponding to 11 March 2024", None, "2024-03-11", None),
    (f"{TITLE}\nTue 2 Jan 2024 17.23 GMT\nLast modified on Wed 3 Jan 2024 08.01 GMT", None, "2024-01-02", None),
    (f"Coastwire\n{TITLE}\nDr. Ada Nour\nAugust 2022\n12 min read", "Dr. Ada Nour", "2022-08", "Coastwire"),
    (f"Title: {TITLE}\nURL: https://www.coastwire.example/a/1\nDate: 5 May 2024\nAuthor: Ada Nour", "Ada Nour", "2024-05-05", "Coastwire"),
    (f"{TITLE}\nGaza City\n5 May 2024", None, "2024-05-05", None),
    (f"LIVE\nElections abroad\nNewsletters\n{TITLE}\nIssued on: 27/02/2024 - 11:40\nModified: 28/02/2024", None, "2024-02-27", None),
    (f"{TITLE}\nADA NOUR, Washington\n18 April 2024 • 6:22pm", "ADA NOUR", "2024-04-18", None),
    (f"# {TITLE}\n\n> Published 17 March 2024 · Ada Nour · 9 min read", "Ada Nour", "2024-03-17", None),
    (f"# {TITLE}\n\n**Ada Nour** — *3 November 2019*", "Ada Nour", "2019-11-03", None),
    (f"{TITLE}\nJuly 7, 2023 by Ada Nour\nReading Time: 2 mins read", "Ada Nour", "2023-07-07", None),
    (f"{TITLE}\nMay, 25, 2023 - 13:41", None, "2023-05-25", None),
    (f"{TITLE}\nCoastwire / Beirut\n9 May 2024", None, "2024-05-09", "Coastwire"),
    (f"Coastwire\nResearch paper\nRivers and Borders Programme\n{TITLE}\nAda Nour and Tom Reyes\nSeptember 2023", "Ada Nour and Tom Reyes", "2023-09", "Coastwire"),
    (f"{TITLE}\nCoastwire\n(April 1, 2024 / Coastwire) The ferry stopped and forty passengers had to wait for the next.", None, "2024-04-01", "Coastwire"),
    (f"Policy Analysis / Ferries of the South\n{TITLE}\nby Ada Nour, Tom Reyes\nOct 24, 2023", "Ada Nour, Tom Reyes", "2023-10-24", None),
    (f"{TITLE}\nCoastwire Staff & Agencies\n06 June, 2024\nLast Update\n07 June, 2024 15:22 PM", None, "2024-06-06", "Coastwire"),
    (f"{TITLE}\nInterview by Ada Nour\n05.11.2024", "Ada Nour", "2024-11-05", None),
    (f"{TITLE}\nAda Nour is a writer based in Amman.\n15 Nov 2020", "Ada Nour", "2020-11-15", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "author", "published", "source"), HEADS)
def test_the_head_of_a_page_is_read(
    head: str, author: str | None, published: str | None, source: str | None
) -> None:
    found = described(f"{head}\n\n{BODY}\n\n{BODY}")
    assert found.title == TITLE
    assert (found.author, str(found.published or "") or None, found.source) == (author, published, source)


ARABIC_HEADS = [
    (f"الرئيسية\nأخبار\n{ARABIC_TITLE}\nكتب: سامر النجار\n٣ مارس ٢٠٢٤\nآخر تحديث: ٤ مارس ٢٠٢٤ - ١٠:٣٠ ص", "سامر النجار", "2024-03-03"),
    (f"{ARABIC_TITLE}\nالجمعة 19 كانون الثاني 2024 - 8 رجب 1445هـ", None, "2024-01-19"),
    (f"{ARABIC_TITLE}\nبقلم ليلى النجار | الخميس ٥ تشرين الأول ٢٠٢٣\n5 دقائق قراءة", "ليلى النجار", "2023-10-05"),
    (f"{ARABIC_TITLE}\nتاريخ النشر: 12/05/2024", None, "2024-05-12"),
    (f"{ARABIC_TITLE}\nسامر النجار – بيروت\nالأربعاء 27 آذار 2024 | 06:15", "سامر النجار", "2024-03-27"),
    (f"{ARABIC_TITLE}\nأخبار سوريا\n30.07.2024 - محدث : 31.07.2024", None, "2024-07-30"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "author", "published"), ARABIC_HEADS)
def test_the_head_of_an_arabic_page_is_read(head: str, author: str | None, published: str | None) -> None:
    found = described(f"{head}\n\n{ARABIC}\n\n{ARABIC}")
    assert found.title == ARABIC_TITLE
    assert (found.author, str(found.published)) == (author, published)


def test_a_memo_is_named_by_its_subject_and_signed_by_its_sender() -> None:
    found = described(
        f"CONFIDENTIAL\n\nTo: All piers\nFrom: Office of the Harbour\nDate: 10 December 2023\nSubject: Lamps at night\n\n{BODY}"
    )
    assert (found.title, found.author, str(found.published)) == (
        "Lamps at night",
        "Office of the Harbour",
        "2023-12-10",
    )
    assert found.kind is DocumentKind.MEMO


def test_an_arabic_memo_below_an_invocation_too() -> None:
    found = described(
        f"بسم الله الرحمن الرحيم\n\nمن: إدارة المرفأ\nإلى: جميع الأرصفة\nالتاريخ: 11 جمادى الآخرة 1445هـ\nالموضوع: مصابيح الليل\n\n{ARABIC}"
    )
    assert (found.title, found.author, str(found.published)) == ("مصابيح الليل", "إدارة المرفأ", "2023-12-24")


def test_a_post_is_named_by_its_first_line_and_published_by_its_channel() -> None:
    found = described(
        "Pier Watchers\n@pierwatchers\n4 June 2024, 06:41\n\nThe ferry left at dawn.\n\nPictures later. #Ferry"
    )
    assert (found.title, found.source, str(found.published)) == (
        "The ferry left at dawn.",
        "Pier Watchers",
        "2024-06-04",
    )
    assert found.kind is DocumentKind.POST


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("© 2024 The Harbour Courier. All rights reserved.", "The Harbour Courier"),
        ("Copyright 2023-2024 Harbour Media Group", "Harbour Media Group"),
        ("© Coastwire 2024", "Coastwire"),
        ("All rights reserved", None),
        ("جميع الحقوق محفوظة © 2024", None),
    ],
)
def test_the_owner_in_a_copyright_notice_published_it(line: str, source: str | None) -> None:
    assert described(f"{TITLE}\n\n{BODY}\n\n{line}").source == source


def test_an_agency_in_a_dateline_published_it() -> None:
    assert described(f"{TITLE}\n\nADEN, Jan 19 (Coastwire) - {BODY}").source == "Coastwire"
    assert described(f"{TITLE}\n\nThe pier (Coastwire had a picture) was empty. {BODY}").source is None


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("This paper was first published in French on 17 February 2024.", "2024-02-17"),
        ("Originally published on 17 February 2024", "2024-02-17"),
        ("نشر هذا التقرير للمرة الأولى في 17 شباط 2024", "2024-02-17"),
        ("A relief group published on 17 February 2024 a list of eleven names.", None),
        ("The video was first published on 17 February 2015 and shows another town.", None),
        ("The video of the parade, originally posted on 17 February 2015, shows no army.", None),
        ("نشرت الجماعة في 17 شباط 2024 بيانا عن الهجوم.", None),
    ],
)
def test_a_sentence_dates_the_text_only_when_it_speaks_of_it(sentence: str, iso: str | None) -> None:
    found = described(f"{TITLE}\n\n{BODY}\n\n{sentence}").published
    assert (str(found) if found else None) == iso


def test_a_review_above_a_paragraph_is_a_title_and_no_outlet() -> None:
    found = described(f"Weekly Cocoa Review\n\n{BODY}")
    assert (found.title, found.source) == ("Weekly Cocoa Review", None)


@pytest.mark.parametrize(
    ("lines", "title", "source"),
    [
        ("Pier Watch 🛰 (@pierwatch) on X\n19 Dec 2023 · 14:07", "The ferry left at dawn.", "Pier Watch"),
        ("Forwarded from Pier Watch", "The ferry left at dawn.", "Pier Watch"),
        (
            "Channel: Pier Watch\nDate: 29.10.2023 18:44\nViews: 3,410",
            "The ferry left at dawn.",
            "Pier Watch",
        ),
    ],
)
def test_the_head_of_a_post_names_the_channel(lines: str, title: str, source: str) -> None:
    found = described(f"{lines}\n\n{title}\n\nPictures later. #Ferry")
    assert (found.kind, found.title, found.source) == (DocumentKind.POST, title, source)


def test_a_date_in_the_title_is_part_of_it() -> None:
    found = described(
        f"Assessment of the river front, August 14, 2024\nCoastwire\nAugust 15, 2024, 8:50pm ET\n\n{BODY}"
    )
    assert (found.title, str(found.published)) == (
        "Assessment of the river front, August 14, 2024",
        "2024-08-15",
    )


def test_an_outlet_that_tells_of_itself_below_the_article_published_it() -> None:
    assert described(f"{TITLE}\n\n{BODY}\n\nPier Monitor is a 501(c)3 organization.").source == "Pier Monitor"
    assert (
        described(f"{TITLE}\n\n{BODY}\n\nPier Monitor is a group that counts ferries on the river.").source
        is None
    )


def test_an_update_alone_does_not_date_a_page_whose_first_date_is_unclear() -> None:
    assert described(f"{TITLE}\n03/04/2024\nUpdated: 5 May 2024\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ada Nour, Senior Correspondent", "Ada Nour"), ("Ada Nour in Beirut", "Ada Nour"), ("ADA NOUR", "ADA NOUR"),
        ("Ahmed al-Masri and Jean-Luc Petit", "Ahmed al-Masri and Jean-Luc Petit"), ("Prof. Ada B. Nour (guest)", "Prof. Ada B. Nour"),
        ("the river", None), ("News Desk", None), ("Coastwire News Agency", None), ("agencies", None), ("Our Correspondent", None),
    ],
)  # fmt: skip
def test_a_byline_names_people_and_no_desks(words: str, name: str | None) -> None:
    assert name_in(words) == name


def test_labels_ways_and_dates_are_told_from_titles() -> None:
    assert is_ways("Home » News » Middle East")
    assert not is_ways("War | Peace")
    assert is_label("TLP:AMBER")
    assert not is_label("Council agrees to nothing")
    assert is_only_date("Published: 3 March 2024, 10:15 GMT")
    assert not is_only_date("Attack of 3 March 2024")


@given(st.lists(st.text(max_size=60).map(lambda line: " ".join(line.split())).filter(bool), max_size=12))
def test_any_lines_make_a_head(lines: list[str]) -> None:
    head = Head(lines, frozenset(), True)
    title = head.title or ""
    head.author(title)
    head.published(title)
    head.masthead()
