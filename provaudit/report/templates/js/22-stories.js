// Stories: the list of them, and one at a time.

const STEP = 60; // stories listed at once; chosen

const mainShare = (node) => sourcesOf(node)[0]?.share || 0;

/** Return the three things to know of a story: who wrote it, who copied without credit, what is missing. */
function essentials(story, level, most) {
  const root = isUnseen(story.root) ? null : story.root;
  const firsts = story.members.filter((node) => root === null && isMaybe(node) && sourcesOf(node).some((edge) => edge.parent === story.root));
  const open = story.members.filter(isOpen).sort((a, b) => mainShare(b) - mainShare(a) || a - b);
  const missing = [...new Set(story.members.flatMap((node) => sourcesOf(node).map((edge) => edge.parent)).filter(isUnseen))];
  return h("div", { class: "essentials" },
    h("section", {}, h(level, {}, sign(root !== null ? "original" : firsts.length ? "maybe-original" : "unseen"), firsts.length ? "The original, perhaps" : "The original"), root === null ? [firsts.length ? shortened(firsts.map((node) => h("li", {}, said(node))), most) : null, h("p", {}, notHere(story.root, firsts.length))] : [said(root), h("p", { class: "small" }, story.took ? `${count(story.took, "article")} took from it${story.took > heirsOf(root).filter((edge) => took(edge.child)).length ? ", directly or through others" : ""}.` : "", further(story, root))]),
    h("section", { class: open.length ? "bad" : "good" }, h(level, {}, "Copied without the right credit"), open.length ? shortened(open.map((node) => h("li", {}, said(node, true))), most, `#articles?${new URLSearchParams({ story: story.id, credit: "without" })}`) : h("p", {}, "Nobody.")),
    h("section", { class: missing.length ? "warn" : "good" }, h(level, {}, missing.length ? sign("unseen") : null, "Missing from the pile"), missing.length ? shortened(missing.map((node) => h("li", {}, absent(node))), most) : h("p", {}, "Nothing, as far as the texts show.")));
}

/** Name the other originals of a story, from which others of its articles took. */
function further(story, root) {
  const others = story.members.filter((node) => node !== root && kindOf(node) === "original");
  return others.length ? h("span", {}, ` The original most took from; ${count(others.length, "further original")}: `, others.slice(0, 4).map((node, place) => [place ? ", " : "", h("a", { href: hrefOf(node) }, nameOf(node))]), others.length > 4 ? ` and ${others.length - 4} more` : "", ".") : null;
}

/** Return what is known of an original that is not here, or may not be. */
function notHere(root, firsts) {
  const { agency } = unseen(root);
  return `${firsts ? "Or one that is not" : "Not"} in the pile${agency ? `; ${likely(root)} by ${agency}` : ""} (${[missingName(root), sureTold(root)].filter(Boolean).join(", ")}).`;
}

/** Return the first of the items as a list, then how many more there are: a link to all of them, where one is given. */
function shortened(items, most, href) {
  const more = items.length - most;
  const told = `… and ${count(more, "more", "more")}`;
  return h("ul", {}, items.slice(0, most), more > 0 ? h("li", { class: "small" }, href ? h("a", { href }, told) : told) : null);
}

function said(node, how) {
  const best = sourcesOf(node)[0];
  const took = how && best ? h("span", { class: "small" }, dotted([tookTold(best), A.credit[node] === "misattributed" ? "; it credits somebody else" : A.credit[node] === "none, licensed" ? "; licensed, as far as is known" : ""], h("a", { class: "compare", href: edgeHref(node, best.parent) }, "side by side", h("span", { class: "hidden" }, `: ${nameOf(node)} and ${nameOf(best.parent)}`)))) : null;
  return h("p", {}, h("a", { href: hrefOf(node) }, h("b", {}, labelOf(node)), " ", titleOf(node)), took);
}

function absent(node) {
  const told = unseen(node);
  return h("p", {}, h("b", {}, told.agency ? `${isDoubted(node) ? "Perhaps" : "Probably"} by ${told.agency}` : "A text nobody names"), `${told.agency ? ": a text" : ""} of at least ${count(told.words, "word")}`, told.snippet ? [", with “", told.snippet, " …”"] : "", h("span", { class: "small" }, [missingName(node), sureTold(node), "carried by "].filter(Boolean).join("; "), told.children.slice(0, 4).map((child, place) => [place ? ", " : "", h("a", { href: hrefOf(child) }, nameOf(child))]), told.children.length > 4 ? ` and ${told.children.length - 4} more` : ""));
}

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

VIEWS.stories = (section, names, settings) => {
  const missing = settings.get("missing") === "yes";
  const all = missing ? DATA.stories.filter((story) => isUnseen(story.root) || story.members.some((node) => sourcesOf(node).some((edge) => isUnseen(edge.parent)))) : DATA.stories;
  const box = h("div", { class: "cards" });
  const more = h("button", { type: "button", on: { click: () => add() } });
  const add = () => {
    box.append(...all.slice(box.childElementCount, box.childElementCount + STEP).map(card));
    more.hidden = box.childElementCount >= all.length;
    more.textContent = `Show more of ${count(all.length - box.childElementCount, "other story", "other stories")}`;
  };
  add();
  return [h("h1", {}, missing ? `${count(all.length, "story", "stories")} with a missing source` : count(all.length, "story", "stories")), h("p", { class: "lead" }, all.length ? "Articles that share text, those with most copies without the right credit first." : "No two articles share text."), missing ? h("p", {}, h("a", { href: "#stories" }, "All stories")) : null, box, more];
};

VIEWS.story = (section, [id], settings) => {
  const story = DATA.stories.find((one) => one.id === id);
  if (!story) return nothing("story");
  const missing = [...new Set(story.members.flatMap((node) => sourcesOf(node).map((edge) => edge.parent)).filter(isUnseen))];
  return [h("p", { class: "crumbs" }, h("a", { href: "#stories" }, "Stories"), ` › ${numbered(story.id)}`), h("h1", {}, headOf(story)), h("p", { class: "lead" }, story.verdict), essentials(story, "h2", 6), h("h2", {}, "Who has it from whom"), lineage(story), missing.map((node) => absence(node, settings.get("missing") === unseen(node).id, missing.length < 3))];
};

/** Return what is known of a missing source: why it is inferred, and what it said. */
function absence(node, wanted, open) {
  const told = unseen(node);
  const box = h("details", { class: "absence", open: open || wanted }, h("summary", {}, sign("unseen"), `${nameOf(node)}: what it said, as far as its carriers attest`), sureTold(node) ? h("p", {}, `That they have it from there: ${sureTold(node)}.`) : null, told.evidence.map((one) => h("p", {}, one)), told.passages.map(([text, carriers]) => h("blockquote", {}, h("p", {}, visible(text)), h("footer", {}, carriers))));
  if (wanted) setTimeout(() => box.scrollIntoView({ block: "center" }));
  return box;
}
