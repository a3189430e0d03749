// An article's text, every character of it with what is known of it: zone, passage, quotation, signals, changes.

const OWN = new Set(["standfirst", "body"]);
const TALL = 8_000; // characters of a paragraph from which it stands in a box that scrolls; chosen: some screens
const FEWEST = 3; // words of a run that is marked as another's; chosen

/** Return the strip over a text: what each part of it is, from the first word to the last; like parts are one path. */
function strip(node) {
  const runs = A.strip[node];
  const letters = lettersOf(node);
  const paths = new Map();
  const add = (name, x, y, wide, high) => paths.set(name, `${paths.get(name) || ""}M${x} ${y}h${wide}v${high}h${-wide}z`);
  let at = 0;
  for (let run = 0; run < runs.length; run += 3) {
    const [part, source, length] = [DATA.parts[runs[run]], runs[run + 1], runs[run + 2]];
    const thin = part === "own" || part === "quoted";
    const hue = letters.has(source) ? ` src-${letters.get(source).hue}` : "";
    add(`part ${part}${hue}`, at, thin ? 3 : 0, length, thin ? 4 : 10);
    if (part === "paraphrased") add("gap", at, 4, length, 2);
    at += length;
  }
  if (!at) return h("span", { class: "small" }, "no text of its own");
  return s("svg", { class: "strip", viewBox: `0 0 ${at} 10`, preserveAspectRatio: "none", role: "img", "aria-label": stripTold(runs, at) }, [...paths].map(([name, d]) => s("path", { class: name, d })));
}

function stripTold(runs, total) {
  const sums = {};
  for (let run = 0; run < runs.length; run += 3) sums[DATA.parts[runs[run]]] = (sums[DATA.parts[runs[run]]] || 0) + runs[run + 2];
  const told = { own: "its own words", quoted: "its own quotations", quoted_taken: "quotations also in a source", taken: "from its main source", taken_elsewhere: "from another source", paraphrased: "paraphrased", unknown: "an agency’s, not here" };
  return Object.entries(sums).map(([part, cells]) => `${percent(cells / total)} ${told[part]}`).join(", ");
}

/** Let what is too tall scroll in a box of its own, by keyboard too. */
function bounded(element, name) {
  for (const [key, value] of Object.entries({ tabindex: "0", role: "region", "aria-label": name })) element.setAttribute(key, value);
  element.classList.add("tall");
  return element;
}

/** Paint the spans over 0..length and return the stretches in which nothing changes. */
function stretches(length, layers, cuts) {
  const edges = new Set([0, length, ...cuts]);
  for (const spans of Object.values(layers)) for (const span of spans) edges.add(Math.min(span.start, length)).add(Math.min(span.end, length));
  const places = [...edges].sort((a, b) => a - b);
  const index = new Map(places.map((place, at) => [place, at]));
  const painted = {};
  for (const [name, spans] of Object.entries(layers)) {
    painted[name] = new Array(places.length - 1).fill(null);
    for (const span of spans) for (let at = index.get(Math.min(span.start, length)); at < index.get(Math.min(span.end, length)); at++) painted[name][at] = span;
  }
  return places.slice(0, -1).map((start, at) => ({ start, end: places[at + 1], ...Object.fromEntries(Object.keys(layers).map((name) => [name, painted[name][at]])) }));
}

/** Return a span with the quotation marks and stops that belong to its first and last words. */
function whole(text, span) {
  const before = /(?:^|\s)([“”"‘'(\[]+)$/u.exec(text.slice(Math.max(0, span.start - 4), span.start));
  const behind = /^[^\s\p{L}\p{N}]+(?!\S)/u.exec(text.slice(span.end, span.end + 4));
  return { ...span, start: span.start - (before ? before[1].length : 0), end: span.end + (behind ? behind[0].length : 0) };
}

const alike = (a, b) => a === b || Boolean(a && b && a.source === b.source && a.kind === b.kind);

/** Close gaps between two passages in which no word stands; unmark runs of words too few to be anybody's. */
function settled(text, pieces) {
  for (let at = 1; at < pieces.length - 1; at++) {
    const bare = !/[\p{L}\p{N}\n]/u.test(text.slice(pieces[at].start, pieces[at].end));
    if (bare && pieces[at - 1].passage && !pieces[at].passage) {
      const next = pieces.slice(at + 1).find((piece) => /[\p{L}\p{N}\n]/u.test(text.slice(piece.start, piece.end)));
      if (next && alike(next.passage, pieces[at - 1].passage)) pieces[at].passage = next.passage;
    }
  }
  for (let first = 0; first < pieces.length; ) {
    let last = first;
    while (last + 1 < pieces.length && alike(pieces[last + 1].passage, pieces[first].passage)) last++;
    const words = text.slice(pieces[first].start, pieces[last].end).split(/\s+/).filter(Boolean).length;
    if (pieces[first].passage && words < FEWEST) for (let at = first; at <= last; at++) pieces[at].passage = null;
    first = last + 1;
  }
  return pieces;
}

/** Return the text in paragraphs, each stretch marked with what `layers` says of it. */
function painted(text, layers, notes) {
  const breaks = [...text.matchAll(/\n+/g)].flatMap((found) => [found.index, found.index + found[0].length]);
  const box = h("div", { class: "text" });
  let paragraph = null;
  let run = null;
  let label = "";
  for (const piece of settled(text, stretches(text.length, layers, [...breaks, ...notes.map((note) => note.at)]))) {
    const words = text.slice(piece.start, piece.end);
    for (const note of notes) if (note.at === piece.start && paragraph) paragraph.body.append(note.mark());
    if (/^\n+$/.test(words)) {
      paragraph = run = null;
      continue;
    }
    const zone = piece.zone ? piece.zone.name : "body";
    if (!paragraph || paragraph.zone !== zone) {
      paragraph = { zone, body: h("div", { class: "words" }) };
      box.append(h("div", { class: `zone ${zone}` }, h("span", { class: "zone-name" }, zone === label || zone === "body" ? "" : worded(zone)), paragraph.body));
      label = zone;
      run = null;
    }
    const passage = OWN.has(zone) ? piece.passage : null;
    if (!run || !alike(run.passage, passage)) run = { passage, into: passage ? paragraph.body.appendChild(opening(passage)) : paragraph.body };
    run.into.append(styled(words, piece));
  }
  for (const words of box.querySelectorAll(".words")) if (words.textContent.length > TALL) bounded(words, "a long paragraph");
  return box;
}

function opening(passage) {
  const mark = h("a", { class: `passage src-${passage.mark.hue} ${passage.kind}`, href: passage.href, "data-mark": true, title: passage.title }, h("sup", { "aria-label": passage.title }, passage.mark.letter + (passage.kind === "paraphrase" ? "~" : "")));
  return mark;
}

function styled(words, piece) {
  const classes = ["quote", "signal", "cited", "changed"].filter((name) => piece[name]);
  if (!classes.length) return h("span", {}, visible(words));
  const told = [piece.signal?.title, piece.cited?.title, piece.changed?.title].filter(Boolean).join(" · ");
  return h("span", { class: classes.join(" "), title: told || null, "data-rule": piece.signal ? piece.signal.rule : null }, visible(words));
}
