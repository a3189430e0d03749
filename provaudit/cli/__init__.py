"""The command line: one file per command group, with its options and help; what it does stands in `commands`."""
