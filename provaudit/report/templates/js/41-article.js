// One article: what is said of it, then its text with everything that was found in it.

VIEWS.article = async (section, [id]) => {
  const node = BY_ID.get(id);
  if (node === undefined || isUnseen(node)) return nothing("article");
  const found = await details(node);
  const story = STORY_OF.get(node);
  const crumbs = story ? [h("a", { href: address("story", story.id) }, numbered(story.id)), ` · ${headOf(story)}`] : [h("a", { href: "#articles" }, "Articles")];
  return [
    h("p", { class: "crumbs" }, crumbs), h("h1", {}, alone(A.title[node])), facts(node), verdictOf(node),
    h("div", { class: "strip-box" }, strip(node)), stripLegend(node),
    h("div", { class: "reading" }, h("div", {}, layerSwitches(section), textOf(node, found)), h("aside", { "aria-label": "What was found" }, sourcesBox(node, found), changesBox(node, found), heirsBox(node), scoresBox(found), signalsBox(section, found), citedBox(found))),
  ];
};

function facts(node) {
  const outlet = outletOf(node);
  const parts = [outlet ? h("a", { href: address("outlet", outlet) }, brief(outlet)) : null, brief(A.byline[node] || ""), A.at[node] ? h("time", {}, moment(A.at[node])) : A.published[node], A.language[node], count(A.words[node], "word"), brief(A.id[node]), A.url[node] ? outward(A.url[node]) : null];
  return h("p", { class: "facts" }, parts.filter(Boolean).map((part, place) => [place ? " · " : "", h("bdi", {}, typeof part === "string" ? visible(part) : part)]));
}

function verdictOf(node) {
  const sources = sourcesOf(node);
  const from = sources.map((edge, place) => [place ? ", " : "", h("a", { href: edgeHref(node, edge.parent) }, nameOf(edge.parent)), ` ${shareTold(edge)}`]);
  const share = A.share[node] ? `${A.relation[node] === "paraphrase" ? "~" : ""}${percent(A.share[node])} of its words stand in ${isMaybe(node) ? "other carriers, too" : "a source"} (${percent(A.prose_share[node])} of its prose, ${percent(A.quote_share[node])} of its quotations)` : A.absent[node] ? `By its own mark it is ${A.absent[node]}’s text, which is not in the pile` : from.length ? "It keeps no five words in a row of a source" : "None of its words stand in a source";
  const mark = A.agency[node] ? h("span", {}, ` It marks ${A.agency[node]} (${worded(A.agency_mark[node])}).`) : null;
  const what = isMaybe(node) ? h("b", {}, "maybe original") : [h("b", {}, worded(A.role[node])), A.relation[node] ? `, ${worded(A.relation[node])}` : ""];
  return h("div", { class: `verdict ${isOpen(node) ? "bad" : ""}` }, h("p", {}, sign(kindOf(node)), what, " · ", credit(A.credit[node], true), "."), h("p", {}, share, from.length ? [": ", from] : "", ".", mark));
}

function stripLegend(node) {
  const marks = [...lettersOf(node)].map(([source, mark]) => h("li", {}, h("span", { class: `swatch src-${mark.hue}` }, mark.letter), nameOf(source)));
  return h("ul", { class: "strip-legend" }, marks, h("li", {}, h("span", { class: "swatch plain" }), "own words"), h("li", {}, h("span", { class: "swatch quoted" }), "quotation"));
}

const LAYERS = { passage: "passages", signal: "signals", cited: "cited sources", quote: "quotations", zone: "zones" };

function layerSwitches(section) {
  return h("div", { class: "layers", role: "group", "aria-label": "What is marked in the text" }, Object.entries(LAYERS).map(([name, told]) => {
    const button = h("button", { type: "button", "aria-pressed": String(!section.classList.contains(`no-${name}`)), on: { click: () => button.setAttribute("aria-pressed", String(!section.classList.toggle(`no-${name}`))) } }, told);
    return button;
  }));
}

