"""How good the evidence is: links, independent sources, grades, claims, contradictions, what falls with a source, gaps."""
