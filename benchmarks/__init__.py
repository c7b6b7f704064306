"""Job Scout side by side with what people would pick instead: ``python -m benchmarks [PART]``."""