function textOf(node, found) {
  if (found.text === null) return h("p", { class: "notice" }, "The text of this article is not known.");
  const at = unitsOf(found.text);
  const span = (start, end, more) => ({ start: at(start), end: at(end), ...more });
  const letters = lettersOf(node);
  const zones = found.zones.map(([zone, start, end]) => span(start, end, { name: NAMES.zones[zone] }));
  const layers = {
    zone: zones.filter((zone) => zone.name !== "quote"),
    quote: zones.filter((zone) => zone.name === "quote"),
    passage: found.passages.filter((one) => letters.has(one[2])).map(([start, end, source, other, , , kind]) => whole(found.text, span(start, end, { source, kind: NAMES.kinds[kind], mark: letters.get(source), href: edgeHref(node, other), title: `${NAMES.kinds[kind]}, from ${nameOf(source)}${other === source ? "" : `; also in ${nameOf(other)}`}` }))),
    signal: found.signals.filter((one) => one[1] !== null).map(([rule, start, end, points, message]) => span(start, end, { rule, title: `${DATA.rules[rule].rule} ${signed(points)}: ${message}` })),
    cited: found.cited.map(([kind, start, end]) => span(start, end, { title: `cites: ${NAMES.cited[kind]}` })),
    changed: found.drift.map(([, kind, start, end]) => span(start, end, { title: `${NAMES.drift[kind]} changed` })),
  };
  const notes = found.drift.map(([, , , end], place) => ({ at: at(end), mark: () => h("sup", { class: "note" }, `d${place + 1}`) }));
  return h("div", {}, painted(found.text, layers, notes), found.more ? h("p", { class: "small" }, `… and ${count(found.more, "more character")}`) : null);
}

const group = (title, ...children) => h("section", {}, h("h2", {}, title), children);

function sourcesBox(node, found) {
  const letters = lettersOf(node);
  if (!letters.size) return null;
  const retold = found.passages.some((one) => letters.has(one[2]) && NAMES.kinds[one[6]] === "paraphrase");
  return group(isMaybe(node) ? "Where it may have it from" : "Where it has it from", retold ? h("p", { class: "small" }, "~ marks whole sentences that retell a source; a share with ~ counts only what both have word for word, and more of the article comes from there.") : null, h("ol", { class: "sources" }, sourcesOf(node).map((edge) => {
    const mark = letters.get(edge.parent);
    const why = (found.edges.find(([parent]) => parent === edge.parent) || [null, []])[1];
    const head = h("p", {}, h("span", { class: `swatch src-${mark.hue}` }, mark.letter), h("a", { href: hrefOf(edge.parent) }, nameOf(edge.parent)), ` ${shareTold(edge)}`, " · ", h("a", { class: "compare", href: edgeHref(node, edge.parent) }, "side by side", h("span", { class: "hidden" }, ` with ${nameOf(edge.parent)}`)));
    return h("li", {}, head, h("p", { class: "small" }, knownBy(edge)), why.length ? h("ul", { class: "why" }, why.map((one) => h("li", {}, reason(node, edge.parent, one, found)))) : null);
  })));
}

/** Return a reason; the sibling that it names leads to both texts side by side. */
function reason(node, parent, told, found) {
  if (!isUnseen(parent)) return told;
  const best = attesting(node, parent, found);
  const named = [best, ...unseen(parent).children].filter((one) => one !== undefined && one !== node && told.includes(alone(A.name[one])));
  const sibling = named.sort((a, b) => A.name[b].length - A.name[a].length)[0];
  if (sibling === undefined) return told;
  const [before, ...behind] = told.split(alone(A.name[sibling]));
  return [before, h("a", { href: edgeHref(node, sibling) }, A.name[sibling]), behind.join(alone(A.name[sibling]))];
}

function changesBox(node, found) {
  if (!found.drift.length) return null;
  return group("What it changed", h("ol", { class: "changes" }, found.drift.map(([parent, kind], place) => h("li", {}, h("b", {}, `d${place + 1} ${NAMES.drift[kind]}`), " against ", h("a", { href: edgeHref(node, parent) }, nameOf(parent))))));
}

