// Outlets: what each carried, and how much of it was another's.

const byOutlet = grouped(A.outlet.map((outlet, node) => ({ outlet, node })), "outlet");

function tallied(outlet) {
  const nodes = (byOutlet.get(outlet) || []).map((one) => one.node);
  const from = nodes.filter((node) => took(node));
  const crediting = (word) => from.filter((node) => A.credit[node] === word).length;
  return { outlet, name: DATA.outlets[outlet] || "(outlet not known)", nodes, took: from.length, open: from.filter(isOpen).length, generic: crediting("generic"), named: crediting("named"), absent: nodes.filter((node) => A.absent[node] && !took(node)).length, given: nodes.reduce((sum, node) => sum + heirsOf(node).length, 0) };
}

const SORTED = 3; // the column by which outlets stand at first: those of an open credit

VIEWS.outlets = () => {
  const rows = DATA.outlets.map((_, outlet) => tallied(outlet)).sort((a, b) => b.open - a.open || b.took - a.took || b.nodes.length - a.nodes.length || compared(a.name, b.name));
  const heads = [["Outlet", ""], ["Articles", "n"], ["Took from another", "n"], ["of these, without the right credit", "n"], ["of these, credit “agencies” only", "n"], ["of these, name their source", "n"], ["An agency’s text that is not here", "n"], ["Taken by others", "n"]];
  const number = (value, href) => h("td", { class: value ? "n" : "n nought" }, value && href ? h("a", { href }, value) : value);
  const table = h("table", { class: "plain sortable" }, h("thead", {}, h("tr", {}, heads.map(([head, name], column) => h("th", { scope: "col", class: name, "aria-sort": column === SORTED ? "descending" : null }, head)))), h("tbody", {}, rows.map((row) => {
    const query = (more) => `#articles?${new URLSearchParams({ outlet: row.name, ...more })}`;
    return h("tr", {}, h("th", { scope: "row" }, h("a", { href: address("outlet", DATA.outlets[row.outlet]), "data-row": true }, brief(row.name))), number(row.nodes.length, query({})), number(row.took, query({ took: "yes" })), number(row.open, query({ credit: "without" })), number(row.generic, query({ credit: "generic", took: "yes" })), number(row.named, query({ credit: "named", took: "yes" })), number(row.absent, query({ absent: "yes" })), number(row.given));
  })));
  sortable(table);
  return [h("h1", {}, count(rows.length, "outlet")), h("p", { class: "lead" }, "What each outlet of this pile carried. Counts of few articles say little of an outlet."), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Outlets" }, table)];
};

/** Return what is measured of an outlet, each figure with its interval, beside the pile. */
function profile(name) {
  const rows = DATA.profiles.outlets[name];
  if (!rows) return null;
  const share = (figure, kind) => (kind !== "number" ? percent(figure) : figure.toLocaleString("en", { maximumFractionDigits: 1 }));
  const heads = ["Measure", "Here", "95% interval", "Whole pile", "Rests on"];
  return [h("h2", {}, "Profile"), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Profile" }, h("table", { class: "plain profile" }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows.map(([place, value, low, high, n, stories, pile, from, to]) => {
    const [told, kind] = DATA.profiles.measures[place];
    const apart = from !== null && (from > 0 || to < 0);
    const here = value === null ? "–" : low === null && kind === "articles" ? `${Math.round(value * n)} of ${n}` : share(value, kind);
    const interval = value === null ? "nothing to measure it on" : low === null ? `n too small: under ${DATA.profiles.fewest} stories` : h("div", { class: "interval-cell" }, whisker(value, low, high, pile, kind), h("span", { class: "small" }, `${share(low, kind)} to ${share(high, kind)}${apart ? (from > 0 ? ", more than the pile" : ", less than the pile") : ""}`));
    return h("tr", { class: apart ? "apart" : "" }, h("th", { scope: "row" }, told), h("td", { class: "here" }, h("b", {}, here)), h("td", { class: `between ${low === null ? "small" : ""}` }, interval), h("td", { class: "whole" }, pile === null ? "–" : share(pile, kind)), h("td", { class: "small rests" }, n ? `${count(n, "article")} in ${count(stories, "story", "stories")}` : "–"));
  }))))];
}

/** Return an interval on its scale: 0 to 1 for shares, else up to its largest figure; a tick is the pile. */
function whisker(value, low, high, pile, kind) {
  const most = kind !== "number" ? 1 : Math.max(high, pile || 0, value) || 1;
  const x = (figure) => 3 + (figure / most) * 94;
  return s("svg", { class: "scale", viewBox: "0 0 100 10", "aria-hidden": "true" }, s("path", { class: "range", d: "M3 5H97" }), s("path", { class: "interval", d: `M${x(low)} 5H${x(high)}` }), pile === null ? null : s("path", { class: "zero", d: `M${x(pile)} 0V10` }), s("circle", { cx: x(value), cy: 5, r: 3.4 }));
}

/** Return what the user's files say of an outlet, apart from what is measured. */
function statedOf(name) {
  const [about, ratings] = Object.hasOwn(DATA.stated, name) ? DATA.stated[name] : ["", []];
  const rated = ratings.map(([said, url]) => h("li", {}, brief(said), url ? [" ", outward(url)] : null));
  return [about ? h("p", { class: "small" }, `According to the list of outlets that was given: ${about}.`) : null, rated.length ? [h("h2", {}, "Rated elsewhere"), h("p", { class: "small" }, "Shown beside the figures, counted in none."), h("ul", {}, rated)] : null];
}

VIEWS.outlet = (section, [name = ""]) => {
  const outlet = DATA.outlets.indexOf(name);
  if (outlet < 0) return nothing("outlet");
  const row = tallied(outlet);
  const listed = (title, nodes) => (nodes.length ? [h("h2", {}, title), h("ul", { class: "articles" }, nodes.slice(0, 30).map((node) => h("li", {}, sign(kindOf(node)), h("a", { href: hrefOf(node), "data-row": true }, A.title[node]), credit(A.credit[node]), h("time", {}, moment(A.at[node]))))), nodes.length > 30 ? h("p", {}, h("a", { href: `#articles?${new URLSearchParams({ outlet: name })}` }, `All ${nodes.length}`)) : null] : null);
  const open = row.nodes.filter(isOpen);
  const rest = row.nodes.filter((node) => !isOpen(node));
  const { absent } = row;
  const ways = [[row.open, "without the right credit"], [row.generic, "with “agencies” as the only credit"], [row.named, "with its source named"]].filter(([many]) => many).map(([many, told]) => `${many} ${told}`).join(", ");
  const more = absent ? `; ${absent.toLocaleString("en")} more ${absent === 1 ? "is" : "are"} an agency’s text that is not here, so that ${row.took + absent} have another’s prose` : "";
  return [h("p", { class: "crumbs" }, h("a", { href: "#outlets" }, "Outlets")), h("h1", {}, row.name), h("p", { class: "lead" }, `${count(row.nodes.length, "article")}; ${row.took} took text from another${ways ? ` (${ways})` : ""}${more}. Others took from it ${count(row.given, "time")}.`), statedOf(name), profile(name), listed("Without the right credit", open), listed("The others", rest)];
};
