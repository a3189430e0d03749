// The pile: columns by small numbers at once, texts and what is marked in them when they are asked for.

const DATA = JSON.parse(document.getElementById("data").textContent);
const A = DATA.articles;
const COUNT = A.id.length;
A.label = A.name.map(isolated);
A.name = A.name.map((name, node) => isolated(`${name} ${A.apart[node]}`.trimEnd()));
A.title = A.title.map(isolated);
const NAMES = DATA.chunks.names;
const EDGES = DATA.edges.map(([child, parent, relation, share, sure, direction, given]) => ({ child, parent, relation, share, sure, direction, given }));
const UP = grouped(EDGES, "child");
const DOWN = grouped(EDGES, "parent");
const BY_ID = new Map([...A.id, ...DATA.unseen.map((one) => one.id)].map((id, node) => [id, node]).reverse());
const STORY_OF = new Map(DATA.stories.flatMap((story) => story.members.map((node) => [node, story])));

function grouped(rows, key) {
  const found = new Map();
  for (const row of rows) found.has(row[key]) ? found.get(row[key]).push(row) : found.set(row[key], [row]);
  return found;
}

const DOUBT = 0.3; // of a confidence, below which a source is undetermined, as the audit has it
const isUnseen = (node) => node >= COUNT;
const unseen = (node) => DATA.unseen[node - COUNT];
const idOf = (node) => (isUnseen(node) ? unseen(node).id : A.id[node]);
const missingName = (node) => numbered(unseen(node).id);

/** Return how sure it is that articles have their words from a source that is not here: the least and the most. */
function sureOf(node) {
  const known = heirsOf(node).map((edge) => edge.sure).filter((sure) => sure !== null);
  return known.length ? [Math.min(...known), Math.max(...known)] : null;
}

const isDoubted = (node) => (sureOf(node) || [1, 1])[1] < DOUBT;
const likely = (node) => (isDoubted(node) ? "perhaps" : "probably");

/** Return a confidence, or a range of them, in words: as `unseen.how_sure` says it. */
function howSure(least, most) {
  if (most < DOUBT) return `undetermined: only ${percent(least) === percent(most) ? "" : `${percent(least)} to `}${percent(most)} sure`;
  return `${percent(least) === percent(most) ? "" : `${percent(least)}${least < DOUBT ? " (undetermined)" : ""} to `}${percent(most)} sure`;
}

/** Return how sure it is that the carriers of a missing source have its words from there; "" where nothing is known. */
const sureTold = (node, who = "they") => (sureOf(node) ? `${howSure(...sureOf(node))} that ${who} have it from there` : "");

const nameOf = (node) => (isUnseen(node) ? (unseen(node).agency ? `${missingName(node)}, ${likely(node)} ${unseen(node).agency}` : missingName(node)) : A.name[node]);

/** Return the name of what stands beside its own headline and time: without what these say, which tells it from its namesakes. */
function labelOf(node) {
  if (isUnseen(node)) return nameOf(node);
  const told = A.apart[node];
  return told.startsWith("“") || moment(A.at[node]).includes(told) ? A.label[node] : A.name[node];
}

const titleOf = (node) => (isUnseen(node) ? "a source that is not in the pile" : A.title[node]);
const outletOf = (node) => DATA.outlets[A.outlet[node]];
const sourcesOf = (node) => UP.get(node) || [];
const heirsOf = (node) => DOWN.get(node) || [];
const isOpen = (node) => ["none-observed", "none, licensed", "misattributed"].includes(A.credit[node]);
const isMaybe = (node) => A.credit[node] === "maybe original";
const took = (node) => ["same", "edited", "partial", "paraphrase"].includes(A.relation[node]) && !["own", "undetermined", "maybe original"].includes(A.credit[node]);

/** Return what a node is in a picture: its shape and colour, and the word for it. */
function kindOf(node) {
  if (isUnseen(node)) return "unseen";
  if (!sourcesOf(node).length) return heirsOf(node).length ? "original" : "own";
  if (isMaybe(node)) return "maybe-original";
  if (A.role[node] === "version") return "version";
  return { same: "copy", edited: "rewrite", paraphrase: "paraphrase", partial: "part" }[A.relation[node]] || "own";
}

