"""The log says where an error came from and nothing of what a document says."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from dossier import log
from dossier.errors import UserError


@pytest.mark.expects_log
def test_the_message_of_an_exception_stays_out(tmp_path: Path) -> None:
    log.start_logging(tmp_path)
    try:
        raise ValueError("canary text of a document")
    except ValueError:
        log.logger("test").exception("a thing failed")
    finally:
        for handler in list(logging.getLogger("dossier").handlers):
            handler.flush()
        log.start_logging(None)
    written = (tmp_path / "dossier.log").read_text()
    assert "canary" not in written
    assert "ValueError" in written
    assert "test_log.py" in written


def test_only_our_own_detail_describes_an_error() -> None:
    assert log.describe(UserError("A sentence", detail="full")) == "UserError(full)"
    assert log.describe(ValueError("canary")) == "ValueError"
