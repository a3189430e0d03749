// A story as a picture: nodes by shape and colour, edges by share and credit, beside a list that says the same.

const ROWS = { wide: 56, narrow: 100 };
const AXIS = 34;
const UNDATED = 190; // pixels of a credit that says so, too; where there are fewer, the ring and the list say it
const NARROW = 760; // pixels of a screen on which texts stand below each other, as the style sheet has it

/** Return a node's sign, centred at 0, 0. */
function shape(kind, size = 8) {
  const draw = {
    original: () => [s("circle", { r: size }), s("circle", { r: size * 0.4, class: "hole" })],
    "maybe-original": () => [s("circle", { r: size, class: "ring dashed" }), s("circle", { r: size * 0.4 })],
    copy: () => [s("rect", { x: -size * 0.9, y: -size * 0.9, width: size * 1.8, height: size * 1.8 })],
    rewrite: () => [s("path", { d: `M0 ${-size * 1.25}L${size * 1.25} 0L0 ${size * 1.25}L${-size * 1.25} 0Z` })],
    paraphrase: () => [s("path", { d: `M0 ${-size * 1.15}L${size * 1.15} ${size * 0.9}H${-size * 1.15}Z` })],
    part: () => [s("circle", { r: size, class: "ring" }), s("path", { class: "half", d: `M${-size} 0A${size} ${size} 0 0 0 ${size} 0Z` })],
    version: () => [s("rect", { x: -size, y: -size, width: size * 2, height: size * 2, rx: size * 0.7 }), s("rect", { x: -size * 0.4, y: -size * 0.4, width: size * 0.8, height: size * 0.8, class: "hole" })],
    own: () => [s("circle", { r: size * 0.85, class: "ring" })],
    unseen: () => [s("path", { class: "gone", d: hexagon(size * 1.35) }), s("text", { class: "gone-sign", "text-anchor": "middle", y: size * 0.55 }, "?")],
  };
  return s("g", { class: `node ${kind}` }, draw[kind]());
}

function hexagon(size) {
  const points = [0, 1, 2, 3, 4, 5].map((corner) => [Math.cos((corner * Math.PI) / 3) * size, Math.sin((corner * Math.PI) / 3) * size]);
  return `M${points.map((point) => point.map((one) => one.toFixed(1)).join(" ")).join("L")}Z`;
}

const sign = (kind) => s("svg", { class: "sign", viewBox: "-12 -12 24 24", width: 20, height: 20, "aria-hidden": "true" }, shape(kind));
const tone = (word) => ({ "none-observed": "bad", "none, licensed": "warn", misattributed: "bad", generic: "warn", named: "good" })[word] || "plain";

/** Return a story's lineage: a picture and, beside it, row by row, the same as a list. */
function lineage(story, room = innerWidth) {
  const { items, edges, left } = planted(story);
  const narrow = room <= NARROW;
  const tall = narrow ? ROWS.narrow : ROWS.wide;
  const plot = narrow ? Math.min(150, 44 + depthOf(items) * 26) : Math.round(Math.min(room - 60, 1280) * 0.5);
  const step = narrow ? 26 : 46;
  const axis = timed(items, plot - 40 - (narrow ? 0 : 116), step);
  items.forEach((item, row) => Object.assign(item, { x: item.x + 18, y: AXIS + row * tall + tall / 2, room: plot - item.x - 18 }));
  const height = AXIS + items.length * tall + 8;
  const at = new Map(items.filter((item) => !item.bundle).map((item) => [item.node, item]));
  const picture = s("svg", { class: "lineage", width: plot, height, viewBox: `0 0 ${plot} ${height}`, "aria-hidden": "true" });
  picture.append(axisDrawn(axis, plot, height, narrow));
  const drawn = edges.filter((edge) => at.has(edge.child) && at.has(edge.parent));
  picture.append(...trunks(items, at));
  for (const edge of drawn) if (at.get(edge.child).main !== edge) picture.append(alsoDrawn(edge, at.get(edge.parent), at.get(edge.child)));
  for (const item of items) if (item.main && at.has(item.main.parent)) picture.append(edgeDrawn(item.main, at.get(item.main.parent), item, narrow, item.bundle));
  for (const item of items) picture.append(nodeDrawn(item));
  const rows = h("ol", { class: "lineage-rows" }, items.map((item) => rowDrawn(story, item)));
  const more = left ? h("p", {}, h("a", { href: `#articles?story=${encodeURIComponent(story.id)}` }, `… and ${count(left, "more article")} of this story, in the list`)) : null;
  return h("div", { class: "lineage-box" }, legend(items, drawn), h("div", { class: "lineage-grid", css: { "--plot": `${plot}px`, "--row": `${tall}px`, "--axis": `${AXIS}px` } }, picture, rows), more);
}

