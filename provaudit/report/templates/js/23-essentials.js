// What to know of a story at a glance: who wrote it, who took from it and how they say so, what is missing.

const mainShare = (node) => sourcesOf(node)[0]?.share || 0;

/** Return the three cards; each names `most` articles of a kind. */
const essentials = (story, level, most) => h("div", { class: "essentials" }, written(story, level, most), takers(story, level, most), gaps(story, level, most));

function written(story, level, most) {
  const root = isUnseen(story.root) ? null : story.root;
  const firsts = story.members.filter((node) => root === null && isMaybe(node) && sourcesOf(node).some((edge) => edge.parent === story.root));
  const head = h(level, {}, sign(root !== null ? "original" : firsts.length ? "maybe-original" : "unseen"), firsts.length ? "The original, perhaps" : "The original");
  if (root === null) return h("section", {}, head, firsts.length ? shortened(firsts.map((node) => h("li", {}, said(node))), most) : null, h("p", {}, notHere(story.root, firsts.length)));
  const through = throughOthers(story, root) > 0;
  return h("section", {}, head, said(root), h("p", { class: "small" }, story.took ? `${count(story.took, "article")} took from it${through ? ", directly or through others" : ""}.` : "", further(story, root)));
}

/** Return how many took from a story's root through others alone. */
const throughOthers = (story, root) => story.took - heirsOf(root).filter((edge) => took(edge.child)).length;

/** Return how many took a missing source's text from its carriers, where that is what the story counts. */
function furtherTook(story, node) {
  const more = node === story.root ? throughOthers(story, node) : 0;
  return more > 0 ? `, taken from these by ${more.toLocaleString("en")} more` : "";
}

/** Return who took text, first those without the right credit, then all the others: nobody is left out. */
function takers(story, level, most) {
  const sorted = (nodes) => nodes.sort((a, b) => mainShare(b) - mainShare(a) || a - b);
  const open = sorted(story.members.filter(isOpen));
  const others = (word) => sorted(story.members.filter((node) => A.credit[node] === word && (took(node) || word === "undetermined")));
  const listed = (nodes, word, room) => shortened(nodes.map((node) => h("li", {}, said(node, true))), room, `#articles?${new URLSearchParams({ story: story.id, credit: word })}`);
  const below = `h${Number(level[1]) + 1}`;
  const [vague, named, unsure] = ["generic", "named", "undetermined"].map(others);
  return h("section", { class: open.length ? "bad" : "good" },
    h(level, {}, "Took text without the right credit"), open.length ? listed(open, "without", most) : h("p", {}, "Nobody."),
    vague.length ? [h(below, { class: "vague" }, "Credit “agencies” only"), listed(vague, "generic", Math.ceil(most / 2))] : null,
    named.length ? [h(below, { class: "named" }, "Name their source"), inRow(named, most)] : null,
    unsure.length ? [h(below, {}, "Share text; from whom is undetermined"), inRow(unsure, most)] : null,
    aboutTold([...open.slice(0, most), ...vague.slice(0, Math.ceil(most / 2))].map((node) => sourcesOf(node)[0])));
}

/** Return articles by their names alone, in one paragraph. */
const inRow = (nodes, most) => h("p", { class: "small" }, nodes.slice(0, most).map((node, place) => [place ? ", " : "", h("a", { href: hrefOf(node) }, nameOf(node))]), nodes.length > most ? ` and ${count(nodes.length - most, "more", "more")}` : "");

function gaps(story, level, most) {
  const missing = missingOf(story);
  return h("section", { class: missing.length ? "warn" : "good" }, h(level, {}, missing.length ? sign("unseen") : null, missing.length && missing.every(isDoubted) ? "Perhaps missing from the pile" : "Missing from the pile"), missing.length ? shortened(missing.map((node) => h("li", {}, absent(node))), most) : h("p", {}, "Nothing, as far as the texts show."));
}

/** Name the other originals of a story, from which others of its articles took. */
function further(story, root) {
  const others = story.members.filter((node) => node !== root && kindOf(node) === "original");
  return others.length ? h("span", {}, ` The original most took from; ${count(others.length, "further original")}: `, others.slice(0, 4).map((node, place) => [place ? ", " : "", h("a", { href: hrefOf(node) }, nameOf(node))]), others.length > 4 ? ` and ${others.length - 4} more` : "", ".") : null;
}

/** Return what is known of an original that is not here, or may not be. */
function notHere(root, firsts) {
  const { agency } = unseen(root);
  return `${firsts ? "Or one that is not" : "Not"} in the pile${agency ? `; ${likely(root)} by ${agency}` : ""} (${[missingName(root), sureTold(root, "its carriers")].filter(Boolean).join("; ")}).`;
}

/** Return the first of the items as a list, then how many more there are: a link to all of them, where one is given. */
function shortened(items, most, href) {
  const more = items.length - most;
  const told = `… and ${count(more, "more", "more")}`;
  return h("ul", {}, items.slice(0, most), more > 0 ? h("li", { class: "small" }, href ? h("a", { href }, told) : told) : null);
}

/** Return an article by name, headline and time; with `how`, what it took. */
function said(node, how) {
  const best = sourcesOf(node)[0];
  const more = { misattributed: "; it credits somebody else", "none, licensed": "; licensed, as far as is known" }[A.credit[node]];
  const compare = () => h("a", { class: "compare", href: edgeHref(node, best.parent) }, "side by side", h("span", { class: "hidden" }, `: ${nameOf(node)} and ${nameOf(best.parent)}`));
  const facts = [how && best ? [tookTold(best), more] : null, moment(A.at[node]) ? h("time", {}, moment(A.at[node])) : null, how && best ? compare() : null];
  return h("p", {}, h("a", { href: hrefOf(node) }, how ? sign(kindOf(node)) : null, h("b", {}, labelOf(node)), " ", titleOf(node)), h("span", { class: "small" }, dotted(...facts)));
}

function absent(node) {
  const told = unseen(node);
  const carriers = told.children.slice(0, 4).map((child, place) => [place ? ", " : "", h("a", { href: hrefOf(child) }, nameOf(child))]);
  const sure = sureTold(node);
  return h("p", {}, h("b", {}, told.agency ? `${isDoubted(node) ? "Perhaps" : "Probably"} by ${told.agency}` : "A text nobody names"), `${told.agency ? ": a text" : ""} of at least ${count(told.words, "word")}`, told.snippet ? [", with “", told.snippet, " …”"] : "", h("span", { class: "small" }, `${missingName(node)}; carried by `, carriers, told.children.length > 4 ? ` and ${told.children.length - 4} more` : "", sure ? `; ${sure}` : ""));
}
