"""Hand a dossier over: one neutral outline, one writer per format."""
