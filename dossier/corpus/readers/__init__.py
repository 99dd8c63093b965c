"""Read one kind of file each: bytes in, text and what the file says of itself out. Run in a child process."""
