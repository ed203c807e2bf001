"""How well and how fast Sayso reads, beside its peers: ``python -m benchmarks``.

Scoring and timing happen in Sayso's own environment. What only the peers need
(spaCy, textacy, onnx) lives in ``.venv-bench`` and is run from there as a
process of its own: ``textacy_direct`` and ``cutting`` import nothing of Sayso.
"""
