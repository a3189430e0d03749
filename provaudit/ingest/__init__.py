"""Articles in, whatever the file: paths or a frame to ARTICLES, every failure named in PROBLEMS."""

from provaudit.ingest.inputs import Inputs, from_frame, read

__all__ = ["Inputs", "from_frame", "read"]
