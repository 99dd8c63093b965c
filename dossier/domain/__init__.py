"""What Dossier speaks of: frozen dataclasses and enums, no behaviour that needs a database or a screen."""
