// Which rows a story's picture has: one for each node, so that nothing overlaps.

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
    for (const bundle of bundles) items.push({ node: bundle[0].child, bundle: bundle.length, nodes: bundle.map((edge) => edge.child), further: bundle.reduce((sum, edge) => sum + sizes.get(edge.child) - 1, 0), depth: depth + 1, main: bundle[0] });
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
    const key = sizes.get(edge.child) > SMALL ? null : [kindOf(edge.child), A.credit[edge.child], Boolean(A.at[edge.child]), runsBack(edge)].join();
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

const depthOf = (items) => Math.max(...items.map((item) => item.depth));
