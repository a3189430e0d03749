// Passages end where words differ, readers read sentences: a passage that begins or ends within one has the rest of it, too.

const GROWN = 20; // words by which an end of a passage may grow to that of its sentence; chosen
const CUT = 4; // words at a passage's begin or end that belong to the sentence beside it, and are left to it; chosen
const ENDS = /(?<!(?<!\p{L})(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|No))[.!?…]["”’')\]»]*(?=\s|$)|[。！？।॥۔؟]["”’』」）]*|\n+/gu;

const wordsIn = (text) => (text.match(/\S+/g) || []).length;

/** Return the places behind which a sentence of the text may begin, the text's own begin and end among them. */
const sentenceEnds = (text) => [0, ...[...text.matchAll(ENDS)].map((found) => found.index + found[0].length), text.length];

/** Give passages on both sides the rest of the sentences in which they begin and end, and leave them their kind; paraphrases are whole already. */
function wholeSentences(rows, mine, theirs) {
  const sides = [["start", "end", mine, sentenceEnds(mine)], ["from", "to", theirs, sentenceEnds(theirs)]];
  const exact = rows.filter((row) => row.kind !== "paraphrase");
  for (const row of exact) cutHead(row, sides);
  for (const row of exact) cutTail(row, sides);
  for (const row of exact) for (const side of sides) grow(row, rows, side);
  return rows;
}

/** Leave a few words at a passage's begin, which end a sentence that began before it on both sides, to that sentence. */
function cutHead(row, sides) {
  const behind = sides.map(([first, last, text, ends]) => {
    const begins = Math.max(...ends.filter((end) => end <= row[first]));
    const end = Math.min(...ends.filter((one) => one > row[first]));
    const within = wordsIn(text.slice(begins, row[first])) > 0;
    return within && end < row[last] && wordsIn(text.slice(row[first], end)) <= CUT && wordsIn(text.slice(end, row[last])) > CUT ? end : null;
  });
  if (behind.includes(null)) return;
  sides.forEach(([first, , text], side) => (row[first] = behind[side] + /^\s*/.exec(text.slice(behind[side]))[0].length));
}

/** Leave a few words at a passage's end, with which a sentence begins that goes on otherwise, to that sentence. */
function cutTail(row, sides) {
  const before = sides.map(([first, last, text, ends]) => {
    const end = Math.max(...ends.filter((one) => one < row[last]));
    const words = wordsIn(text.slice(end, row[last]));
    return !ends.includes(row[last]) && words > 0 && words <= CUT && wordsIn(text.slice(row[first], end)) > CUT ? end : null;
  });
  if (before.includes(null)) return;
  sides.forEach(([first, last, text], side) => (row[last] = row[first] + text.slice(row[first], before[side]).trimEnd().length));
}

/** Let both ends of a passage grow to those of their sentences, on one side, where few words are missing and free. */
function grow(row, rows, [first, last, text, ends]) {
  const others = rows.filter((other) => other !== row);
  const begins = Math.max(...ends.filter((end) => end <= row[first]));
  const start = begins + /^\s*/.exec(text.slice(begins, row[first]))[0].length;
  const free = (from, to) => wordsIn(text.slice(from, to)) <= GROWN && others.every((other) => other[last] <= from || other[first] >= to);
  if (free(start, row[first])) row[first] = start;
  if (ends.includes(row[last])) return;
  const end = Math.min(...ends.filter((one) => one >= row[last]));
  const told = text.slice(row[last], end).trimEnd().length;
  if (free(row[last], row[last] + told)) row[last] += told;
}
