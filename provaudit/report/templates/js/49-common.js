// What two texts have in common where the report keeps no passages of the pair: found here, in the page.

const RUN = 8; // words (of scripts without spaces: letters) that must agree in a row; chosen: fewer is phrasing
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const FEW_PLACES = 20; // of the same run in one text that are tried; chosen: a text that repeats itself must not cost its square

/** Return the words of a text, folded, each with where it stands. */
function tokens(text) {
  const found = [];
  for (const word of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const parts = SPACELESS.test(word[0]) ? [...word[0]] : [word[0]];
    let at = word.index;
    for (const part of parts) {
      found.push({ word: part.normalize("NFKC").toLowerCase(), start: at, end: at + part.length });
      at += part.length;
    }
  }
  return found;
}

const keyAt = (words, at) => words.slice(at, at + RUN).map((one) => one.word).join(" ");

/** Return the runs of words that stand in both texts, the longest for each place of the first. */
function common(mine, theirs) {
  const [here, there] = [tokens(mine), tokens(theirs)];
  const places = new Map();
  for (let at = 0; at + RUN <= there.length; at++) {
    const key = keyAt(there, at);
    if (!places.has(key)) places.set(key, []);
    if (places.get(key).length < FEW_PLACES) places.get(key).push(at);
  }
  const rows = [];
  for (let at = 0; at + RUN <= here.length; ) {
    let [from, long] = [0, 0];
    for (const place of places.get(keyAt(here, at)) || []) {
      let run = RUN;
      while (at + run < here.length && place + run < there.length && here[at + run].word === there[place + run].word) run++;
      if (run > long) [from, long] = [place, run];
    }
    if (long) rows.push({ start: here[at].start, end: here[at + long - 1].end, from: there[from].start, to: there[from + long - 1].end, kind: "verbatim", quoted: 0 });
    at += long || 1;
  }
  return rows;
}
