"""What in a posting people should know before they apply: facts with their words, no verdict."""
