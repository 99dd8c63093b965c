"""What you can do with dossiers: write, cite, undo, draft."""
