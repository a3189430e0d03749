// Where the nodes of a story stand: one row each, so that nothing overlaps; time from left to right.

const BUNDLED_FROM = 60; // nodes of a story from which like copies share a row; chosen
const SMALL = 4; // articles of a branch that may share a row with others; chosen
const ROWS_SHOWN = 150; // rows of a picture, beyond which the list of articles serves better; chosen

/** Return the story's nodes, each under its best source, in the order of its rows. */
function planted(story) {
  const members = new Set(story.members);
  const edges = story.members.flatMap((node) => sourcesOf(node)).filter((edge) => members.has(edge.parent) || isUnseen(edge.parent));
  const nodes = new Set([...story.members, ...edges.map((edge) => edge.parent)]);
  const main = new Map();
  for (const edge of edges) if (!main.has(edge.child)) main.set(edge.child, edge);
  const below = grouped([...main.values()], "parent");
  const roots = [...nodes].filter((node) => !main.has(node)).sort((a, b) => (b === story.root) - (a === story.root) || isUnseen(a) - isUnseen(b) || early(a) - early(b) || a - b);
  const sizes = sized(roots, below);
  const items = [];
  const walk = (node, depth) => {
    items.push({ node, depth, main: main.get(node) });
    const heirs = [...(below.get(node) || [])].sort((a, b) => (below.get(a.child)?.length || 0) - (below.get(b.child)?.length || 0) || early(a.child) - early(b.child) || b.share - a.share || a.child - b.child);
    const { alone, bundles } = nodes.size > BUNDLED_FROM ? bundled(heirs, sizes) : { alone: heirs, bundles: [] };
    for (const edge of alone) walk(edge.child, depth + 1);
    for (const bundle of bundles) items.push({ node: bundle[0].child, bundle: bundle.length, further: bundle.reduce((sum, edge) => sum + sizes.get(edge.child) - 1, 0), depth: depth + 1, main: bundle[0] });
  };
  for (const root of roots) walk(root, 0);
  const shown = items.slice(0, ROWS_SHOWN);
  return { items: shown, edges, left: items.slice(ROWS_SHOWN).reduce((sum, item) => sum + (item.bundle || 1) + (item.further || 0), 0) };
}

const early = (node) => (isUnseen(node) || !A.at[node] ? Infinity : A.at[node][0]);

/** Return how many articles hang on each node, itself counted. */
function sized(roots, below) {
  const sizes = new Map();
  const measure = (node) => {
    const size = (below.get(node) || []).reduce((sum, edge) => sum + measure(edge.child), 1);
    sizes.set(node, size);
    return size;
  };
  roots.forEach(measure);
  return sizes;
}

/** Put copies of one source that are alike, and from which few took, together; two of each stay alone. */
function bundled(heirs, sizes) {
  const alone = [];
  const alike = new Map();
  for (const edge of heirs) {
    const key = sizes.get(edge.child) > SMALL ? null : `${kindOf(edge.child)} ${A.credit[edge.child]}`;
    if (key === null) alone.push(edge);
    else alike.has(key) ? alike.get(key).push(edge) : alike.set(key, [edge]);
  }
  const bundles = [];
  for (const same of alike.values()) {
    alone.push(...same.slice(0, same.length > 4 ? 2 : same.length));
    if (same.length > 4) bundles.push(same.slice(2));
  }
  return { alone, bundles };
}

/** Give each item its `x` in 0..width, and `undated` where the axis tells times and it has none; return the axis: its title and ticks. */
function timed(items, width, step) {
  const times = items.filter((item) => !isUnseen(item.node) && A.at[item.node]).map((item) => A.at[item.node][0]);
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const dated = times.length > 1 && span > 0;
  const missing = items.some((item) => isUnseen(item.node)) ? step : 0;
  const grain = Math.max(5, span / 50);
  const room = Math.max(width - missing, step);
  const place = (minutes) => missing + (Math.log1p(minutes / grain) / Math.log1p(span / grain)) * room;
  const at = new Map();
  for (const item of items) {
    item.x = dated && !isUnseen(item.node) && A.at[item.node] ? place(A.at[item.node][0] - first) : isUnseen(item.node) ? 0 : missing * !!dated;
    item.undated = dated && !isUnseen(item.node) && !A.at[item.node];
    if (!item.bundle) at.set(item.node, item);
  }
  pushed(items, at, dated ? step : Math.min(width / Math.max(1, depthOf(items)), step * 4));
  const widest = Math.max(...items.map((item) => item.x), 1);
  const shrink = widest > width ? width / widest : 1;
  for (const item of items) item.x *= shrink;
  return dated ? { title: "time since the first, in UTC", ticks: ticks(first, span, (minutes) => place(minutes) * shrink, times) } : { title: `order of derivation: ${times.length ? "times do not tell another" : "no times are known"}`, ticks: [] };
}

const depthOf = (items) => Math.max(...items.map((item) => item.depth));

/** Move articles to the right of their main source, so that derivation always reads in one direction. */
function pushed(items, at, step) {
  for (let round = 0, moved = true; moved && round < 50; round++) {
    moved = false;
    for (const item of items) {
      const parent = item.main && at.get(item.main.parent);
      if (!parent || item.x >= parent.x + step - 0.01) continue;
      item.x = parent.x + step;
      moved = true;
    }
  }
}

/** Return marks for the axis, far enough apart to be read. */
function ticks(first, span, place, times) {
  const steps = [10, 30, 60, 180, 360, 720, 1440, 2880, 5760, 10080, 20160, 43200, 129600, 525600, 1051200, 2628000];
  const found = [{ x: place(0), label: new Date(first * 60000).toISOString().slice(0, 16).replace("T", " ").replace(" 00:00", "") }];
  const fine = times.some((at) => at % 1440);
  for (const step of steps) {
    if (step >= span || (!fine && step < 1440)) continue;
    const x = place(step);
    if (x - found[found.length - 1].x > (found.length === 1 ? 118 : 52)) found.push({ x, label: `+${lapse(step)}` });
  }
  return found;
}
