"""How the model came to be: prepare, train, export. Never imported by ``sayso``."""
