// Two texts: which passages stand in both, in what order, and which words of them differ.

const CELLS = 4_000_000; // of a word-by-word comparison, beyond which words are shown without their changes; chosen

/** Return the passages of `child` that stand in `parent`: as the report keeps them, or else as the page finds them (`ours`). */
async function sharedBy(child, parent) {
  const [mine, theirs] = await Promise.all([details(child), details(parent)]);
  const seen = mine.passages.filter((one) => one[3] === parent);
  const rows = seen.length ? seen.map(([start, end, , , from, to, kind, quoted]) => ({ start, end, from, to, kind: NAMES.kinds[kind], quoted })) : theirs.passages.filter((one) => one[3] === child).map(([from, to, , , start, end, kind, quoted]) => ({ start, end, from, to, kind: NAMES.kinds[kind], quoted }));
  const [here, there] = [unitsOf(mine.text || ""), unitsOf(theirs.text || "")];
  const ours = !rows.length && !DATA.excerpts;
  for (const one of rows) Object.assign(one, { start: here(one.start), end: here(one.end), from: there(one.from), to: there(one.to) });
  const kept = apart(ours ? common(mine.text || "", theirs.text || "") : rows, mine.text || "", theirs.text || "");
  for (const one of kept) {
    Object.assign(one, whole(mine.text || "", one));
    const { start, end } = whole(theirs.text || "", { start: one.from, end: one.to });
    [one.from, one.to] = [start, end];
  }
  ordered(kept, mine.text || "", theirs.text || ""); // as they were found: whole sentences would weigh otherwise
  return { mine, theirs, rows: DATA.excerpts ? kept : wholeSentences(kept, mine.text || "", theirs.text || ""), ours, here, there };
}

/** Keep passages that do not overlap a longer one; what overlaps a little is cut on both sides. */
function apart(rows, mine, theirs) {
  const kept = [];
  for (const row of [...rows].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    const one = { ...row };
    for (const other of kept) {
      cut(one, other, ["start", "end", mine], ["from", "to", theirs]);
      cut(one, other, ["from", "to", theirs], ["start", "end", mine]);
    }
    if (one.end - one.start >= (row.end - row.start) / 2 && one.to - one.from >= (row.to - row.from) / 2) kept.push(one);
  }
  return kept.sort((a, b) => a.from - b.from || a.start - b.start);
}

/** Take off what another passage has; unless it is a paraphrase, the other side loses as many words. */
function cut(one, other, [first, last, text], [start, end, beside]) {
  if (one[first] >= other[last] || one[last] <= other[first]) return;
  const tail = one[first] < other[first];
  const edge = tail ? other[first] : Math.min(other[last], one[last]);
  const lost = (text.slice(tail ? edge : one[first], tail ? one[last] : edge).match(/\S+/g) || []).length;
  one[tail ? last : first] = edge;
  if (one.kind === "paraphrase") return;
  const words = [...beside.slice(one[start], one[end]).matchAll(/\S+/g)];
  const left = tail ? words.slice(0, Math.max(words.length - lost, 0)) : words.slice(lost);
  if (!left.length) one[end] = one[start];
  else if (tail) one[end] = one[start] + left[left.length - 1].index + left[left.length - 1][0].length;
  else one[start] += left[0].index;
}

/** Mark the passages that stand in another place: all but those that both texts have in one order, with most words. */
function ordered(rows, mine, theirs) {
  const weights = rows.map((row) => tokens(mine.slice(row.start, row.end)).length + tokens(theirs.slice(row.from, row.to)).length || 1);
  const best = weights.map((weight) => ({ weight, before: -1 }));
  for (let here = 0; here < rows.length; here++)
    for (let there = 0; there < here; there++) if (rows[there].start < rows[here].start && best[there].weight + weights[here] >= best[here].weight) best[here] = { weight: best[there].weight + weights[here], before: there };
  let at = best.reduce((top, one, place) => (top < 0 || one.weight >= best[top].weight ? place : top), -1);
  for (const row of rows) row.moved = true;
  for (; at >= 0; at = best[at].before) rows[at].moved = false;
  return rows;
}

const bare = (word) => word.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}%$€£]/gu, "");

/** Return both texts as lists of [words, whether the other has them], white space kept. */
function diffed(left, right) {
  const [a, b] = [left, right].map((text) => text.match(/\s*\S+/g) || []);
  const [x, y] = [a.map(bare), b.map(bare)];
  if (x.length * y.length > CELLS) return [[[left, true]], [[right, true]]];
  const wide = y.length + 1;
  const table = new Uint16Array((x.length + 1) * wide);
  for (let i = x.length - 1; i >= 0; i--) for (let j = y.length - 1; j >= 0; j--) table[i * wide + j] = x[i] === y[j] ? table[(i + 1) * wide + j + 1] + 1 : Math.max(table[(i + 1) * wide + j], table[i * wide + j + 1]);
  const sides = [[], []];
  const add = (side, word, same) => {
    const last = sides[side][sides[side].length - 1];
    last && last[1] === same ? (last[0] += word) : sides[side].push([word, same]);
  };
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) (add(0, a[i++], true), add(1, b[j++], true));
    else if (i < x.length && (j >= y.length || table[(i + 1) * wide + j] >= table[i * wide + j + 1])) add(0, a[i], !x[i++]);
    else add(1, b[j], !y[j++]);
  }
  return sides;
}
