"""Reads CVs: takes a file and returns what it says. Pure functions, run in worker processes."""
