// A story as a picture: nodes by shape and colour, edges by share and credit, beside a list that says the same.

const LEAST = { wide: 56, narrow: 64, paper: 44 }; // pixels of a row at least, for its sign and the words on its edge; chosen
const AXIS = 34;
const PAPER = 320; // pixels of a picture on paper, beside its list; chosen
const SHEET = 680; // pixels between the margins of A4, the narrowest usual paper, and a few to spare
const NARROW = 760; // pixels of a screen on which texts stand below each other, as the style sheet has it
const TABLET = 1000; // pixels of a screen on which a row of the list takes several lines, as the style sheet has it

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
function lineage(story, room = innerWidth, paper = false) {
  const { items, edges, left } = planted(story);
  const narrow = room <= NARROW;
  const plot = narrow ? 150 : paper ? PAPER : Math.round(Math.min(room - 60, 1280) * 0.5);
  const at = new Map(items.filter((item) => !item.bundle).map((item) => [item.node, item]));
  const axis = timed(items, at, plot - (narrow ? 22 : 138), room <= TABLET);
  const rows = h("ol", { class: "lineage-rows" }, items.map((item) => rowDrawn(story, item)));
  const highs = measured(rows, plot, paper ? LEAST.paper : narrow ? LEAST.narrow : LEAST.wide, paper);
  const height = highs.reduce((top, high, row) => (Object.assign(items[row], { top, y: top + high / 2 }), top + high), AXIS) + 8;
  const drawn = edges.filter((edge) => at.has(edge.child) && at.has(edge.parent));
  const lines = [
    { top: 0, foot: height, line: axisDrawn(axis, plot, height, narrow) },
    ...(paper ? [] : [{ top: 0, foot: height, line: s("path", { class: "hair", d: items.map((item) => `M0 ${item.top + 0.5}H${plot}`).join("") }) }]),
    ...trunks(items, at),
    ...drawn.filter((edge) => at.get(edge.child).main !== edge).map((edge) => across(edge, at)),
    ...items.filter((item) => item.main && at.has(item.main.parent)).map((item) => ({ top: item.y, foot: item.y, line: edgeDrawn(item.main, at.get(item.main.parent), item, narrow) })),
    ...items.map((item) => ({ top: item.y, foot: item.y, line: nodeDrawn(item) })),
  ];
  const more = left ? h("p", {}, h("a", { href: `#articles?story=${encodeURIComponent(story.id)}` }, `… and ${count(left, "more article")} of this story, in the list`)) : null;
  const grids = paper ? h("div", { class: "on-paper" }, [...rows.children].map((row, place) => stretch(lines, [row], plot, place ? items[place].top : 0, items[place].top + highs[place], place ? 0 : AXIS))) : stretch(lines, rows.children, plot, 0, height, AXIS);
  return h("div", { class: "lineage-box" }, legend(items, drawn, axis), grids, more);
}

/** Return a stretch of the picture beside its rows; on paper each row is one, and pages break between two of them. */
function stretch(lines, rows, plot, top, foot, head) {
  const here = lines.filter((one) => one.top <= foot && one.foot >= top).map(({ line }) => line.cloneNode(true));
  const picture = s("svg", { class: "lineage", width: plot, height: foot - top, viewBox: `0 ${top} ${plot} ${foot - top}`, "aria-hidden": "true" }, here);
  return h("div", { class: "lineage-grid", css: { "--plot": `${plot}px`, "--axis": `${head}px` } }, picture, h("ol", { class: "lineage-rows" }, ...rows));
}

/** Make each row as high as its words need there, and return the heights. */
function measured(rows, plot, least, paper) {
  const grid = h("div", { class: "lineage-grid", css: { "--plot": `${plot}px`, "--row": `${least}px` } }, h("div"), rows);
  const box = h("div", { class: paper ? "on-paper measured" : "measured", css: { "--sheet": `${paper ? SHEET : columnWidth()}px` } }, grid);
  document.body.append(box);
  const highs = [...rows.children].map((row) => Math.ceil(row.getBoundingClientRect().height));
  box.remove();
  highs.forEach((high, place) => rows.children[place].style.setProperty("--row", `${high}px`));
  return highs;
}

