"""The kinds of boards we know. Adding one is one file, one line here, fixtures and a test."""
