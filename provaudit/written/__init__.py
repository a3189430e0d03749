"""What users write in YAML: read with the place of every value, held to a schema, its faults told line by line."""

from provaudit.written.faults import Fault, Place
from provaudit.written.shape import Form, check_shape
from provaudit.written.source import Route, Source, read_source

__all__ = ["Fault", "Form", "Place", "Route", "Source", "check_shape", "read_source"]
