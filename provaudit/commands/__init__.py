"""What commands do: one file per command, each of which calls, prints and returns an exit code."""
