"""The questions asked of a file, by subject: each check takes a case and yields what it finds."""
