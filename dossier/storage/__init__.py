"""How the nouns are kept: the only part of Dossier that knows SQLAlchemy."""
