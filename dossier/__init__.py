"""Dossier: collect, search and cite documents; write dossiers in which every sentence carries its sources."""

__version__ = "0.1.0"
