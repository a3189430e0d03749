"""The labelled data of ../shared, held to its floors. Nobody lowers a floor silently."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

SHARED = Path(__file__).parents[1].parent / "shared"
PROVAUDIT = Path(sys.executable).with_name("provaudit")

THREE_CLASS_FLOOR = 0.80  # macro-F1: wholly, partially, not derived
DERIVED_FLOOR = 0.85  # F1: derived or not
WIRE_FLOOR = 0.93  # F1: which agency's copy
SAMPLE_SECONDS = 25  # 2,000 articles; chosen: measured were 7 on two idle cores
WHOLE_SECONDS = 150  # 33,468 articles
WHOLE_BYTES = 8 * 1024**3
KILOBYTE = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared, which is not part of the project"),
]


def audited(source, out):
    command = [PROVAUDIT, "audit", source, "--format", "json", "--out", out]
    subprocess.run(command, check=True, capture_output=True)
    return out


def scored(script, *paths):
    done = subprocess.run(
        [sys.executable, SHARED / "eval" / script, *paths], check=True, capture_output=True, text=True
    )
    return done.stdout


def number(pattern, text):
    return float(re.search(pattern + r" ([\d.]+)", text).group(1))


def test_relations_of_labelled_pairs(tmp_path):
    data = SHARED / "data" / "wirepairs"
    out = audited(data / "articles.jsonl", tmp_path / "audit.json")
    said = scored("score_pairs.py", out, data / "labels_dev.csv")
    print(said)
    assert "missing from the audit 0" in said
    assert number(r"three \(METER\).*macro-F1", said) >= THREE_CLASS_FLOOR
    assert number(r"derived or not +F1", said) >= DERIVED_FLOOR


def test_agencies_of_labelled_articles(tmp_path):
    data = SHARED / "data" / "polnear"
    out = audited(data / "articles.jsonl", tmp_path / "audit.json")
    said = scored("score_wire.py", out, data / "wire_train_dev.csv")
    print(said)
    assert "missing 0" in said
    assert number("F1", said) >= WIRE_FLOOR


def measured(source, out):
    """Audit into parquet; return the seconds and the peak memory in bytes."""
    start = time.perf_counter()
    command = [PROVAUDIT, "audit", source, "--format", "parquet", "--out", out]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return time.perf_counter() - start, usage.ru_maxrss * KILOBYTE


def test_two_thousand_articles_take_seconds(tmp_path):
    dated = pl.read_parquet(SHARED / "data" / "abp" / "articles.parquet").filter(pl.col("published") != "")
    dated.sort("published", "id").head(2_000).write_parquet(tmp_path / "sample.parquet")
    seconds, peak = measured(tmp_path / "sample.parquet", tmp_path / "out")
    print(f"2,000 articles: {seconds:.1f} s, {peak / 1024**3:.2f} GB")
    assert seconds < SAMPLE_SECONDS


def test_the_whole_corpus_fits_its_time_and_memory(tmp_path):
    seconds, peak = measured(SHARED / "data" / "abp" / "articles.parquet", tmp_path / "out")
    print(f"33,468 articles: {seconds:.1f} s, {peak / 1024**3:.2f} GB")
    assert seconds < WHOLE_SECONDS
    assert peak < WHOLE_BYTES
