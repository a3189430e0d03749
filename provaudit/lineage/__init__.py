"""Who had a text first, who took it, and whether they say so."""
