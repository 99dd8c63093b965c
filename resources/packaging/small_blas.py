"""Put a small BLAS in the place of numpy's OpenBLAS (Linux): 28 MB become 30 KB.

numpy's arrays are given what they multiply with (`linux/blas.c`); its solvers (`numpy.linalg.solve`, `svd`…), which
nothing in this program calls, are left out and say so. Needs a C compiler; without one the wheel's OpenBLAS stays.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).parent / "linux" / "blas.c"

_NO_SOLVERS = '''"""Stands for numpy's solvers, which this program never calls; they would bring 28 MB along."""

_ilp64 = True


def __getattr__(name):
    raise AttributeError(f"{name} was left out of this build")
'''


def compiler() -> str | None:
    """The C compiler of this system; None when there is none."""
    return next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)


def compile_to(target: Path, *, soname: str) -> None:
    """Compile the library. Raises CalledProcessError when that fails, FileNotFoundError without a compiler."""
    name = compiler()
    if name is None:
        raise FileNotFoundError("no C compiler")
    subprocess.run(
        [name, "-shared", "-fPIC", "-O3", "-fvisibility=hidden", "-std=gnu11",
         # Sums may be taken in any order, as every BLAS does. (All of -ffast-math would change the processor's mode.)
         "-fassociative-math", "-fno-signed-zeros", "-fno-trapping-math", "-fno-math-errno", "-fcx-limited-range",
         "-Wall", "-Wextra", "-Werror", "-s", f"-Wl,-soname,{soname}", "-Wl,--build-id=none",
         "-o", str(target), str(SOURCE)],
        check=True,
    )  # fmt: skip


def replace(inside: Path) -> bool:
    """Do so in a folder that PyInstaller wrote; False when there is no compiler or this numpy has another BLAS.

    ValueError when numpy asks for a function that the small one lacks.
    """
    found = sorted((inside / "numpy.libs").glob("libscipy_openblas64_*.so"))
    if len(found) != 1 or compiler() is None:
        return False
    [library] = found
    solvers = sorted((inside / "numpy" / "linalg").glob("*.so"))
    users = [path for path in (inside / "numpy").rglob("*.so") if path not in solvers]
    wanted = {name for path in users for name in _symbols(path, defined=False) if "cblas_" in name}
    compile_to(library, soname=library.name)
    missing = wanted - set(_symbols(library, defined=True))
    if missing:
        raise ValueError(f"this numpy also calls {', '.join(sorted(missing))}")
    for path in solvers:
        path.unlink()
    (inside / "numpy" / "linalg" / "_umath_linalg.py").write_text(_NO_SOLVERS, "ascii")
    for name in ("libgfortran-*", "libquadmath-*"):
        for path in (inside / "numpy.libs").glob(name):
            path.unlink()
    return True


def _symbols(path: Path, *, defined: bool) -> list[str]:
    said = subprocess.run(["objdump", "-T", path], capture_output=True, text=True, check=True).stdout
    lines = [line for line in said.splitlines() if ("*UND*" not in line) is defined]
    return [name for line in lines for name in re.findall(r"(\w+)$", line)]
