// Where on the time axis a story's nodes stand. A dated article stands at its own time, even where its source bears a
// later one; what has no time stands in a column of its own.

const DAY = 1440; // minutes
const MARGIN = 18; // pixels left of the first node; more where lines run there

/** Return the first and the last minute at which an article can have been published; null where it says no time. */
const spanOf = (node) => (isUnseen(node) || !A.at[node] ? null : [A.at[node][0], A.at[node][0] + (A.at[node][1] ? DAY - 1 : 0)]);

/** Tell whether an edge runs back in time: its article is dated before its source. */
function runsBack(edge) {
  const [child, parent] = [spanOf(edge.child), spanOf(edge.parent)];
  return Boolean(child && parent && child[1] < parent[0]);
}

/** Give each item its `x`, in pixels from the left, and each that others hang on its `trunk`; return the axis. */
function timed(items, at, width, narrow) {
  for (const item of items) item.minute = minuteOf(item, at);
  const times = items.flatMap((item) => (item.nodes ? item.nodes.map((node) => spanOf(node)?.[0] ?? null) : item.minute)).filter((minute) => minute !== null);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const placed = last > first ? (margin) => alongTime(items, [first, last], [margin, width], narrow) : (margin) => alongSteps(items, times.length, [margin, width]);
  let axis = placed(MARGIN);
  trunked(items, at);
  const short = 8 - Math.min(...items.map((item) => item.trunk ?? item.x));
  if (short <= 0) return axis;
  axis = placed(MARGIN + short);
  trunked(items, at);
  return axis;
}

/** Return the minute at which an article is drawn: of a day, the first at which its source was there; null for none. */
function minuteOf(item, at) {
  const span = spanOf(item.node);
  const source = item.main && at.get(item.main.parent);
  return span && (source?.minute > span[0] && source.minute <= span[1] ? source.minute : span[0]);
}

/** Place the items by their times, what has none in columns at the left. */
function alongTime(items, [first, last], [margin, width], narrow) {
  const columns = columnsOf(items, narrow);
  const wide = narrow ? 44 : 62;
  const begin = margin + (columns.length ? columns.length * wide + 6 : 0);
  const grain = Math.max(5, (last - first) / 50);
  const place = (minute) => begin + (Math.log1p((minute - first) / grain) / Math.log1p((last - first) / grain)) * Math.max(width - begin, 40);
  for (const item of items) {
    const own = columns.findIndex((column) => column.holds(item));
    item.x = own < 0 ? place(item.minute) : margin + (own + 0.5) * wide - 8;
    item.undated = own >= 0 && !isUnseen(item.node);
    item.ticks = (item.nodes || []).map(spanOf).filter(Boolean).map(([from]) => place(from));
    item.day = own < 0 && !item.bundle ? dayOf(item, first, last, place) : null;
  }
  const heads = columns.map((column, own) => ({ label: column.label, x: margin + (own + 0.5) * wide - 8 }));
  return { heads, begin: columns.length ? begin - 9 : 0, ticks: ticks(first, last - first, place, items.flatMap((item) => spanOf(item.node)?.[0] ?? [])) };
}

/** Return the columns of what has no time: what is not here, then what bears no date; on a narrow screen both are one. */
function columnsOf(items, narrow) {
  const gone = { label: "not here", holds: (item) => isUnseen(item.node) };
  const undated = { label: "no date", holds: (item) => !isUnseen(item.node) && item.minute === null };
  const there = [gone, undated].filter((column) => items.some(column.holds));
  return narrow && there.length > 1 ? [{ label: there.map((column) => column.label).join("\n"), holds: (item) => item.minute === null }] : there;
}

const DAY_SHOWN = 14; // pixels from which a day is drawn; chosen: in fewer no time of day can be told

/** Return from where to where on the axis an article may stand of which only the day is known; null where that is all one. */
function dayOf(item, first, last, place) {
  const [from, to] = spanOf(item.node);
  const ends = [place(Math.max(from, first)), place(Math.min(to, last))];
  return to > from && ends[1] - ends[0] >= DAY_SHOWN ? ends : null;
}

/** Place the items by their depth, where no two times differ. */
function alongSteps(items, dated, [margin, width]) {
  const step = Math.min((width - margin) / Math.max(1, depthOf(items)), 184);
  for (const item of items) Object.assign(item, { x: margin + item.depth * step, undated: false, ticks: [], day: null });
  return { heads: [], begin: 0, ticks: [], title: `order of derivation: ${dated ? "times do not tell another" : "no times are known"}` };
}

const CLEAR = { heir: 26, node: 14, line: 6 }; // pixels between a trunk and what is beside it; chosen
const LANES = [0, ...Array.from({ length: 12 }, (_, lane) => -CLEAR.heir - CLEAR.line * lane)]; // where a trunk may stand beside its source

/** Give each source that others hang on its `trunk`, clear of the nodes in the rows that it passes and of other trunks. */
function trunked(items, at) {
  const below = new Map();
  items.forEach((item, row) => Object.assign(item, { row, trunk: null }));
  for (const item of items) if (item.main && at.has(item.main.parent)) below.set(item.main.parent, [...(below.get(item.main.parent) || []), item]);
  const lines = [];
  for (const item of [...items].reverse()) {
    const heirs = item.bundle ? null : below.get(item.node);
    if (!heirs) continue;
    const [from, to] = [item.row, heirs[heirs.length - 1].row];
    const passed = items.slice(from + 1, to + 1);
    const beside = lines.filter((line) => line.to > from && line.from < to);
    const clear = (x) => passed.every((other) => Math.abs(other.x - x) >= (heirs.includes(other) ? CLEAR.heir : CLEAR.node)) && beside.every((line) => Math.abs(line.x - x) >= CLEAR.line);
    item.trunk = item.x + (LANES.find((lane) => clear(item.x + lane)) ?? LANES[1]);
    lines.push({ x: item.trunk, from, to });
  }
}

const FIRST = 140; // pixels behind the first mark that its date and the next mark's words need; chosen

/** Return marks for the axis, far enough apart to be read. */
function ticks(first, span, place, times) {
  const steps = [10, 30, 60, 180, 360, 720, 1440, 2880, 5760, 10080, 20160, 43200, 129600, 525600, 1051200, 2628000];
  const found = [{ x: place(first), label: new Date(first * 60000).toISOString().slice(0, 16).replace("T", " ").replace(" 00:00", "") }];
  const fine = times.some((at) => at % DAY);
  for (const step of steps) {
    if (step >= span || (!fine && step < DAY)) continue;
    const x = place(first + step);
    if (x - found[found.length - 1].x > (found.length === 1 ? FIRST : 52)) found.push({ x, label: `+${lapse(step)}` });
  }
  return found;
}
