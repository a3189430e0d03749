// All articles: only the rows in sight are in the page, so that thousands scroll as smoothly as ten.

let list = null;

const SORTS = {
  concern: ["Concern", (node) => node],
  article: ["Article", (node) => folded(`${A.short[node]} ${A.title[node]}`)],
  published: ["Published", (node) => (A.at[node] ? A.at[node][0] : Infinity)],
  share: ["Taken", (node) => -A.share[node]],
  credit: ["Credit", (node) => creditTold(A.credit[node])],
  source: ["From", (node) => (sourcesOf(node).length ? folded(nameOf(sourcesOf(node)[0].parent)) : "\uffff")],
  points: ["Attribution", (node) => A.points[node][DATA.dimensions.indexOf("attribution")] ?? 99],
};

const FILTERS = {
  credit: (node, value) => (value === "without" ? isOpen(node) && took(node) || A.credit[node] === "misattributed" : A.credit[node] === value),
  kind: (node, value) => kindOf(node) === value,
  role: (node, value) => A.role[node] === value,
  outlet: (node, value) => outletOf(node) === value,
  story: (node, value) => STORY_OF.get(node)?.id === value,
  took: (node) => took(node),
  absent: (node) => Boolean(A.absent[node]),
  rule: (node, value) => hitBy(value).has(node),
};

const hits = new Map();

function hitBy(rule) {
  if (!hits.has(rule)) hits.set(rule, new Set(DATA.rules.find((one) => one.rule === rule)?.nodes));
  return hits.get(rule);
}

const haystacks = [];

/** Return whether an article has all words of a search in what the list shows of it. */
function matches(node, wanted) {
  haystacks[node] ??= folded([A.id[node], A.title[node], outletOf(node), A.byline[node], A.agency[node], A.credit[node], creditTold(A.credit[node]), A.role[node], A.flags[node].join(" ")].join(" "));
  return wanted.every((word) => haystacks[node].includes(word));
}

const SLICE = 20; // milliseconds that a search through texts keeps the page from its reader; chosen

/** Return the articles whose text has the words, unpacking the texts a chunk at a time. */
async function textHits(query, stillWanted) {
  const wanted = folded(query);
  const found = new Set();
  for (let chunk = 0; chunk < DATA.chunks.many && stillWanted(); chunk++) {
    const inside = await unpacked(chunk);
    for (let place = 0, since = performance.now(); place < inside.length && stillWanted(); place++) {
      if (inside[place].text && folded(inside[place].text).includes(wanted)) found.add(`${chunk} ${place}`);
      if (performance.now() - since < SLICE) continue;
      await new Promise((resume) => setTimeout(resume));
      since = performance.now();
    }
  }
  return (node) => found.has(DATA.chunks.place[node].join(" "));
}

class List {
  constructor(box, tally, clear) {
    this.box = box;
    this.clearing = clear;
    this.tally = tally;
    this.drawn = new Map();
    this.active = -1;
    this.asked = 0;
  }

  get tall() {
    return innerWidth <= NARROW ? 120 : 60;
  }

  async filter(settings) {
    const mine = ++this.asked;
    const wanted = folded(settings.get("q") || "").split(/\s+/).filter(Boolean);
    const tests = Object.entries(FILTERS).filter(([name]) => settings.get(name));
    const inText = settings.get("in") === "text" && settings.get("q") ? await textHits(settings.get("q"), () => mine === this.asked) : () => false;
    if (mine !== this.asked) return;
    const found = [];
    for (let node = 0; node < COUNT; node++) if (tests.every(([name, test]) => test(node, settings.get(name))) && (matches(node, wanted) || inText(node))) found.push(node);
    const key = (SORTS[settings.get("sort")] || SORTS.concern)[1];
    const keys = new Map(found.map((node) => [node, key(node)]));
    const way = settings.get("way") === "down" ? -1 : 1;
    this.nodes = found.sort((a, b) => way * (typeof keys.get(a) === "string" ? collator.compare(keys.get(a), keys.get(b)) : keys.get(a) - keys.get(b) || 0) || a - b);
    this.tally.textContent = found.length === COUNT ? count(COUNT, "article") : `${found.length.toLocaleString("en")} of ${count(COUNT, "article")}`;
    this.clearing.hidden = ![...settings].length;
    this.active = -1;
    this.clear();
  }

