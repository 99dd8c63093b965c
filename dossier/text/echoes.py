"""Say how much of one sentence stands in another: word for word, or by its words of content."""

from __future__ import annotations

import re

from dossier.text.normalize import fold

ECHO = 0.6
"""Share of a sentence's content words that another must have to be taken for an echo of it."""
FEWEST = 4
"""Content words; a shorter sentence is found everywhere."""
_WORD = re.compile(r"\w{3,}")
_STOP = frozenset(
    "the and has was for are had his her not but you all who its our out may can did how now new say them "
    "that this with from have been were which their after before said they also into than more about when where while there other "
    "what would could does have video shows image photo post claim claims claimed على التي الذي هذا هذه ذلك وقال كما بعد قبل".split()
)


def plain_words(text: str) -> str:
    """Its words folded, one space between them, without any mark."""
    return " ".join(re.findall(r"\w+", fold(text)))


def content_words(text: str) -> frozenset[str]:
    """The first five letters of each content word: rebel and rebels are one."""
    return frozenset(word[:5] for word in _WORD.findall(fold(text)) if word not in _STOP)


def repeats(text: str, sentence: str) -> bool:
    """Whether a sentence of enough words stands in a text word for word; marks and case don't count."""
    return len(content_words(sentence)) >= FEWEST and f" {plain_words(sentence)} " in f" {plain_words(text)} "


def echoes(text: str, sentence: str) -> bool:
    """Whether a text has most of the content words of a sentence of enough words."""
    wanted = content_words(sentence)
    return len(wanted) >= FEWEST and len(wanted & content_words(text)) / len(wanted) >= ECHO
