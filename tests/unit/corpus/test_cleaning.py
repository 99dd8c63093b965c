"""Cleaning takes page furniture off and leaves every word of the author."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from dossier.corpus.cleaning import clean
from hypothesis import given
from hypothesis import strategies as st

BODY = (
    "The council met on Tuesday and agreed to send observers to the border.[1] Nobody was hurt, officials said.\n\n"
    "A second meeting is planned for the coming week, when the delegates hope to sign what they call a final text.[2]"
)
ARABIC = (
    "اجتمع المجلس يوم الثلاثاء وقرر إرسال مراقبين إلى الحدود، ولم يصب أحد بأذى كما قال مسؤولون في المدينة.\n\n"
    "ومن المقرر عقد اجتماع ثان في الأسبوع المقبل يأمل المندوبون أن يوقعوا خلاله ما يسمونه النص النهائي للاتفاق."
)
TITLE = "Council sends observers to the border"

FURNITURE_AT_THE_END = [
    "Leave a Reply", "Leave a Comment", "Leave a Reply Cancel reply", "Your email address will not be published. Required fields are marked *",
    "Please enter your comment!", "Please enter your name here", "Save my name, email, and website in this browser for the next time I comment.",
    "Read More", "Read more »", "Related Posts", "Related Post(s)", "Most Read", "You may also like", "Share this article", "Share", "Tweet",
    "Facebook | Twitter | WhatsApp", "Follow us on Telegram", "Advertisement", "We use cookies to give you the best experience.",
    "Subscribe to our newsletter and get the news every week.", "Sign up for our free newsletter", "© 2024 The Example Times. All rights reserved.",
    "Copyright 2024 Example Media", "Donate", "Please donate to keep our work going.", "All donations are tax-deductible.",
    "Please login or register to read the whole text.", "A supporting image within the article body",
    "A screenshot of a document Description automatically generated", "A map of a cityDescription automatically generated", "`", "` `",
    "Skip to content", "Back to top", "Privacy Policy", "Comments (12)", "Tags: border, council",
]  # fmt: skip
ARABIC_FURNITURE_AT_THE_END = [
    "اقرأ أيضا", "اقرأ أيضا: مقتل ثلاثة في هجوم", "مواضيع ذات صلة", "الأكثر قراءة", "شارك", "شارك المقال", "اترك تعليقا", "أضف تعليق",
    "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *", "التعليقات", "تابعونا على تيليجرام", "إعلان",
    "جميع الحقوق محفوظة لموقع المثال 2024", "اشترك في النشرة البريدية", "نستخدم ملفات تعريف الارتباط لتحسين تجربتكم",
]  # fmt: skip

THE_AUTHORS_OWN = [
    "Donations to the group are collected in mosques, two officials said, and brought to the front in lorries.",
    "The channel asked its followers to subscribe to the newsletter of the group, which appears every Friday.",
    "“All rights reserved for the martyrs,” the banner read, according to a man who had seen it from his window.",
    "He told the court that he would share this article with nobody, and that the police had read more into it.",
    "The company advertised on Facebook and Twitter until the sanctions came into force in March of the year.",
    "Comments by the minister were met with anger in the capital, where thousands marched to the parliament.",
    "[1] Council record of 4 March, page 12.", "[2] See the speech in full.", "1. First demand", "> A quotation stands here",
    "#border #council",
    "name | place | number",
    "- a list item of the author", "## A heading of the author", "What the video shows", "Verdict: Misleading", "The Claim",
    "وقال إن التبرعات تجمع في المساجد ثم تنقل إلى الجبهة في شاحنات كل أسبوع بحسب مصدرين مطلعين على الأمر.",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE_AT_THE_END)
def test_furniture_below_an_article_is_taken_off(line: str) -> None:
    assert clean(f"{TITLE}\n\n{BODY}\n\n{line}\n").text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize("line", ARABIC_FURNITURE_AT_THE_END)
def test_furniture_below_an_arabic_article_is_taken_off(line: str) -> None:
    assert clean(f"عنوان الخبر الأول\n\n{ARABIC}\n\n{line}").text == f"عنوان الخبر الأول\n\n{ARABIC}"


@pytest.mark.parametrize("line", THE_AUTHORS_OWN)
def test_what_the_author_wrote_is_kept_in_the_middle(line: str) -> None:
    text = f"{TITLE}\n\n{BODY}\n\n{line}\n\n{BODY}"
    assert clean(text).text == text


@pytest.mark.parametrize("line", THE_AUTHORS_OWN)
def test_what_the_author_wrote_is_kept_at_the_end(line: str) -> None:
    text = f"{TITLE}\n\n{BODY}\n\n{line}"
    assert clean(text).text == text
    assert clean(f"{text}\n\nLeave a Reply").text == text


def test_all_the_furniture_of_a_page_is_taken_off_at_once() -> None:
    page = "\n\n".join([TITLE, BODY, *FURNITURE_AT_THE_END])
    assert clean(page).text == f"{TITLE}\n\n{BODY}"
    page = "\n\n".join(["عنوان الخبر الأول", ARABIC, *ARABIC_FURNITURE_AT_THE_END])
    assert clean(page).text == f"عنوان الخبر الأول\n\n{ARABIC}"


def test_titles_linked_below_read_more_go_and_the_text_after_them_stays() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nRead More\n\nOld photo of a flood shared as new\n\nMinister denies talks with rebels\n\n{BODY}"
    assert clean(text).text == f"{TITLE}\n\n{BODY}\n\n{BODY}"


def test_a_paragraph_about_the_publisher_goes_with_its_heading() -> None:
    about = "The Example Institute monitors and translates what is said in the region, and works with schools. It is independent and non-profit."
    text = f"{TITLE}\n\n{BODY}\n\nThe Example Institute\n\n{about}\n\nRead More\n\nDonate"
    assert clean(text).text == f"{TITLE}\n\n{BODY}"


def test_a_name_or_title_that_stands_twice_is_left_once() -> None:
    text = f"{TITLE}\n\nJane Roe Jane Roe\nNews\n4 March 2024\n{TITLE}\n\n{BODY}"
    cleaned = clean(text).text
    assert cleaned == f"{TITLE}\n\n4 March 2024\n\n{BODY}"


def test_what_was_taken_off_is_told_with_its_place_and_reason() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nLeave a Reply\n"
    (block,) = clean(text).removed
    assert text[block.start : block.end] == "Leave a Reply"
    assert block.reason


def test_a_text_of_nothing_but_furniture_is_left_as_it_is() -> None:
    assert clean("Read More\n\nShare").text == "Read More\n\nShare"
    assert clean("").text == ""


@given(st.text(max_size=400))
def test_any_text_can_be_cleaned_and_only_loses_lines(text: str) -> None:
    cleaned = clean(text)
    before = [line.strip() for line in text.split("\n")]
    place = 0
    for line in cleaned.text.split("\n"):
        if line.strip():
            place = before.index(line.strip(), place) + 1


LINES = st.sampled_from(
    [*FURNITURE_AT_THE_END, *ARABIC_FURNITURE_AT_THE_END, *THE_AUTHORS_OWN, TITLE, "News", BODY, ARABIC, ""]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@pytest.mark.parametrize("name", ["newswire_en", "news_ar"])
def test_real_news_without_furniture_loses_nothing(name: str, corpora: Path) -> None:
    total = kept = 0
    with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for _, line in zip(range(500), lines, strict=False):
            text = json.loads(line)["text"].strip()
            total += len(text)
            kept += (
                sum(len(part) for part in clean(text).text.split()) + len(text) - len("".join(text.split()))
            )
    assert (total - kept) / total < 0.001


TAILS = [
    "Like this:\nLike\nLoading...", "Posted in News", "Previous article\nArmy leaves the hills\nNext article\nTruce talks resume",
    "Read also:\nArmy leaves the hills after a week", "Buy me a coffee", "Name *\nEmail *\nWebsite", "You must be logged in to post a comment.",
    "3 min read", "Copy link", "Photo credit: Example", "* * *", "Views: 1,204",
    "المقال السابق\nالجيش يغادر التلال", "قد يعجبك أيضًا", "كافة الحقوق محفوظة © 2024", "الاسم *\nالبريد الإلكتروني *", "فيسبوك\nتويتر\nواتساب",
]  # fmt: skip


@pytest.mark.parametrize("tail", TAILS)
def test_labels_and_forms_of_other_sites_are_taken_off(tail: str) -> None:
    assert clean(f"{TITLE}\n\n{BODY}\n\n{tail}").text == f"{TITLE}\n\n{BODY}"
    assert clean(f"{TITLE}\n\n{ARABIC}\n\n{tail}").text == f"{TITLE}\n\n{ARABIC}"


def test_a_line_repeated_without_end_is_cleaned_to_an_end() -> None:
    assert clean("Old title here now\n" * 20_000).text


def test_ways_through_the_site_above_the_title_go() -> None:
    text = f"Skip to main content\nHome | World | Opinion\nMenu\n{TITLE}\n\n{BODY}"
    assert clean(text).text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    "title", ["Home and away", "Close the gates, he said", "News from the border at last", "Opinion"]
)
def test_a_title_that_begins_like_a_label_stays(title: str) -> None:
    assert clean(f"{title}\n\n{BODY}").text == f"{title}\n\n{BODY}"


def test_topics_between_two_pieces_of_furniture_go() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nExplore more on these topics\nMarshes\nTribes of the river\nShare\nReuse this content"
    assert clean(text).text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "Misleading",
        "[1] Claim no. 214.",
        "The council’s sources:",
        "https://example.org/a",
    ],
)
def test_verdicts_notes_and_signatures_between_furniture_stay(line: str) -> None:
    text = f"{TITLE}\n\n{BODY}\n\nRead More\n\n{line}\n\nLeave a Reply"
    assert clean(text).text == f"{TITLE}\n\n{BODY}\n\n{line}"


def test_a_credit_goes_and_a_caption_stays() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nImage: Reuters\n\nImage: a man with a flag of the movement\n\n{BODY}"
    assert clean(text).text == text.replace("Image: Reuters\n\n", "")


def test_a_note_about_the_author_goes_below_furniture_alone() -> None:
    note = "Ada Nour is a senior fellow at the Institute for River Studies and the author of two books."
    assert (
        clean(f"{TITLE}\n\n{BODY}\n\nAbout the author\n{note}\nAccept\nDecline").text == f"{TITLE}\n\n{BODY}"
    )
    assert clean(f"{TITLE}\n\n{BODY}\n\n{note}").text == f"{TITLE}\n\n{BODY}\n\n{note}"


def test_a_sign_inside_a_headline_makes_no_way_through_a_site() -> None:
    for title in ("COAST <CW>, RIVER <RV> SET RATIO", "صدور كتاب «المفتاح» لـ«النهر» باللغة العربية"):
        assert clean(f"{title}\n\n{BODY}").text == f"{title}\n\n{BODY}"


def test_labels_between_the_byline_and_the_text_go() -> None:
    text = f"{TITLE}\nBy Ada Nour\n4 March 2024\nReading Time: 2 mins read\nShares\n\n{BODY}"
    assert clean(text).text == f"{TITLE}\nBy Ada Nour\n4 March 2024\n\n{BODY}"


def test_labels_written_as_links_go() -> None:
    text = f"# {TITLE}\n\n{BODY}\n\n[Share on Twitter](https://example.org/t) [Share on Facebook](https://example.org/f)"
    assert clean(text).text == f"# {TITLE}\n\n{BODY}"


def test_a_question_below_read_more_is_a_link_unless_a_paragraph_answers_it() -> None:
    link = f"{TITLE}\n\n{BODY}\n\nRead More\n\nIs this the new flag of the movement?\n\nThe desk’s verdict\n\nMisleading"
    assert "new flag" not in clean(link).text
    heading = f"{TITLE}\n\n{BODY}\n\nRead More\n\nIs this the new flag of the movement?\n\n{BODY}"
    assert "new flag" in clean(heading).text
