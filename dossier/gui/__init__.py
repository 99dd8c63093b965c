"""The window: the only part of Dossier that knows Qt."""

import ctypes
import sys

if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    # PySide6 6.12 returns True from Signal.emit without taking a reference to it, so each signal uses one
    # up, and some hundreds of signals later the interpreter dies ("deallocating True or False"); None is
    # lost in the same way elsewhere. Newer Pythons never count references to these (PEP 683); here they get
    # more than can ever be used up.
    for _constant in (True, False, None):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 40