/** Draw the story that is shown anew, for another width. */
function redrawn(room) {
  const box = document.querySelector('[data-view="story"]:not([hidden]) .lineage-box');
  const story = box && DATA.stories.find((one) => one.id === routed(location.hash).names[0]);
  if (story) box.replaceWith(lineage(story, room));
}

addEventListener("resize", () => redrawn(innerWidth));
addEventListener("beforeprint", () => redrawn(NARROW + 1));
addEventListener("afterprint", () => redrawn(innerWidth));

function axisDrawn(axis, plot, height, narrow) {
  const first = axis.ticks[0];
  const label = (tick) => {
    if (narrow) return tick === first ? s("text", { x: 6, y: AXIS - 14 }, `${tick.label.slice(5)} →`) : null;
    return s("text", { x: tick.x + 18 - (tick === first ? 12 : 0), y: AXIS - 14, "text-anchor": tick === first ? "start" : "middle" }, tick.label);
  };
  const lines = axis.ticks.map((tick) => s("g", { class: "tick" }, s("path", { d: `M${tick.x + 18} ${AXIS - 8}V${height}` }), label(tick)));
  return s("g", { class: "axis" }, lines, narrow || first ? null : s("text", { x: 6, y: AXIS - 14 }, `${axis.title} →`));
}

/** Return a line down from each source to the last that took from it. */
function trunks(items, at) {
  const ends = new Map();
  for (const item of items) if (item.main && at.has(item.main.parent)) ends.set(item.main.parent, item.y);
  return [...ends].map(([node, y]) => s("path", { class: "trunk", d: `M${at.get(node).x.toFixed(1)} ${at.get(node).y}V${y}` }));
}

/** Return an edge from its source's trunk to the child; the credit stands on it where there is room. */
function edgeDrawn(edge, from, to, narrow, bundle = 0) {
  const word = A.credit[edge.child];
  const width = 1.4 + 5.6 * (edge.share || 0);
  const branch = `M${(from.x - 0.9).toFixed(1)} ${to.y}H${Math.max(to.x - 9, from.x + 2).toFixed(1)}`;
  const label = narrow ? null : s("text", { class: "on-edge", x: to.x + (to.bundle || to.undated ? 20 : 16), y: to.y + 4 }, `${(CREDITS[word] || [""])[0]} ${word}${to.undated && to.room > UNDATED ? " · no date" : ""}`);
  const lines = [s("path", { class: "hit", d: branch }), s("path", { class: "line", d: branch, "stroke-width": width.toFixed(1) }), label];
  return linked(edge, `edge ${tone(word)}`, bundle ? count(bundle, "article") : nameOf(edge.child), lines, bundle);
}

/** Return the edge to a further source of an article: dotted, in a lane beside the trunk and below the edge. */
function alsoDrawn(edge, from, to) {
  const lane = Math.max(Math.min(from.x, to.x - 14) - 7, 4);
  const [foot, down] = [to.y + 6.5, to.y > from.y ? 5 : -5];
  const course = `M${(from.x - 8).toFixed(1)} ${from.y}H${lane.toFixed(1)}V${foot - down}q0 ${down} 5 ${down}H${(to.x - 7).toFixed(1)}`;
  return linked(edge, `edge also ${tone(A.credit[edge.child])}`, nameOf(edge.child), [s("path", { class: "hit", d: course }), s("path", { class: "line", d: course, "stroke-width": 1.5 })], 0);
}

