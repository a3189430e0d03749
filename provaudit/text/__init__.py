"""Pure text functions: no tables, no files, no state."""
