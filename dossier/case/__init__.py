"""Open cases: the only place where engines, stores and features are made and joined."""

from dossier.case.opening import Case, compare_known_names, create_case, open_case, opened_by, restore_case

__all__ = ["Case", "compare_known_names", "create_case", "open_case", "opened_by", "restore_case"]