/** Return the lines as a link to both texts; many articles in one row have none. */
function linked(edge, kind, child, lines, bundle) {
  const how = `${percent(edge.share || 0)} ${edge.relation}`;
  const told = isMaybe(edge.child) ? `${child}, maybe the original; or from ${nameOf(edge.parent)}: ${how}` : `${child} from ${nameOf(edge.parent)}: ${how}, credit ${A.credit[edge.child]}`;
  const said = s("title", {}, told);
  return !bundle ? s("a", { class: kind, href: edgeHref(edge.child, edge.parent), tabindex: "-1" }, said, lines) : s("g", { class: kind }, said, lines);
}

function nodeDrawn(item) {
  const kind = kindOf(item.node);
  const back = item.bundle ? [s("g", { transform: "translate(6 -5)" }, shape(kind)), s("g", { transform: "translate(3 -2.5)" }, shape(kind))] : null;
  const undated = item.undated ? [s("circle", { class: "undated", r: 14 }), item.main ? null : s("text", { class: "no-date", x: 20, y: 4 }, "no date")] : null;
  return s("g", { transform: `translate(${item.x.toFixed(1)} ${item.y})` }, s("title", {}, `${KINDS[kind]}: ${nameOf(item.node)}${item.undated ? ", no date" : ""}`), back, shape(kind), undated);
}

function rowDrawn(story, item) {
  const { node, main, bundle } = item;
  if (bundle) {
    const query = new URLSearchParams({ story: story.id, credit: A.credit[node], kind: kindOf(node) });
    return h("li", {}, h("a", { href: `#articles?${query}`, "data-row": true }, h("b", {}, `+ ${bundle.toLocaleString("en")} more`), h("span", { class: "headline" }, `like these: ${kindOf(node)}${item.further ? `, and ${item.further} taken from them` : ""}`)), h("p", {}, credit(A.credit[node])));
  }
  if (isUnseen(node)) {
    const told = unseen(node);
    return h("li", { class: "missing" }, h("a", { href: `${address("story", story.id)}?missing=${told.id}`, "data-row": true }, h("b", {}, nameOf(node)), " ", h("span", { class: "headline" }, told.snippet ? `“${told.snippet} …”` : titleOf(node))), h("p", {}, `missing from the pile · at least ${count(told.words, "word")} · carried by ${count(told.children.length, "article")}`));
  }
  const said = main ? [`${sharedTold(main)} · `] : [];
  const compare = main ? h("span", { class: "on-screen" }, " · ", h("a", { class: "compare", href: edgeHref(node, main.parent) }, "side by side", h("span", { class: "hidden" }, ` with ${nameOf(main.parent)}`))) : [];
  return h("li", { class: isOpen(node) ? "open" : "" }, h("a", { href: hrefOf(node), "data-row": true }, h("b", {}, nameOf(node)), " ", h("span", { class: "headline" }, titleOf(node))), h("p", {}, said, main ? credit(A.credit[node]) : h("span", { class: "role" }, kindOf(node)), compare, " · ", h("time", {}, moment(A.at[node]) || "no date")));
}

/** Return what shapes and lines mean, those that are there. */
function legend(items, edges) {
  const kinds = Object.keys(KINDS).filter((kind) => items.some((item) => kindOf(item.node) === kind));
  const tones = { bad: "no credit, or a wrong one", warn: "“agencies”", good: "names its source", plain: "other" };
  const line = (one) => s("svg", { class: "sign", viewBox: "0 0 34 12", width: 34, height: 12, "aria-hidden": "true" }, s("g", { class: `edge ${one}` }, s("path", { class: "line", d: "M2 6H32", "stroke-width": 4 })));
  const used = Object.keys(tones).filter((one) => edges.some((edge) => tone(A.credit[edge.child]) === one));
  return h("ul", { class: "legend", "aria-label": "Signs" }, kinds.map((kind) => h("li", {}, sign(kind), KINDS[kind])), used.map((one) => h("li", {}, line(one), tones[one])), edges.some((edge) => sourcesOf(edge.child)[0] !== edge) ? h("li", {}, line("also"), "a further source") : null, items.some((item) => item.undated) ? h("li", {}, s("svg", { class: "sign", viewBox: "-15 -15 30 30", width: 20, height: 20, "aria-hidden": "true" }, s("circle", { class: "undated", r: 13 })), "no date: its place tells no time") : null, edges.length ? h("li", {}, "wider: a larger share of the article’s own words") : null);
}
