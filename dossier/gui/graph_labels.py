"""Find room for the names in a graph: beside their nodes, none on another, the important ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

_GAP = 3.0
"""Pixels between a node and its name."""
_FARTHER = (12.0, 26.0, 42.0, 60.0)
"""Pixels by which a name that must be seen may move away from its node."""


@dataclass(frozen=True)
class Wish:
    """A name to place, in pixels: where its node is and how large both are. `must` is never left out."""

    spot: QPointF
    radius: float
    size: QSizeF
    must: bool = False


class Room:
    """What is taken; a grid, so that thousands of names are quick."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[QRectF]] = {}

    def free(self, rect: QRectF) -> bool:
        """Whether nothing lies there."""
        return not any(rect.intersects(other) for cell in _cells(rect) for other in self._cells.get(cell, ()))

    def take(self, rect: QRectF) -> None:
        """Something lies there from now on."""
        for cell in _cells(rect):
            self._cells.setdefault(cell, []).append(rect)


def _cells(rect: QRectF) -> Iterator[tuple[int, int]]:
    for column in range(int(rect.left() // 128), int(rect.right() // 128) + 1):
        for row in range(int(rect.top() // 64), int(rect.bottom() // 64) + 1):
            yield column, row


def place_names(wishes: Sequence[Wish], room: Room) -> list[QRectF | None]:
    """A rectangle for each name, the most important first; None for one that finds no room now.

    A name that must be seen and finds no room beside its node goes a little farther; only when all that is
    taken too does it lie on another.
    """
    nodes = Room()
    for wish in wishes:
        reach = wish.radius
        nodes.take(QRectF(wish.spot.x() - reach, wish.spot.y() - reach, 2 * reach, 2 * reach))
    found: list[QRectF | None] = []
    for wish in wishes:
        near = list(_around(wish, 0.0))
        far = [rect for more in _FARTHER for rect in _around(wish, more)] if wish.must else []
        rect = next((one for one in near if room.free(one) and nodes.free(one)), None)
        rect = rect or next((one for one in near if wish.must and room.free(one)), None)
        rect = rect or next((one for one in far if room.free(one)), None)
        if rect is None and wish.must:
            rect = near[0]
        if rect is not None:
            room.take(rect)
        found.append(rect)
    return found


def _around(wish: Wish, more: float) -> Iterator[QRectF]:
    """Below, above, right, left and at the corners."""
    wide, tall = wish.size.width(), wish.size.height()
    reach = wish.radius + _GAP + more
    x, y, corner = wish.spot.x(), wish.spot.y(), 0.7 * reach
    yield QRectF(x - wide / 2, y + reach, wide, tall)
    yield QRectF(x - wide / 2, y - reach - tall, wide, tall)
    yield QRectF(x + reach, y - tall / 2, wide, tall)
    yield QRectF(x - reach - wide, y - tall / 2, wide, tall)
    yield QRectF(x + corner, y + corner, wide, tall)
    yield QRectF(x - corner - wide, y + corner, wide, tall)
    yield QRectF(x + corner, y - corner - tall, wide, tall)
    yield QRectF(x - corner - wide, y - corner - tall, wide, tall)
