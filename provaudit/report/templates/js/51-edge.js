// Two texts side by side: the source on the left, what was made of it on the right, passages on one height.
// Where the source is not in the pile, the article that has most of it in common stands in its place.

VIEWS.edge = async (section, [childId, parentId]) => {
  const [child, wanted] = [BY_ID.get(childId), BY_ID.get(parentId)];
  if ([child, wanted].some((node) => node === undefined) || isUnseen(child)) return nothing("pair of texts");
  const parent = isUnseen(wanted) ? attesting(child, wanted, await details(child)) : wanted;
  if (parent === undefined) return nothing("pair of texts");
  const shared = await sharedBy(child, parent);
  const edge = sourcesOf(child).find((one) => one.parent === parent);
  const story = STORY_OF.get(child);
  const via = edge ? null : throughOf(child, parent, wanted);
  const source = edge ? parent : via;
  const why = (shared.mine.edges.find(([one]) => one === source) || [null, []])[1];
  const crumbs = story ? h("a", { href: address("story", story.id) }, numbered(story.id)) : h("a", { href: "#articles" }, "Articles");
  const said = edge ? standsIn(edge) : via === null ? "Neither is known to be the other’s source." : `Neither is known to be the other’s source: both have text of ${nameOf(via)}, which is not in the pile.`;
  return [
    h("p", { class: "crumbs" }, crumbs), h("h1", {}, `${A.name[child]}, beside ${A.name[parent]}`),
    h("p", { class: "lead" }, said, edge ? [" ", credit(A.credit[child], true)] : null),
    edge ? [h("p", { class: "small" }, knownBy(edge)), aboutTold([edge])] : via === null ? null : h("p", { class: "small" }, `${nameOf(via)} as the source: ${knownBy(sourcesOf(child).find((one) => one.parent === via))}`),
    why.length ? h("details", { class: "reasons", open: true }, h("summary", {}, edge ? `Why ${A.name[parent]} counts as its source` : `Why ${nameOf(via)} is inferred`), h("ul", { class: "why" }, why.map((one) => h("li", {}, one)))) : null,
    driftTold(child, parent, shared), beside(child, parent, shared, Boolean(edge)),
  ];
};

/** Return how much of a text stands in its source; of one that is retold, the words of which that is true are no stretch of the source. */
function standsIn(edge) {
  const [child, parent, share] = [A.name[edge.child], A.name[edge.parent], shareTold(edge)];
  if (edge.relation === "paraphrase") return `${child} retells ${parent} in other words: ${share} of the words of ${child} stand there, too.`;
  return `${share} of ${child} stands in ${parent}${edge.given ? `; that is ${percent(edge.given)} of ${parent}` : ""}.`;
}

/** Return the article whose text has most in common with what a child has of an unseen source; undefined where none has. */
function attesting(child, source, { passages }) {
  const sums = new Map();
  for (const [start, end, from, other] of passages) if (from === source && other !== null && !isUnseen(other)) sums.set(other, (sums.get(other) || 0) + end - start);
  const best = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  return best ? best[0] : unseen(source).children.find((node) => node !== child);
}

/** Return the unseen source of which both have text, the one that was asked for first; null where there is none. */
function throughOf(child, parent, wanted) {
  const both = sourcesOf(child).map((edge) => edge.parent).filter((node) => isUnseen(node) && unseen(node).children.includes(parent));
  return both.includes(wanted) ? wanted : (both[0] ?? null);
}

function driftTold(child, parent, shared) {
  const rows = driftOf(parent, shared);
  if (!rows.length) return null;
  const quote = (words) => (words.trim() ? h("q", {}, visible(words.replace(/\s+/g, " ").slice(0, 160))) : h("i", {}, "nothing"));
  return h("section", { class: "drift" }, h("h2", {}, `What changed: ${count(rows.length, "place")}`), h("ol", {}, rows.map((one, place) => h("li", {}, h("b", {}, `d${place + 1} ${one.kind}`), " ", quote(shared.theirs.text.slice(one.from, one.to)), " → ", quote(shared.mine.text.slice(one.start, one.end))))));
}

function driftOf(parent, { mine, here, there }) {
  return mine.drift.filter(([one]) => one === parent).map(([, kind, start, end, from, to]) => ({ kind: NAMES.drift[kind], start: here(start), end: here(end), from: there(from), to: there(to) }));
}

/** Say how many passages stand in both, and who found them; what is not kept is not called none. */
function headTold(shared, all, moved) {
  const found = shared.ours ? (all ? `${count(all, "run")} of ${RUN} or more words in both` : `No run of ${RUN} words stands in both`) : all ? `${count(all, "passage")} ${DATA.excerpts ? "quoted from the beginning" : "in both"}` : "The passages of this pair are not in this report";
  return `${found}${moved ? `, ${moved} in another place` : ""}`;
}

