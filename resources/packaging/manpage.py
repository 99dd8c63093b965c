"""Write the manual page from the commands themselves, so that it can't fall behind them."""

from __future__ import annotations

import datetime
import os
from typing import Any

import typer.main
from dossier import __version__
from dossier.cli import app

HEAD = """\
.TH DOSSIER 1 "{date}" "Dossier {version}" "User Commands"
.SH NAME
dossier \\- collect, search and cite documents; write dossiers with graded sources
.SH SYNOPSIS
.B dossier
.RI [ COMMAND ]
.SH DESCRIPTION
Without a command the window opens on the last case. A case is a folder,
.IR NAME.case ,
that holds a database, the original files and a search index. Nothing leaves the machine: the program opens no connection.
.SH COMMANDS
"""
TAIL = """\
.SH EXIT STATUS
0 done; 1 done with problems, which are listed; 2 refused, with a sentence on standard error.
.SH ENVIRONMENT
.TP
.BR DOSSIER_DATA ", " DOSSIER_CONFIG ", " DOSSIER_LOGS
folders for cases made without naming a place, for the settings and for the log.
.TP
.B DOSSIER_VERBOSE
if set, the log goes to standard error too. It never holds text, titles, names or queries.
.SH FILES
.TP
.I NAME.case/case.db
the only truth; everything else but
.I originals/
can be made again from it.
.TP
.I ~/.config/dossier/settings.toml
the settings.
"""


def write() -> str:
    """The page as roff."""
    stamp = int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or None
    moment = (
        datetime.datetime.fromtimestamp(stamp, datetime.UTC) if stamp else datetime.datetime.now(datetime.UTC)
    )
    parts = [HEAD.format(date=f"{moment:%Y-%m-%d}", version=__version__)]
    group: Any = typer.main.get_command(app)
    for name, command in sorted(group.commands.items()):
        parts.append(_command(name, command))
    parts.append(TAIL)
    return "".join(parts)


def _command(name: str, command: Any) -> str:
    arguments, options = [], []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            shown = parameter.metavar or parameter.name.upper()
            arguments.append(shown if parameter.required else f"[{shown.strip('[]')}]")
        elif parameter.name != "help":
            options.append(parameter)
    lines = [".SS " + _plain(" ".join(["dossier", name, *arguments])), _plain((command.help or "").strip())]
    for option in options:
        shown = ", ".join(option.opts)
        value = "" if option.is_flag else f" {(option.metavar or option.name).upper()}"
        lines += [".TP", f".B {_plain(shown + value)}", _plain(option.help or "")]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.splitlines())


if __name__ == "__main__":
    print(write(), end="")
