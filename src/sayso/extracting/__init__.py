"""From an article's text to its statements and interactions: the trained extractor."""

from sayso.extracting.pipeline import Extraction, Extractor, Story

__all__ = ["Extraction", "Extractor", "Story"]
