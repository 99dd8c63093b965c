#!/bin/sh
# Make the virtual environment and install Dossier into it; bring Qt's system libraries where allowed.
# usage: prepare.sh PYTHON VENV
set -eu
python=$1
venv=$2

say() { printf '%s\n' "$*" >&2; }

# Qt needs these on Debian and its relatives; a desktop has most of them.
libraries="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 libx11-xcb1 libxkbcommon0 \
libxkbcommon-x11-0 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1"

install_packages() {
    # shellcheck disable=SC2086 # a list of words
    if ! command -v apt-get >/dev/null 2>&1; then
        say "Please install what your system calls: $*"
        return 1
    elif [ "$(id -u)" = 0 ]; then
        apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $* >/dev/null
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n apt-get update -qq >/dev/null && sudo -n DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $* >/dev/null
    else
        say "Some system libraries are missing. Please type this, then try again:"
        say "    sudo apt-get install $*"
        return 1
    fi
}

if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; then
    say "Dossier needs Python 3.11, 3.12 or 3.13. Name one with: make run PYTHON=/path/to/python3.11"
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages python3-venv
fi
if [ ! -x "$venv/bin/python" ]; then
    say "Making a virtual environment in $venv ..."
    "$python" -m venv "$venv"
fi
say "Installing what Dossier needs (a few minutes the first time) ..."
"$venv/bin/python" -m pip install -q --disable-pip-version-check -c constraints.txt -e ".[dev]"

missing=no
"$venv/bin/python" -c 'import PySide6.QtWidgets, PySide6.QtPdf' 2>/dev/null || missing=yes
if [ "$(uname)" = Linux ] && command -v ldd >/dev/null 2>&1; then
    # Loaded by Qt when the first window comes up, so that importing Qt doesn't tell.
    plugins=$("$venv/bin/python" -c 'from importlib.util import find_spec as f; print(f("PySide6").submodule_search_locations[0])')/Qt/plugins/platforms
    for plugin in "$plugins/libqxcb.so" "$plugins/libqoffscreen.so"; do
        if ldd "$plugin" 2>/dev/null | grep 'not found' >/dev/null; then missing=yes; fi
    done
fi
if [ "$missing" = yes ]; then
    say "Bringing the system libraries that Qt needs ..."
    install_packages $libraries
fi
"$venv/bin/python" -c 'import PySide6.QtWidgets, PySide6.QtPdf'