/** Return how many pixels a view has between its margins. */
function columnWidth() {
  const main = document.querySelector("main");
  const { paddingLeft, paddingRight } = getComputedStyle(main);
  return main.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

/** Draw the story that is shown anew, for another width. */
function redrawn(room, paper = false) {
  const box = document.querySelector('[data-view="story"]:not([hidden]) .lineage-box');
  const story = box && DATA.stories.find((one) => one.id === routed(location.hash).names[0]);
  if (story) box.replaceWith(lineage(story, room, paper));
}

addEventListener("resize", () => redrawn(innerWidth));
addEventListener("beforeprint", () => redrawn(NARROW + 1, true));
addEventListener("afterprint", () => redrawn(innerWidth));

function axisDrawn(axis, plot, height, narrow) {
  const first = axis.ticks[0];
  const word = (x, told, anchor = "start", low = 0) => s("text", { x: x.toFixed(1), y: AXIS - 14 + low, "text-anchor": anchor }, told);
  const headed = ({ x, label }) => label.split("\n").map((told, line, all) => word(x, told, "middle", 12 * line - 6 * (all.length - 1)));
  const label = (tick) => (tick !== first ? (narrow ? null : word(tick.x, tick.label, "middle")) : narrow ? word(axis.begin ? axis.begin + 4 : 6, `${tick.label.slice(5)} →`) : word(tick.x - (axis.begin ? 5 : 12), tick.label));
  const titled = (title) => (narrow ? title.split(/(?<=:) /) : [title]).map((told, line, all) => word(6, told, "start", 12 * line - 6 * (all.length - 1)));
  const lines = axis.ticks.map((tick) => s("g", { class: "tick" }, s("path", { d: `M${tick.x.toFixed(1)} ${AXIS - 8}V${height}` }), label(tick)));
  const aside = axis.begin ? s("rect", { class: "timeless", x: 0, y: 0, width: axis.begin.toFixed(1), height }) : null;
  return s("g", { class: "axis" }, aside, lines, axis.heads.map(headed), axis.title ? titled(`${axis.title} →`) : null);
}

/** Return a line from each source down to the last that took from it, and how far it goes. */
function trunks(items, at) {
  const ends = new Map();
  for (const item of items) if (item.main && at.has(item.main.parent)) ends.set(item.main.parent, item.y);
  return [...ends].map(([node, y]) => {
    const { x, y: top, trunk } = at.get(node);
    const [from, to] = [x.toFixed(1), trunk.toFixed(1)];
    const line = s("path", { class: "trunk", d: x === trunk ? `M${from} ${top}V${y}` : `M${from} ${top}C${from} ${top + 20} ${to} ${top + 12} ${to} ${top + 28}V${y}` });
    return { top: Math.min(top, y), foot: Math.max(top, y), line };
  });
}

/** Return an edge from its source's trunk to the child; the credit stands on it where there is room. */
function edgeDrawn(edge, from, to, narrow) {
  const word = A.credit[edge.child];
  const width = 1.4 + 5.6 * (edge.share || 0);
  const [left, back] = [to.x < from.trunk, runsBack(edge)];
  const way = left ? -1 : 1;
  const [begin, tip] = [from.trunk - way * 0.9, to.x - way * (to.undated ? 15 : 10)];
  const branch = `M${begin.toFixed(1)} ${to.y}H${(tip - way * 6).toFixed(1)}`;
  const line = s("path", { class: "line", d: branch, "stroke-width": width.toFixed(1) });
  const label = narrow ? null : s("text", { class: "on-edge", x: (left ? from.trunk + 8 : to.x + (to.bundle || to.undated ? 20 : 16)).toFixed(1), y: to.y + (back ? -3 : 4) }, `${(CREDITS[word] || [""])[0]} ${creditTold(word)}`);
  const said = back && !narrow ? s("text", { class: "on-edge", x: (left ? from.trunk + 8 : to.x + 16).toFixed(1), y: to.y + 11 }, "before its source") : null;
  const lines = [s("path", { class: "hit", d: branch }), line, tips(tip, to.y, way, width, back), label, said];
  return linked(edge, `edge ${tone(word)}`, to.bundle ? count(to.bundle, "article") : nameOf(edge.child), lines, to.bundle);
}

/** Return the head of an edge's arrow, twice where the edge runs back in time. */
function tips(x, y, way, width, back) {
  const high = Math.max(4.5, width / 2 + 2.5);
  const head = (tip) => `M${tip.toFixed(1)} ${y}l${-way * 8} ${-high}v${2 * high}Z`;
  return s("path", { class: "tip", d: head(x) + (back ? head(x - way * 7) : "") });
}

/** Return the edge to a further source of an article: dotted, in a lane beside the trunk and below the edge. */
function alsoDrawn(edge, from, to) {
  const lane = Math.max(Math.min(from.x, from.trunk ?? from.x, to.x - 14) - 7, 4);
  const [foot, down] = [to.y + 6.5, to.y > from.y ? 5 : -5];
  const course = `M${(from.x - 8).toFixed(1)} ${from.y}H${lane.toFixed(1)}V${foot - down}q0 ${down} 5 ${down}H${(to.x - 12).toFixed(1)}`;
  const lines = [s("path", { class: "hit", d: course }), s("path", { class: "line", d: course, "stroke-width": 1.5 }), tips(to.x - 7, foot, 1, 0, runsBack(edge))];
  return linked(edge, `edge also ${tone(A.credit[edge.child])}`, nameOf(edge.child), lines, 0);
}

/** Return the same, and how far it goes. */
function across(edge, at) {
  const [from, to] = [at.get(edge.parent), at.get(edge.child)];
  return { top: Math.min(from.y, to.y), foot: Math.max(from.y, to.y), line: alsoDrawn(edge, from, to) };
}

/** Return the lines as a link to both texts; many articles in one row have none. */
function linked(edge, kind, child, lines, bundle) {
  const how = `${shareTold(edge)} ${worded(edge.relation)}`;
  const told = isMaybe(edge.child) ? `${child}, maybe the original; or from ${nameOf(edge.parent)}: ${how}` : `${child} from ${nameOf(edge.parent)}: ${how}, credit: ${creditTold(A.credit[edge.child])}`;
  const said = s("title", {}, told, runsBack(edge) ? "; dated before its source" : "");
  return !bundle ? s("a", { class: kind, href: edgeHref(edge.child, edge.parent), tabindex: "-1" }, said, lines) : s("g", { class: kind }, said, lines);
}

function nodeDrawn(item) {
  const kind = kindOf(item.node);
  const back = item.bundle ? [s("g", { transform: "translate(6 -5)" }, shape(kind)), s("g", { transform: "translate(3 -2.5)" }, shape(kind))] : null;
  const undated = item.undated ? s("circle", { class: "undated", r: 14 }) : null;
  const told = s("title", {}, `${KINDS[kind]}: ${nameOf(item.node)}${item.undated ? ", no date" : item.day ? ", of which only the day is known" : ""}`);
  return s("g", {}, spread(item), s("g", { transform: `translate(${item.x.toFixed(1)} ${item.y})` }, told, back, shape(kind), undated));
}

/** Return the day in which an article may stand anywhere, and the times of articles that share a row. */
function spread({ day, ticks, y }) {
  const marks = (ticks || []).map((x) => `M${x.toFixed(1)} ${y + 12}v7`);
  return day || marks.length ? s("path", { class: "spread", d: [day ? `M${day[0].toFixed(1)} ${y + 12}v7m0 -3.5H${day[1].toFixed(1)}m0 -3.5v7` : "", ...marks].join("") }) : null;
}

function rowDrawn(story, item) {
  const { node, main, bundle } = item;
  if (bundle) {
    const query = new URLSearchParams({ story: story.id, credit: A.credit[node], kind: kindOf(node) });
    return h("li", {}, h("a", { href: `#articles?${query}`, "data-row": true }, h("b", {}, `+ ${bundle.toLocaleString("en")} more`), h("span", { class: "headline" }, `like these: ${worded(kindOf(node))}${item.further ? `, and ${item.further} taken from them` : ""}`)), h("p", {}, credit(A.credit[node])));
  }
  if (isUnseen(node)) {
    const told = unseen(node);
    return h("li", { class: "missing" }, h("a", { href: `${address("story", story.id)}?missing=${told.id}`, "data-row": true }, h("b", {}, nameOf(node)), " ", h("span", { class: "headline" }, told.snippet ? `“${told.snippet} …”` : titleOf(node))), h("p", {}, dotted(`${isDoubted(node) ? "perhaps " : ""}missing from the pile`, `at least ${count(told.words, "word")}`, `carried by ${count(told.children.length, "article")}${furtherTook(story, node)}`, sureTold(node))));
  }
  const said = main ? [sharedTold(main), credit(A.credit[node]), runsBack(main) ? h("b", { class: "back" }, "dated before its source") : null] : [h("span", { class: "role" }, worded(kindOf(node)))];
  const compare = main ? h("a", { class: "compare on-screen", href: edgeHref(node, main.parent) }, "side by side", h("span", { class: "hidden" }, ` with ${nameOf(main.parent)}`)) : null;
  return h("li", { class: isOpen(node) ? "open" : "" }, h("a", { href: hrefOf(node), "data-row": true }, h("b", {}, labelOf(node)), " ", h("span", { class: "headline" }, titleOf(node))), h("p", {}, dotted(...said, moment(A.at[node]) || story.members.some((one) => A.at[one]) ? h("time", {}, moment(A.at[node]) || "no date") : null, compare)));
}

/** Return what shapes and lines mean, those that are there. */
function legend(items, edges, axis) {
  const kinds = Object.keys(KINDS).filter((kind) => items.some((item) => kindOf(item.node) === kind));
  const tones = { bad: "no credit, or a wrong one", warn: "“agencies”", good: "names its source", plain: "other" };
  const drawing = (...marks) => s("svg", { class: "sign", viewBox: "0 0 34 12", width: 34, height: 12, "aria-hidden": "true" }, marks);
  const line = (one, ...more) => drawing(s("g", { class: `edge ${one}` }, s("path", { class: "line", d: "M2 6H32", "stroke-width": more.length ? 2 : 4 }), more));
  const used = Object.keys(tones).filter((one) => edges.some((edge) => tone(A.credit[edge.child]) === one));
  const more = [
    [edges.some((edge) => sourcesOf(edge.child)[0] !== edge), () => line("also"), "a further source"],
    [edges.length, () => null, "an arrow leads from the source to what was made of it; wider: a larger share of the article’s own words"],
    [edges.some(retells), () => null, ABOUT],
    [axis.ticks.length > 1, () => null, "time runs to the right; the first hours take as much room as the days behind them"],
    [edges.some(runsBack), () => line("", tips(4, 6, -1, 0, true)), "dated before its source"],
    [items.some((item) => item.undated), () => s("svg", { class: "sign", viewBox: "-15 -15 30 30", width: 20, height: 20, "aria-hidden": "true" }, s("circle", { class: "undated", r: 13 })), "no date: in a column of its own, its place tells no time"],
    [items.some((item) => item.day), () => drawing(s("path", { class: "spread", d: "M3 2.5v7m0 -3.5H31m0 -3.5v7" })), "only the day is known: this line"],
    [items.some((item) => item.ticks?.length), () => drawing(s("path", { class: "spread", d: "M8 2.5v7M14 2.5v7M26 2.5v7" })), "when each of several articles in one row was published"],
  ];
  return h("ul", { class: "legend", "aria-label": "Signs" }, kinds.map((kind) => h("li", {}, sign(kind), KINDS[kind])), used.map((one) => h("li", {}, line(one), tones[one])), more.filter(([there]) => there).map(([, drawn, told]) => h("li", {}, drawn(), told)));
}
