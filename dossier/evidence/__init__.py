"""How good the evidence is: links, independent sources, grades, what falls with a source, gaps."""
