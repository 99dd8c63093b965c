"""Pure functions on strings: folding, transliteration, passages."""