const KINDS = {
  original: "original: others took from it",
  "maybe-original": "maybe original: the first to carry a text that nobody credits",
  copy: "copy: the same text",
  rewrite: "rewrite: the text, edited",
  paraphrase: "paraphrase: the facts, in other words",
  part: "takes a part",
  version: "another version by the same outlet",
  own: "its own text",
  unseen: "unseen: inferred from others, and not here",
};

/** Tell whether a child has far more of its source than its own share says: a short text inside a longer one. */
const isPart = (edge) => edge.given !== null && edge.given - edge.share > 0.2;

/** Tell whether a child has more of its source than the words alike: it tells it anew. */
const retells = (edge) => edge.relation === "paraphrase";

/** Return how much of an article stands in a source; “~” where it retells it. */
const shareTold = (edge) => `${retells(edge) ? "~" : ""}${percent(edge.share || 0)}`;

/** Return what a share with “~” says, for the words beside it; null where it has none. */
const aboutTold = (edges) => (edges.some((edge) => edge && retells(edge)) ? h("p", { class: "small about" }, ABOUT, ".") : null);

const ABOUT = DATA.about;

/** Return how much an edge carries: of the child, and of the source where that is what decides. */
const sharedTold = (edge) => `${shareTold(edge)}${isPart(edge) ? ` of this article, ${percent(edge.given)} of its source:` : ""} ${worded(edge.relation) || "source"}`;

/** Return the same as a sentence without its subject, which stands before it. */
function tookTold(edge) {
  const [own, from] = [shareTold(edge), nameOf(edge.parent)];
  if (isMaybe(edge.child)) return `may be the original itself; ${own} of it stands in other carriers of ${from}, too`;
  if (retells(edge)) return `retells ${from} in other words: ${own} of this article’s words stand there, too`;
  if (isPart(edge)) return `${percent(edge.given)} of ${from} stands in it; that makes up ${own} of this article’s text`;
  const said = { same: `${own} of it is copied from ${from}`, edited: `${own} of it comes from ${from}, edited`, partial: `a part of it, ${own}, comes from ${from}` };
  return said[edge.relation] || `${own} of it comes from ${from}`;
}

const DIRECTIONS = { marked: "a mark or credit says which way", dated: "time says which way", inferred: "the texts alone say which way" };

/** Return how an edge is known: what relates the texts, what tells the direction, how sure that is. */
const knownBy = (edge) => [worded(edge.relation), DIRECTIONS[edge.direction], edge.sure === null ? "" : `${howSure(edge.sure, edge.sure)} that it has its words from ${isUnseen(edge.parent) ? "a source that is not here" : nameOf(edge.parent)}`].filter(Boolean).join(" · ");

const address = (view, ...names) => "#" + [view, ...names.map(encodeURIComponent)].join("/");
const hrefOf = (node) => (isUnseen(node) ? (storyWith(node) ? address("story", storyWith(node).id) : "#stories") : address("article", A.id[node]));
const edgeHref = (child, parent) => address("edge", idOf(child), idOf(parent));

function storyWith(node) {
  if (!isUnseen(node)) return STORY_OF.get(node);
  return DATA.stories.find((story) => story.root === node) || unseen(node).children.map((child) => STORY_OF.get(child)).find(Boolean);
}

const opened = new Map();

/** Return the details of an article, unpacking the chunk in which they lie. */
async function details(node) {
  const [chunk, place] = DATA.chunks.place[node];
  return (await unpacked(chunk))[place];
}

function unpacked(chunk) {
  if (!opened.has(chunk)) opened.set(chunk, there(`chunk-${chunk}`).then(inflated));
  return opened.get(chunk);
}

/** Return what an element of the page holds; it may stand behind this script, and not be read yet. */
async function there(id) {
  if (document.readyState === "loading") await new Promise((resume) => document.addEventListener("DOMContentLoaded", resume, { once: true }));
  return document.getElementById(id).textContent;
}

async function inflated(packed) {
  const raw = atob(packed);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

/** Return what turns an offset in characters into one in the browser's units. */
function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => Math.min(at, text.length);
  const places = [];
  let unit = 0;
  for (const one of text) {
    places.push(unit);
    unit += one.length;
  }
  return (at) => (at < places.length ? places[at] : text.length);
}

/** Return the letter and colour of each of an article's sources, in the order of their shares. */
function lettersOf(node) {
  return new Map(sourcesOf(node).map((edge, place) => [edge.parent, { letter: place < 26 ? String.fromCharCode(65 + place) : String(place + 1), hue: place % 6 }]));
}
