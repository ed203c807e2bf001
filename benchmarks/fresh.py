"""What a process that has just started sees: run as a script, prints JSON.

    python -P benchmarks/fresh.py start [MODEL]            seconds
    python -P benchmarks/fresh.py memory THREADS [MODEL]   texts as a JSON list on standard input

A script, not a module, and with next to no imports of its own: whatever it
loaded before the clock starts would be missing from the time that Sayso takes.
"""

from __future__ import annotations

import sys
import time

TEXT = "“The dam will hold,” said Mayor Ada Quill. An engineer denied that it was safe."


def start(model: str | None) -> dict[str, float]:
    """Seconds until Sayso is imported, and until it has read its first text."""
    begin = time.perf_counter()
    import sayso

    imported = time.perf_counter()
    from pathlib import Path

    sayso.Extractor.load(Path(model) if model else None).extract(TEXT)
    return {"import": imported - begin, "first_statement": time.perf_counter() - begin}


def memory(threads: int, model: str | None) -> dict[str, int]:
    """The most bytes that this process ever held, after reading all texts."""
    import json
    from pathlib import Path

    import sayso

    extractor = sayso.Extractor.load(Path(model) if model else None, threads=threads)
    texts = json.load(sys.stdin)
    found = sum(len(statements) for statements in extractor.extract_many(texts))
    return {"articles": len(texts), "statements": found, "bytes": _peak()}


def _peak() -> int:
    # On Linux ru_maxrss is never below what the process that started this one
    # held at that moment; VmHWM is the same measure of this process alone.
    from pathlib import Path

    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "start":
        result: object = start(rest[0] if rest else None)
    else:
        result = memory(int(rest[0]), rest[1] if rest[1:] else None)
    import json

    print(json.dumps(result))
