"""The window: the only part of Dossier that knows Qt."""
