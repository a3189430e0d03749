"""The bench: what provaudit reaches on labelled data, and what it costs. Run by `make bench`.

Each module measures one thing and returns `finding.Finding`s; `__main__` prints them. The labelled data stand in
`../shared`, which is not part of the project; without it only the project's own invented texts are measured.
"""
