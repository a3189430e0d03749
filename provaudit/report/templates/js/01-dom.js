// Elements are made here and nowhere else: data becomes text nodes and attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u; // Hebrew, Arabic and the other scripts read from the right

/** Give an element its attributes (`on`: handlers, `css`: custom properties) and children. */
function filled(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === "css") for (const [key, to] of Object.entries(value)) element.style.setProperty(key, to);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

const h = (tag, props, ...children) => filled(document.createElement(tag), props, children);
const s = (tag, props, ...children) => filled(document.createElementNS(SVG, tag), props, children);

let unfoldedHere = [];

/** Open what is folded in the view that is shown: nobody opens it on paper. */
function unfolded() {
  unfoldedHere = [...document.querySelectorAll("[data-view]:not([hidden]) details:not([open])")];
  for (const one of unfoldedHere) one.open = true;
}

function foldedAgain() {
  for (const one of unfoldedHere) one.open = false;
}

/** Return the facts in a row, a dot between two of them on one line and none at the end or the begin of a line. */
const dotted = (...facts) => facts.filter((fact) => fact && fact !== true).map((fact, place) => [place ? " " : null, h("span", { class: place ? "fact" : "fact first" }, fact)]);

/** Return the text as nodes in which characters that a screen obeys or hides stand as marks. */
function visible(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(ODD)) {
    if (found.index > at) nodes.push(text.slice(at, found.index));
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    nodes.push(h("span", { class: "odd", title: `control character U+${code}` }, `U+${code}`));
    at = found.index + found[0].length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

/** Return a link to a page elsewhere; what is no web address stays text. */
function outward(address) {
  const web = /^https?:\/\/[^\s]+$/i.test(address) && URL.canParse(address);
  return web ? h("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, brief(address)) : h("span", {}, brief(address));
}

/** Return a name or headline that leaves the order of the words around it alone, whichever way it is read. */
const isolated = (name) => (LEFTWARD.test(name) ? `\u2068${name}\u2069` : name);

/** Return the same where it stands for itself and shows its own direction. */
const alone = (name) => name.replace(/[\u2066-\u2069]/g, "");

/** Return a name cut to what a name may need. */
const brief = (name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name);

/** Return a share as whole per cent; "0%" is nothing and "100%" all. */
const percent = (share) => (share > 0 && share <= 0.005 ? "<1%" : `${share < 1 ? Math.min(Math.round(share * 100), 99) : Math.round(share * 100)}%`);
const count = (number, noun, nouns) => `${number.toLocaleString("en")} ${number === 1 ? noun : nouns || noun + "s"}`;
const capital = (said) => said.charAt(0).toUpperCase() + said.slice(1);
const signed = (points) => (points === null ? "–" : points > 0 ? `+${+points.toFixed(1)}` : String(+points.toFixed(1)).replace("-", "−"));
const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** Return the moment of an article as the reader's list shows it: UTC, the day alone where only that is known. */
function moment(at) {
  if (!at) return "";
  const told = new Date(at[0] * 60000).toISOString();
  return at[1] ? told.slice(0, 10) : `${told.slice(0, 10)} ${told.slice(11, 16)}`;
}

/** Return how long after the first something was published, in the largest fitting unit. */
function lapse(minutes) {
  const units = [[525600, "y"], [10080, "w"], [1440, "d"], [60, "h"], [1, "min"]];
  const [size, unit] = units.find(([one]) => minutes >= one) || [1, "min"];
  return `${+(minutes / size).toFixed(minutes % size ? 1 : 0)} ${unit}`;
}

const CREDITS = {
  "none-observed": ["✕", "no credit seen", "no credit seen"],
  "none, licensed": ["✕", "none, licensed", "no credit seen, but licensed"],
  misattributed: ["≠", "wrong source", "credits the wrong source"],
  generic: ["~", "agencies only", "credits “agencies”, nobody by name"],
  named: ["✓", "source named", "names its source"],
  own: ["●", "its own", "its own text"],
  "not-needed": ["·", "none needed", "took from nobody"],
  undetermined: ["?", "undetermined", "source undetermined"],
  "maybe original": ["?", "maybe original", "may be the original itself: that it has another’s text is only a guess"],
  "not-assessable": ["?", "not assessable", "could not be assessed"],
};

/** What other codes say to a reader; what is a word stays as it is. */
const WORDS = { same: "same text", partial: "a part", quotes: "quotations", "own-reporting": "own reporting", "source-line": "source line", meta: "the page’s metadata", contributed: "as contributor", "maybe-original": "maybe original", part: "takes a part", own: "its own text", yes: "yes" };
const worded = (code) => WORDS[code] || code;

/** Return how the id of a source or a story that is numbered here reads. */
const numbered = (id) => id.replace(/^unseen:/, "unseen source ").replace(/^story:/, "story ");
const creditTold = (word) => (CREDITS[word] || ["", word])[1];

/** Return a chip that says how an article credits its source. */
function credit(word, long) {
  const [sign, short, told] = CREDITS[word] || ["", word, word];
  return h("span", { class: "credit", "data-credit": word, title: long ? null : told }, h("i", { "aria-hidden": "true" }, sign), " ", long ? told : short);
}