  clear() {
    this.drawn.clear();
    this.box.replaceChildren();
    this.box.style.setProperty("height", `${this.nodes.length * this.tall}px`);
    this.box.parentElement.setAttribute("aria-rowcount", this.nodes.length + 1);
    this.draw();
  }

  draw(all = false) {
    if (!this.nodes) return;
    const top = -this.box.getBoundingClientRect().top;
    const first = all ? 0 : Math.max(0, Math.floor(top / this.tall) - 6);
    const last = all ? this.nodes.length : Math.min(this.nodes.length, Math.ceil((top + innerHeight) / this.tall) + 6);
    for (const [place, row] of this.drawn) if ((place < first || place >= last) && place !== this.active) this.drawn.delete(place) && row.remove();
    for (let place = first; place < last; place++) this.at(place);
  }

  at(place) {
    if (!this.drawn.has(place)) {
      const row = listed(this.nodes[place], place);
      row.style.setProperty("transform", `translateY(${place * this.tall}px)`);
      this.drawn.set(place, row);
      const next = [...this.drawn.keys()].filter((other) => other > place).sort((a, b) => a - b)[0];
      this.box.insertBefore(row, next === undefined ? null : this.drawn.get(next));
    }
    return this.drawn.get(place);
  }

  step(by) {
    if (!this.nodes.length) return false;
    const inside = [...this.drawn].find(([, row]) => row.contains(document.activeElement));
    this.active = Math.min(Math.max((inside ? inside[0] : by > 0 ? -1 : 0) + by, 0), this.nodes.length - 1);
    const link = this.at(this.active).querySelector("a");
    link.focus({ preventScroll: true });
    link.closest(".item").scrollIntoView({ block: "nearest" });
    return true;
  }
}

function listed(node, place) {
  const best = sourcesOf(node)[0];
  const from = best ? [`${shareTold(best)} `, h("a", { href: edgeHref(node, best.parent) }, nameOf(best.parent)), sourcesOf(node).length > 1 ? ` +${sourcesOf(node).length - 1}` : ""] : A.absent[node] ? `${A.absent[node]}, not here` : A.heirs[node] ? `${count(A.heirs[node], "article")} from it` : "";
  const cell = (name, ...children) => h("div", { role: "cell", class: name }, ...children);
  const timed = moment(A.at[node]) || A.published[node];
  return h("div", { role: "row", class: "item", "aria-rowindex": place + 2 },
    cell("c-article", h("a", { href: hrefOf(node) }, h("b", {}, sign(kindOf(node)), labelOf(node)), A.at[node] ? h("time", {}, timed) : null, h("span", { class: "headline" }, A.title[node]))),
    cell("c-published", timed),
    cell("c-share", strip(node)),
    cell("c-credit", credit(A.credit[node])),
    cell("c-from", h("span", {}, from)),
    cell("c-points", signed(A.points[node][DATA.dimensions.indexOf("attribution")])));
}

function picked(settings, name, label, options) {
  const select = h("select", { "aria-label": label, on: { change: () => refilter(name, select.value) } }, h("option", { value: "" }, label), options.map(([value, told]) => h("option", { value, selected: settings.get(name) === value }, told)));
  return select;
}

/** Return how a filter that has no list of its own reads. */
function filterTold(name, value) {
  const said = { took: "took text from another", absent: "an agency’s text that is not here" };
  return said[name] || `${name}: ${brief(worded(numbered(value)))}`.replace("story: story", "story");
}

function refilter(name, value) {
  const { settings } = routed(location.hash);
  value ? settings.set(name, value) : settings.delete(name);
  settle(settings);
  list.filter(settings).then(() => tell(list.tally.textContent));
}

