"""What you can do with actors: catalogue, matching, recognition, merging."""
