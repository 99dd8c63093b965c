"""What you can do with documents: import, list, describe and find them."""
