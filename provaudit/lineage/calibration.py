"""The fitted numbers behind every confidence. `python -m bench.calibrate` in `tests/` fits them and says on what."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def fitted(what: str) -> Mapping[str, float]:
    """Return the coefficients of `edges` or `pairs`, by name, in nats."""
    stored = json.loads(Path(__file__).with_name("calibration.json").read_text(encoding="utf-8"))
    numbers: Mapping[str, float] = stored[what]
    return numbers
