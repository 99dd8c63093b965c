"""Requests and answers as JSON, for the pipe to the process that searches."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from typing import Any

from dossier.domain.corpus import DocumentId
from dossier.domain.dates import DateRange, PartialDate
from dossier.search import tree
from dossier.search.engine import Hit, IndexedDocument, SearchRequest, SearchResult, Sort

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        tree.Term,
        tree.Phrase,
        tree.Near,
        tree.Prefix,
        tree.Wildcard,
        tree.Fuzzy,
        tree.Kind,
        tree.Language,
        tree.Published,
        tree.Grade,
        tree.Actor,
        tree.And,
        tree.Or,
        tree.Not,
        tree.Field,
        DateRange,
        PartialDate,
        SearchRequest,
        SearchResult,
        Hit,
        IndexedDocument,
        Sort,
    )
}


def write(value: object) -> str:
    """A request or a result as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False)


def read(text: str) -> Any:
    """What `write` wrote; ValueError for anything else."""
    return _rich(json.loads(text))


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return {"=": [type(value).__name__, value.value]} if type(value).__name__ in _KINDS else value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"=": [type(value).__name__], **fields}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return {"=": ["set"], "of": sorted((_plain(one) for one in value), key=str)}
    if isinstance(value, dict):
        return {"=": ["dict"], "of": [[_plain(key), _plain(one)] for key, one in value.items()]}
    return value


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_rich(one) for one in value)
    if not isinstance(value, dict):
        return value
    name, *rest = value.pop("=")
    if name == "set":
        return frozenset(_rich(one) for one in value["of"])
    if name == "dict":
        return {key: _rich(one) for key, one in value["of"]}
    if name not in _KINDS:
        raise ValueError(name)
    if rest:
        return _KINDS[name](rest[0])
    fields = {key: _rich(one) for key, one in value.items()}
    if name == "Hit":
        fields["document_id"] = DocumentId(fields["document_id"])
    if name == "IndexedDocument":
        fields["id"] = DocumentId(fields["id"])
    return _KINDS[name](**fields)
