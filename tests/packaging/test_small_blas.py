"""The small BLAS of the packaged program gives numpy the right products, whatever their order in memory."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only used there")

PRODUCTS = """
import random
import numpy as np

assert any("small_blas.so" in line for line in open("/proc/self/maps")), "numpy has its own"
chance = random.Random(3)
numbers = np.random.default_rng(3)


def some(shape, kind):
    # Whole numbers, so that sums are exact in any order; laid out in every way that numpy hands over.
    spread = [size * chance.choice((1, 1, 2)) for size in shape]
    found = numbers.integers(-9, 9, size=spread).astype(kind)
    if np.iscomplexobj(found):
        found += 1j * numbers.integers(-9, 9, size=spread)
    found = found[tuple(slice(None, None, big // size) for big, size in zip(spread, shape))]
    if chance.random() < 0.3:
        found = np.asfortranarray(found)
    return found[::-1] if chance.random() < 0.3 else found


def exact(letters, *tables):
    return np.einsum(letters, *tables, optimize=False)


for turn in range(600):
    kind = chance.choice((np.float32, np.float64, np.complex64, np.complex128))
    m, k, n = (chance.choice((1, 2, 3, 5, 8, 17, 64)) for _ in range(3))
    a = some((m, k), kind) if chance.random() < 0.5 else some((k, m), kind).T
    b = some((k, n), kind) if chance.random() < 0.5 else some((n, k), kind).T
    x, y = some((k,), kind), some((m,), kind)
    assert np.array_equal(a @ b, exact("ij,jk->ik", a, b)), (turn, kind, m, k, n)
    assert np.array_equal(a.conj() @ b, exact("ij,jk->ik", a.conj(), b))
    assert np.array_equal(a @ a.T, exact("ij,kj->ik", a, a)), (turn, kind, m, k)
    assert np.array_equal(a.T @ a, exact("ji,jk->ik", a, a))
    assert np.array_equal(np.dot(a, b), exact("ij,jk->ik", a, b))
    assert np.array_equal(a @ x, exact("ij,j->i", a, x))
    assert np.array_equal(y @ a, exact("i,ij->j", y, a))
    assert np.dot(x, x[::-1]) == exact("i,i->", x, x[::-1])
    assert np.vdot(x, x[::-1]) == exact("i,i->", x.conj(), x[::-1])
    assert np.array_equal(np.dot(a, x[:1]) if k == 1 else np.inner(a, x), exact("ij,j->i", a, x))
    into = np.full((m, n), np.nan, dtype=kind)
    assert np.array_equal(np.matmul(a, b, out=into), exact("ij,jk->ik", a, b))
print("all right")
"""


def test_products_are_those_of_numpys_own_loops(tmp_path: Path) -> None:
    place = ROOT / "resources" / "packaging" / "small_blas.py"
    specification = importlib.util.spec_from_file_location("small_blas", place)
    assert specification is not None
    assert specification.loader is not None
    small_blas = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(small_blas)
    if small_blas.compiler() is None:
        pytest.skip("no C compiler")
    library = tmp_path / "small_blas.so"
    small_blas.compile_to(library, soname=library.name)
    done = subprocess.run(
        [sys.executable, "-c", PRODUCTS],
        env={**os.environ, "LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "all right\n"
