"""Change the settings; each says what it does, and counts at once."""

from __future__ import annotations

from dataclasses import Field, fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dossier import settings
from dossier.gui.spin_box import SpinBox
from dossier.settings import Settings

MOST = {"text_size": 32, "backup_minutes": 1440, "lock_minutes": 1440}
"""Highest values of the numbers; 10,000 where nothing is said."""


class SettingsDialog(QDialog):
    """One row for each setting of `dossier.settings`, made from its type and its description."""

    changed = Signal(object)  # Settings

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self.resize(560, 660)
        self._settings = settings.load_settings()
        self.controls: dict[str, QWidget] = {}
        inside = QWidget()
        form = QFormLayout(inside)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(4)
        for field in fields(Settings):
            if field.metadata.get("hidden"):
                continue
            control = self._control(field)
            label = str(field.metadata["label"])
            control.setAccessibleName(label)
            control.setAccessibleDescription(str(field.metadata["help"]))
            self.controls[field.name] = control
            form.addRow(label, control)
            help_ = QLabel(str(field.metadata["help"]))
            help_.setTextFormat(Qt.TextFormat.PlainText)
            help_.setProperty("role", "quiet")
            help_.setWordWrap(True)
            help_.setContentsMargins(0, 0, 0, 10)
            form.addRow("", help_)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        where = QLabel("Changes count at once and are kept on this machine.")
        where.setProperty("role", "quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (area, where, buttons):
            layout.addWidget(widget)

    def _control(self, field: Field[Any]) -> QWidget:
        value = getattr(self._settings, field.name)
        choices = str(field.metadata.get("choices", "")).split()
        name = field.name
        if choices:
            box = QComboBox()
            box.addItems(choices)
            box.setCurrentText(str(value))
            box.currentTextChanged.connect(lambda text: self._set(name, text))
            return box
        if isinstance(value, bool):
            check = QCheckBox()
            check.setChecked(value)
            check.toggled.connect(lambda on: self._set(name, on))
            return check
        if isinstance(value, int):
            spin = SpinBox()
            spin.setRange(0, MOST.get(name, 10_000))
            spin.setValue(value)
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda number: self._set(name, number))
            return spin
        line = QLineEdit(str(value))
        line.setMaxLength(200)
        line.editingFinished.connect(lambda: self._set(name, line.text().strip()))
        return line

    def _set(self, name: str, value: object) -> None:
        now = settings.load_settings()
        wanted = replace(now, **{name: value})  # type: ignore[arg-type]
        if wanted != now:
            settings.save_settings(wanted)
            self.changed.emit(wanted)
