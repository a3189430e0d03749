"""The bench for rule authors: try, measure, compare, draft and describe rules; no printing here."""
