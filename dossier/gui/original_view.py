"""The original of a document: pages of a PDF with the passage marked; of anything else, a copy to save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.case import Case
from dossier.corpus.page_images import PageDrawer, PageImage, page_of, sought_on
from dossier.domain.corpus import Document, DocumentId
from dossier.errors import DossierError
from dossier.gui import theme
from dossier.gui.commands import Command
from dossier.gui.empty_panel import EmptyPanel
from dossier.gui.error_dialog import show_error
from dossier.gui.job_runner import JobRunner, Lane
from dossier.gui.later import later
from dossier.jobs import Cancelled, ReportProgress
from dossier.text.normalize import visible

PDF = b"%PDF-"


class OriginalView(QWidget):
    """Shows where a passage stands in the original. Nothing is opened by another program without asking."""

    back_wanted = Signal()
    said = Signal(str)
    drawn = Signal(object)  # PageImage

    def __init__(self, case: Case, runner: JobRunner) -> None:
        super().__init__()
        self._case = case
        self._runner = runner
        self._drawer: PageDrawer | None = None
        self._document: Document | None = None
        self._span: tuple[int, int] | None = None
        self._number = 0

        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        back = QPushButton("Back to the text")
        back.setToolTip("Back to the text (Esc)")
        self.save = QPushButton("Save a copy…")
        self.folder = QPushButton("Show in folder…")
        self.page = QSpinBox()
        self.page.setAccessibleName("Page")
        self.page.setPrefix("page ")
        self.page.setKeyboardTracking(False)
        bar = QHBoxLayout()
        for widget in (back, self.page):
            bar.addWidget(widget)
        bar.addStretch(1)
        # Two rows: in one they would make the whole window wider than a small screen, also while hidden.
        second = QHBoxLayout()
        for widget in (self.save, self.folder):
            second.addWidget(widget)
        second.addStretch(1)
        self.notice = QLabel()
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setProperty("role", "quiet")
        self.notice.setWordWrap(True)

        self.picture = _Picture()
        self.area = QScrollArea()
        self.area.setWidget(self.picture)
        self.area.setAccessibleName("Page of the original")
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._other = EmptyPanel(
            "Only PDF pages are shown here",
            "Save a copy of the original, and open it in a program you trust.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.area)
        self._stack.addWidget(self._other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 8)
        layout.addWidget(self.title)
        layout.addLayout(bar)
        layout.addLayout(second)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

        self._redraw = later(self, 150, self._draw)
        back.clicked.connect(self.back_wanted)
        self.save.clicked.connect(self.save_copy)
        self.folder.clicked.connect(self.show_in_folder)
        self.page.valueChanged.connect(lambda number: self.go_to_page(number - 1))

    def commands(self) -> list[Command]:
        """What can be done with an original."""

        def turn(by: int) -> Callable[[], None]:
            return lambda: self.go_to_page(self._number + by)

        seen = self.isVisible
        return [
            Command("Back to the text", self.back_wanted.emit, "Escape", possible=seen),
            Command("Next page of the original", turn(1), "Ctrl+PgDown", possible=seen),
            Command("Previous page of the original", turn(-1), "Ctrl+PgUp", possible=seen),
            Command("Save a copy of the original…", self.save_copy, "Ctrl+S", possible=seen),
            Command("Show the original in its folder…", self.show_in_folder, possible=seen),
        ]

    def open(self, key: DocumentId, span: tuple[int, int] | None) -> None:
        """Show the original of a document, at the page of a passage."""
        document = self._case.library.get(key)
        self._document, self._span = document, span
        self.title.setText(visible(document.title))
        is_pdf = PDF in self._case.originals.beginning(document.sha256)  # what PDFium accepts
        self._stack.setCurrentIndex(0 if is_pdf else 1)
        self.page.setVisible(is_pdf)
        self.notice.setVisible(is_pdf)
        if is_pdf:
            starts = self._case.library.pages(key)
            self._number = page_of(starts, span[0]) if span else 0
            self._draw()
        self.area.setFocus()

    def go_to_page(self, number: int) -> None:
        """Show another page, from 0; numbers beyond the ends do nothing."""
        if (
            self._document is not None
            and 0 <= number < max(1, self.page.maximum())
            and number != self._number
        ):
            self._number = number
            self._draw()

    def leave(self) -> None:
        """End the child that draws."""
        if self._drawer is not None:
            self._drawer.close()
            self._drawer = None

    def save_copy(self) -> None:
        """Ask for a place and write the original's bytes there."""
        if self._document is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, "Save a copy of the original", str(Path.home() / Path(self._document.file).name)
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the original's bytes there."""
        assert self._document is not None
        key = self._document.id

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> Path:
            path.write_bytes(self._case.library.original(key))
            return path

        self._runner.run(
            "Saving a copy",
            work,
            lane=Lane.READ,
            done=lambda path: self.said.emit(f"Saved as {visible(str(path))}."),
            failed=self._fail,
        )

    def show_in_folder(self) -> None:
        """Open the folder that holds the original in the desktop's file manager, after asking."""
        if self._document is None:
            return
        path = self._case.originals.path(self._document.sha256)
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Show in folder")
        box.setText("Open the folder of the original in the file manager?")
        box.setInformativeText(
            "The file may be hostile: the file manager may make a preview of it. "
            f"Its name there is {path.name[:16]}…"
        )
        box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.accepted.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))))
        box.open()

    # -- drawing

    def _draw(self) -> None:
        document, span, number = self._document, self._span, self._number
        if document is None or self._stack.currentIndex() != 0:
            return
        if self._drawer is None:
            self._drawer = PageDrawer()
        drawer, case = self._drawer, self._case
        ratio = self.devicePixelRatioF()
        width = int((self.area.viewport().width() - 4) * ratio)

        def work(_progress: ReportProgress, _cancelled: Cancelled) -> PageImage:
            sought = None
            if span is not None:
                sought = sought_on(
                    case.library.text(document.id), case.library.pages(document.id), span, number
                )
            originals, sha256 = case.originals, document.sha256
            return drawer.draw(originals.path(sha256), number, width, sought, key=originals.key(sha256))

        def done(image: PageImage) -> None:
            if self._document is document and self._number == number:
                self._show(image, ratio)

        self._runner.run("Drawing the page", work, done=done, failed=self._fail)

    def _show(self, image: PageImage, ratio: float) -> None:
        self.page.blockSignals(True)
        self.page.setRange(1, image.of)
        self.page.setSuffix(f" of {image.of:,}")
        self.page.setValue(image.number + 1)
        self.page.blockSignals(False)
        self.picture.show_image(image, ratio)
        if image.marked:
            self.notice.setText("The passage is marked.")
            _left, top, _width, height = image.marked[0]
            self.area.ensureVisible(0, int((top + height / 2) / ratio), 0, self.area.height() // 3)
        else:
            self.notice.setText("The passage is not on this page." if self._span else "")
        self.drawn.emit(image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page is as wide as the view."""
        super().resizeEvent(event)
        self._redraw.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """At the end of a page, PgDown goes on to the next one."""
        bar = self.area.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.go_to_page(self._number + 1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.go_to_page(self._number - 1)
        else:
            super().keyPressEvent(event)

    def _fail(self, error: DossierError) -> None:
        show_error(error, self)


class _Picture(QWidget):
    """One drawn page with its marks."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._marked: tuple[tuple[int, int, int, int], ...] = ()

    def show_image(self, image: PageImage, ratio: float) -> None:
        """Show a page; `ratio` is that of the screen's pixels to the window's."""
        row = image.width * 4
        self._image = QImage(
            image.pixels, image.width, image.height, row, QImage.Format.Format_RGB32
        ).copy()  # the bytes are Python's
        self._image.setDevicePixelRatio(ratio)
        self._marked = image.marked
        self.setFixedSize(QSize(int(image.width / ratio), int(image.height / ratio)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, then a see-through ground and a frame for each line of the passage."""
        painter = QPainter(self)
        painter.drawImage(QPoint(0, 0), self._image)
        ratio = self._image.devicePixelRatio() or 1
        ground = QColor(theme.LIGHT.mark_now)  # pages are white in every theme
        ground.setAlpha(70)
        pen = QPen(QColor(theme.LIGHT.mark_now))
        pen.setWidth(2)
        painter.setPen(pen)
        painter.setBrush(ground)
        for left, top, width, height in self._marked:
            painter.drawRect(
                int(left / ratio) - 1, int(top / ratio) - 1, int(width / ratio) + 2, int(height / ratio) + 2
            )
        painter.end()
