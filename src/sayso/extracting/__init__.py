"""From an article's text to its statements: the trained extractor."""

from sayso.extracting.pipeline import Extractor

__all__ = ["Extractor"]
