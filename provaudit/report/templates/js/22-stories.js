// Stories: the list of them, and one at a time.

const STEP = 60; // stories listed at once; chosen

/** Return the headline of a story: its root's, or, where that is missing, that of its first carrier. */
const headOf = (story) => titleOf(isUnseen(story.root) ? story.members.reduce((first, node) => (early(node) < early(first) ? node : first)) : story.root);

function card(story) {
  return h("article", { class: "story-card" }, h("h2", {}, h("a", { href: address("story", story.id), "data-row": true }, headOf(story))), h("p", {}, `${numbered(story.id)} · ${count(story.members.length, "article")}`, story.open ? h("b", { class: "bad" }, ` · ${story.open} without the right credit`) : "", h("br"), story.verdict), thumbnail(story));
}

/** Return the story as a row of its nodes' signs, in the order of its picture. */
function thumbnail(story) {
  const nodes = planted(story).items.slice(0, 24);
  return h("p", { class: "thumbnail", "aria-hidden": "true" }, nodes.map((item) => h("span", { class: isUnseen(item.node) || !item.main ? "" : `tone ${tone(A.credit[item.node])}` }, sign(kindOf(item.node)))), story.members.length > 24 ? ` + ${story.members.length - 24}` : "");
}

/** Return the sources of a story's articles that are not here. */
const missingOf = (story) => [...new Set(story.members.flatMap((node) => sourcesOf(node).map((edge) => edge.parent)).filter(isUnseen))];

VIEWS.stories = (section, names, settings) => {
  const missing = settings.get("missing") === "yes";
  const all = missing ? DATA.stories.filter((story) => isUnseen(story.root) || missingOf(story).length) : DATA.stories;
  const box = h("div", { class: "cards" });
  const more = h("button", { type: "button", on: { click: () => add() } });
  const add = () => {
    box.append(...all.slice(box.childElementCount, box.childElementCount + STEP).map(card));
    more.hidden = box.childElementCount >= all.length;
    more.textContent = `Show more of ${count(all.length - box.childElementCount, "other story", "other stories")}`;
  };
  add();
  return [h("h1", {}, missing ? `${count(all.length, "story", "stories")} with a source ${all.every((story) => missingOf(story).every(isDoubted)) ? "perhaps " : ""}missing` : count(all.length, "story", "stories")), h("p", { class: "lead" }, all.length ? "Articles that share text, those with most words taken without the right credit first." : "No two articles share text."), missing ? h("p", {}, h("a", { href: "#stories" }, "All stories")) : null, box, more];
};

VIEWS.story = (section, [id], settings) => {
  const story = DATA.stories.find((one) => one.id === id);
  if (!story) return nothing("story");
  const missing = missingOf(story);
  return [h("p", { class: "crumbs" }, h("a", { href: "#stories" }, "Stories"), ` › ${numbered(story.id)}`), h("h1", {}, headOf(story)), h("p", { class: "lead" }, story.verdict), essentials(story, "h2", 4), h("h2", {}, "Who has it from whom"), lineage(story), missing.map((node) => absence(node, settings.get("missing") === unseen(node).id, missing.length < 3))];
};

/** Return what is known of a missing source: why it is inferred, and what it said. */
function absence(node, wanted, open) {
  const told = unseen(node);
  const box = h("details", { class: "absence", open: open || wanted }, h("summary", {}, sign("unseen"), `${nameOf(node)}: what it said, as far as its carriers attest`), sureTold(node) ? h("p", {}, `${capital(sureTold(node, "its carriers"))}.`) : null, told.evidence.map((one) => h("p", {}, one)), told.passages.map(([text, carriers]) => h("blockquote", {}, h("p", {}, visible(text)), h("footer", {}, carriers))));
  if (wanted) setTimeout(() => box.scrollIntoView({ block: "center" }));
  return box;
}
