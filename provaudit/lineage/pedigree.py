"""The lineage of a pile while it grows: edges by child, and the unseen sources with their children."""

from dataclasses import dataclass, field

from provaudit.lineage.support import Support
from provaudit.model import UNDETERMINED, EdgeDirection, Relation


@dataclass(frozen=True)
class Step:
    """One edge; parent counts on from the last article where the source is unseen."""

    child: int
    parent: int
    relation: Relation
    direction: EdgeDirection
    support: Support

    @property
    def share(self) -> float:
        """0..1 of the child's own words that stand in this parent, and in no better one."""
        return self.support.share

    @property
    def determined(self) -> bool:
        """Whether the parent is likelier the direct one than not."""
        return self.support.confidence >= UNDETERMINED


@dataclass
class Pedigree:
    """The lineage of a pile while it grows: edges by child, and the unseen sources with their children."""

    steps: dict[int, list[Step]] = field(default_factory=dict)
    unseen: dict[int, set[int]] = field(default_factory=dict)
    next_node: int = 0

    def parents(self, article: int) -> list[int]:
        """Return the parents found so far."""
        return [s.parent for s in self.steps.get(article, ())]

    def forget(self, article: int) -> None:
        """Drop the edges of an article."""
        for step in self.steps.pop(article, ()):
            self.unseen.get(step.parent, set()).discard(article)

    def keep(self, article: int, steps: list[Step]) -> None:
        """Let an article have these edges only."""
        left = {s.parent for s in self.steps.get(article, ())} - {s.parent for s in steps}
        for node in left & self.unseen.keys():
            self.unseen[node].discard(article)
            self.close_if_lone(node)
        if steps or article in self.steps:
            self.steps[article] = steps

    def close_if_lone(self, node: int) -> None:
        """Drop an unseen source with less than two children: one attests nothing that its own text does not."""
        children = self.unseen.get(node, set())
        if len(children) < 2:  # noqa: PLR2004 - two make a pair
            for child in children:
                self.steps[child] = [s for s in self.steps[child] if s.parent != node]
            self.unseen.pop(node, None)

    def add(self, step: Step) -> None:
        """Add an edge."""
        self.steps.setdefault(step.child, []).append(step)

    def unseen_parent(self, article: int) -> int | None:
        """Return the unseen source among the parents, if there is one."""
        return next((p for p in self.parents(article) if p in self.unseen), None)

    def main_parent(self, article: int) -> int | None:
        """Return the parent that explains most of the article, if it has one."""
        best = max(self.steps.get(article, ()), key=lambda s: s.support.covered, default=None)
        return best.parent if best else None

    def new_unseen(self) -> int:
        """Open a new unseen source."""
        node, self.next_node = self.next_node, self.next_node + 1
        self.unseen[node] = set()
        return node
