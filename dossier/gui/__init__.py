"""The window: the only part of Dossier that knows Qt."""

import ctypes
import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide6 6.12 returns True from Signal.emit without taking a reference to it, so each signal uses one
    # up, and some hundreds of signals later the interpreter dies ("deallocating True or False"). Newer
    # Pythons never count references to True (PEP 683); here it gets more than can ever be used up.
    for _constant in (True, False):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 40
