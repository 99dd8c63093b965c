"""Searching children that hang or die, for tests of their parent."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from dossier.search import worker


def answering(start: str) -> Callable[[str], str]:
    """Like the real one, but the words `hang` and `die` do what they say and `fail` raises."""
    real = worker.answering(start)

    def work(task: str) -> str:
        if '\\"hang\\"' in task:
            threading.Event().wait()
        if '\\"die\\"' in task:
            os._exit(7)
        if '\\"fail\\"' in task:
            raise LookupError
        return real(task)

    return work
