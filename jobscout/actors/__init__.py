"""The stages of the data flow, and what keeps them running."""