function resort(name, head) {
  const { settings } = routed(location.hash);
  const again = (settings.get("sort") || "concern") === name;
  const way = again && settings.get("way") !== "down" ? "down" : "";
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way ? "descending" : "ascending");
  settings.set("sort", name);
  settle(settings);
  refilter("way", way);
}

/** Return the same orders as a choice, for a screen on which some of the columns have no room. */
function sorter(settings) {
  const ways = Object.entries(SORTS).flatMap(([name, [told]]) => [[name, told], ...(["published", "points"].includes(name) ? [[`${name} down`, `${told}, ${name === "published" ? "latest" : "most"} first`]] : [])]);
  const now = [settings.get("sort") || "concern", settings.get("way")].filter(Boolean).join(" ");
  const select = h("select", { "aria-label": "Sort by", on: { change: () => {
    const [name, way = ""] = select.value.split(" ");
    const chosen = routed(location.hash).settings;
    chosen.set("sort", name);
    settle(chosen);
    refilter("way", way);
  } } }, ways.map(([value, told]) => h("option", { value, selected: value === now }, `by ${told.toLowerCase()}`)));
  return h("span", { class: "sorter" }, select);
}

function headed(settings) {
  const order = [["article", "c-article"], ["published", "c-published"], ["share", "c-share"], ["credit", "c-credit"], ["source", "c-from"], ["points", "c-points"]];
  return h("div", { role: "row", class: "item heads", "aria-rowindex": 1 }, order.map(([name, place]) => {
    const now = settings.get("sort") === name ? (settings.get("way") === "down" ? "descending" : "ascending") : null;
    const head = h("div", { role: "columnheader", class: place, "aria-sort": now }, h("button", { type: "button", class: "sort", on: { click: () => resort(name, head) } }, SORTS[name][0]));
    return head;
  }));
}

VIEWS.articles = async (section, names, settings) => {
  const used = (column) => [...new Set(column)].filter(Boolean).sort();
  const find = document.getElementById("find");
  if (document.activeElement !== find) find.value = settings.get("q") || "";
  const tally = h("p", { class: "tally" });
  const box = h("div", { role: "rowgroup", class: "items" });
  const inText = h("input", { type: "checkbox", checked: settings.get("in") === "text", on: { change: () => refilter("in", inText.checked ? "text" : "") } });
  const clear = h("a", { href: "#articles", class: "small" }, "clear filters");
  const bar = h("div", { class: "filters" },
    picked(settings, "credit", "any credit", [["without", "without the right credit"], ...used(A.credit).map((word) => [word, creditTold(word)])]),
    picked(settings, "kind", "any kind", Object.keys(KINDS).filter((kind) => kind !== "unseen").map((kind) => [kind, worded(kind)])),
    picked(settings, "outlet", "any outlet", used(DATA.outlets).map((name) => [name, brief(name)])),
    sorter(settings),
    h("label", {}, inText, " search the texts too"),
    ["story", "rule", "role", "took", "absent"].filter((name) => settings.get(name)).map((name) => h("button", { type: "button", class: "chip", on: { click: (event) => { refilter(name, ""); event.currentTarget.remove(); } } }, `${filterTold(name, settings.get(name))} `, h("span", { "aria-label": "remove" }, "×"))),
    clear);
  list = new List(box, tally, clear);
  section.replaceChildren(h("h1", { class: "hidden" }, "Articles"), bar, tally, h("div", { role: "table", class: "list", "aria-label": "Articles" }, h("div", { role: "rowgroup" }, headed(settings)), box));
  await list.filter(settings);
  section.addEventListener("shown", () => list.draw(), { once: true });
  return null;
};

let drawing = 0;
addEventListener("scroll", () => {
  if (document.body.dataset.at !== "articles" || !list || drawing) return;
  drawing = requestAnimationFrame(() => {
    drawing = 0;
    list.draw();
  });
}, { passive: true });
addEventListener("resize", () => document.body.dataset.at === "articles" && list && list.clear());
addEventListener("beforeprint", () => document.body.dataset.at === "articles" && list && list.draw(true));
