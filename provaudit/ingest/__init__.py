"""Articles in, whatever the file: paths or a frame to ARTICLES, every failure named in PROBLEMS."""

from provaudit.ingest.inputs import from_frame, read, stream, stream_frame
from provaudit.ingest.paths import absent
from provaudit.ingest.pile import Inputs, Stream
from provaudit.ingest.web import Web

__all__ = ["Inputs", "Stream", "Web", "absent", "from_frame", "read", "stream", "stream_frame"]