function heirsBox(node) {
  const heirs = heirsOf(node);
  if (!heirs.length) return null;
  const sorted = [...heirs].sort((a, b) => b.share - a.share || a.child - b.child);
  return group(`Taken up directly by ${count(heirs.length, "article")}`, h("ul", {}, sorted.slice(0, 12).map((edge) => h("li", {}, h("a", { href: hrefOf(edge.child) }, nameOf(edge.child)), ` ${shareTold(edge)} ${worded(edge.relation)} · `, credit(A.credit[edge.child]), " · ", h("a", { class: "compare", href: edgeHref(edge.child, node) }, "side by side", h("span", { class: "hidden" }, ` with ${nameOf(edge.child)}`)))), heirs.length > 12 ? h("li", {}, `… and ${heirs.length - 12} more`) : null));
}

/** Return the points, one scale for all dimensions: zero stands at one place, a line is as long as what can be had. */
function scoresBox(found) {
  const told = found.scores.map(([dimension, points, least, most]) => ({ dimension: DATA.dimensions[dimension], points, least, most })).filter((one) => one.dimension !== "form");
  const ends = [Math.min(0, ...told.map((one) => one.least ?? 0)), Math.max(0, ...told.map((one) => one.most ?? 0))];
  const rows = told.map((one) => h("tr", {}, h("th", { scope: "row" }, one.dimension), h("td", { class: "n" }, signed(one.points)), h("td", {}, one.points === null ? "not assessable" : scale(one, ends))));
  const foot = told.length ? h("tr", { "aria-hidden": "true" }, h("td", { colspan: "2" }), h("td", {}, scaleFoot(ends))) : null;
  return group("Points", h("table", { class: "scores" }, h("tbody", {}, rows, foot)), h("p", { class: "small" }, "A line shows what its rules can give: more to the right, less to the left of zero."));
}

const onScale = (value, [least, most]) => 4 + ((value - least) / (most - least || 1)) * 92;

function scale({ points, least, most }, ends) {
  const x = (value) => onScale(value, ends).toFixed(1);
  return s("svg", { class: "scale", viewBox: "0 0 100 10", role: "img", "aria-label": `of ${signed(least)} to ${signed(most)}` }, s("path", { class: "range", d: `M${x(least)} 5H${x(most)}` }), s("path", { class: "zero", d: `M${x(0)} 0V10` }), s("circle", { cx: x(Math.min(Math.max(points, least), most)), cy: 5, r: 3.4 }));
}

/** Return the figures below the scale: its ends and zero. */
function scaleFoot(ends) {
  const words = [...new Set([ends[0], 0, ends[1]])].map((value) => s("text", { x: onScale(value, ends).toFixed(1), y: 8, "text-anchor": "middle" }, signed(value)));
  return s("svg", { class: "scale", viewBox: "0 0 100 10" }, words);
}

function signalsBox(section, found) {
  if (!found.signals.length) return null;
  const byRule = grouped(found.signals.map(([rule, start, , points, message, words]) => ({ rule, start, points, message, words })), "rule");
  const point = (rule) => {
    const marks = [...section.querySelectorAll(`[data-rule="${rule}"]`)];
    for (const old of section.querySelectorAll(".pointed")) old.classList.remove("pointed");
    marks.forEach((mark) => mark.classList.add("pointed"));
    marks[0]?.scrollIntoView({ block: "center" });
  };
  return group("Signals", h("ul", { class: "signals" }, [...byRule].map(([rule, hits]) => h("li", {}, h("button", { type: "button", on: { click: () => point(rule) } }, h("b", {}, signed(hits[0].points)), " ", h("code", {}, DATA.rules[rule].rule), hits.length > 1 ? ` ×${hits.length}` : ""), h("p", {}, hits[0].message, hits[0].words ? ` (${hits[0].words})` : "")))));
}

function citedBox(found) {
  if (!found.cited.length || found.text === null) return null;
  const at = unitsOf(found.text);
  const kinds = grouped(found.cited.map(([kind, start, end]) => ({ kind, words: found.text.slice(at(start), at(end)).replace(/\s+/g, " ").slice(0, 60) })), "kind");
  return group("It cites", h("dl", { class: "cites" }, NAMES.cited.map((name, kind) => {
    const names = [...new Set((kinds.get(kind) || []).map((one) => one.words))].filter((one) => !/^(i|we|us|you|s?he|it|they|who|which|that|his|her|their)$/i.test(one));
    return names.length ? [h("dt", {}, name), h("dd", {}, visible(names.slice(0, 14).join(", ")), names.length > 14 ? ` and ${names.length - 14} more` : "")] : null;
  })));
}