/** Return the rows: own words of both between passages, then a passage on both sides. */
function beside(child, parent, shared, derived) {
  if (shared.mine.text === null || shared.theirs.text === null) return h("p", { class: "notice" }, "One of the two texts is not known.");
  const { rows } = shared;
  rows.forEach((row, place) => (row.number = place + 1));
  const drift = driftOf(parent, shared).map((one, place) => ({ ...one, label: `d${place + 1}` }));
  const pair = (kind, ...both) => h("div", { class: `pair ${kind}` }, both);
  const grid = h("div", { class: "beside" }, pair("heads-of-both", header(parent, derived ? "the source" : ""), header(child, derived ? "what was made of it" : "")));
  const moved = rows.filter((row) => row.moved);
  let [left, right] = [0, 0];
  for (const row of [...rows.filter((one) => !one.moved), null]) {
    const ends = row ? [row.from, row.start] : [shared.theirs.text.length, shared.mine.text.length];
    const gaps = [between(shared.theirs.text, left, ends[0], moved, "from", "to", drift), between(shared.mine.text, right, ends[1], moved, "start", "end", drift)];
    for (const gap of gaps) if (gap && gap.textContent.length > TALL) bounded(gap, "a long stretch of one text");
    if (gaps.some(Boolean)) grid.append(pair("gaps", h("div", { class: "gap-cell" }, gaps[0]), h("div", { class: "gap-cell child" }, gaps[1])));
    if (!row) break;
    const [was, now] = sidesOf(row, shared, drift);
    for (const [, words] of [was, now]) if (words.textContent.length > TALL) bounded(words, "a long passage");
    grid.append(pair("passages", h("div", { class: `passage-cell ${row.kind}`, tabindex: "-1", "data-mark": true }, was), h("div", { class: `passage-cell child ${row.kind}` }, now)));
    [left, right] = [row.to, row.end];
  }
  const head = headTold(shared, rows.length, moved.length);
  return h("section", {}, h("h2", {}, head), h("ul", { class: "legend" }, h("li", {}, h("del", {}, "gone"), ` only in ${derived ? "the source" : "the left text"}`), h("li", {}, h("ins", {}, "new"), ` only in ${derived ? "the copy" : "the right text"}`), h("li", {}, h("span", { class: "changed" }, "d1"), " a change of meaning"), h("li", {}, h("span", { class: "pale" }, "pale"), DATA.excerpts ? " what else is quoted" : " stands in one text only"), moved.length ? h("li", {}, h("span", { class: "moved" }, h("sup", {}, "⇅")), " stands in another place in the other text") : null), grid);
}

const header = (node, what) => h("div", { class: "beside-head" }, h("a", { href: hrefOf(node) }, h("b", {}, labelOf(node)), " ", h("span", { class: "headline" }, A.title[node])), h("span", { class: "small" }, [what, moment(A.at[node]) || "no date", count(A.words[node], "word")].filter(Boolean).join(" · ")));

/** Return a stretch that only one text has, with the passages in it that stand elsewhere in the other. */
function between(text, start, end, moved, first, last, drift) {
  const words = text.slice(start, end);
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  start += words.length - words.trimStart().length;
  end -= words.length - words.trimEnd().length;
  const parts = [];
  let at = start;
  for (const row of moved.filter((one) => one[first] >= start && one[last] <= end).sort((a, b) => a[first] - b[first])) {
    parts.push(noted(text, at, row[first], first, last, drift), h("span", { class: "moved", title: "stands in another place in the other text" }, h("sup", {}, `⇅${row.number}`), noted(text, row[first], row[last], first, last, drift)));
    at = row[last];
  }
  return h("div", { class: "pale" }, parts, noted(text, at, end, first, last, drift));
}

/** Return words with the labels of the changes that lie in them. */
function noted(text, start, end, first, last, drift) {
  const parts = [];
  let at = start;
  for (const one of drift.filter((row) => row[first] >= start && row[last] <= end).sort((a, b) => a[first] - b[first])) {
    if (one[first] < at) continue;
    parts.push(visible(text.slice(at, one[first])), h("span", { class: "changed" }, visible(text.slice(one[first], one[last])), h("sup", {}, one.label)));
    at = one[last];
  }
  return h("span", {}, parts, visible(text.slice(at, end)));
}

/** Return both sides of a passage, words that differ marked, then the labels of changes. */
function sidesOf(row, shared, drift) {
  const [was, now] = [shared.theirs.text.slice(row.from, row.to), shared.mine.text.slice(row.start, row.end)];
  const labels = drift.filter((one) => one.start >= row.start && one.end <= row.end).map((one) => h("sup", { class: "note" }, one.label));
  const number = (kind) => h("span", { class: "number" }, `${row.number} ${kind}${row.quoted ? ", quoted" : ""}`);
  if (row.kind === "paraphrase") return [[number(row.kind), h("p", {}, visible(was))], [number(row.kind), h("p", {}, visible(now), labels)]];
  const [left, right] = DATA.excerpts ? quoted(diffed(was, now)) : diffed(was, now);
  const drawn = (pieces, tag) => pieces.map(([words, same]) => (same ? visible(words) : [/^\s*/.exec(words)[0], h(tag, {}, visible(words.trim()))]));
  const kind = row.kind === "verbatim" && [...left, ...right].some(([, same]) => !same) ? "verbatim, but for its ends" : row.kind;
  return [[number(kind), h("p", {}, drawn(left, "del"))], [number(kind), h("p", {}, drawn(right, "ins"), labels)]];
}

/** Leave out what differs where a quotation breaks off: there the two sides end at different words. */
function quoted(sides) {
  return sides.map((pieces) => (pieces.length > 1 && !pieces[pieces.length - 1][1] ? [...pieces.slice(0, -1), [" …", true]] : pieces));
}
