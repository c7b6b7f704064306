"""Reading CVs: a file in, what it says out. Pure functions, run in worker processes."""
