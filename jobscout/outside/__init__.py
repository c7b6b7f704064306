"""One module for each external service; their errors are translated here."""
