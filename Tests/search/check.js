// check.js: the script of the search answers the cases of cases.json, as the builder does; finds in an index of random texts what a
// look at every place finds, and refuses every shard that is cut.
"use strict";
const {readFileSync} = require("fs");
const {join} = require("path");
const root = join(__dirname, "../..");
const search = require(join(root, "templates/assets/search.js"));
const cases = JSON.parse(readFileSync(join(__dirname, "cases.json"), "utf8"));
const fold = search.readFold(readFileSync(join(root, "Sources/CFold/fold.bin")));
let done = 0, faults = 0;
function expect(found, wanted, what) {
  done += 1;
  if (JSON.stringify(found) == JSON.stringify(wanted)) return;
  faults += 1;
  if (faults < 20) console.log(`${what}: ${JSON.stringify(found)} and not ${JSON.stringify(wanted)}`);
}
const folded = (text) => search.composed(text, fold);

for (const {text, folded: wanted} of cases.fold) expect(folded(text), wanted, `${JSON.stringify(text)} folded`);
for (const {text, grams} of cases.grams) {
  const found = search.gramsOf(folded(text));
  expect(found.map(({text, place}) => `${place} ${text}`), grams, `grams of ${text}`);
}
for (const {gram, hash} of cases.hashes) expect(search.hashOf(gram), hash, `the hash of ${gram}`);
for (const {text, cover} of cases.covers) expect(search.coverOf(folded(text)).map(({text, place}) => `${place} ${text}`), cover, `the cover of ${text}`);
for (const {query, included, excluded, isCut} of cases.queries) {
  const found = search.readQuery(query, fold);
  expect(found.included, included, `included by ${query.slice(0, 40)}`);
  expect(found.excluded, excluded, `excluded by ${query.slice(0, 40)}`);
  if (isCut !== undefined) expect(found.isCut, isCut, `${query.slice(0, 40)} is cut`);
}

// An index of documents in memory, written here from its description: a document has a number, and folded passages of three zones.
function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(value % 128 + 128);
  return [...bytes, value];
}
class Writer {
  constructor() { this.bits = ""; }
  put(value, width) { this.bits += value.toString(2).padStart(width, "0"); }
  golomb(value, least) {
    const bits = (value + 2 ** least).toString(2);
    this.bits += "0".repeat(bits.length - 1 - least) + bits;
  }
  align() { while (this.bits.length % 8) this.bits += "0"; }
  get bytes() { return (this.bits.match(/.{8}/g) || []).map((byte) => parseInt(byte, 2)); }
}
function list(writer, postings, isPresence) {
  const [[number, [place]]] = postings;
  writer.put(postings.length == 1 && postings[0][1].length == 1 ? 1 : 0, 1);
  if (postings.length == 1 && postings[0][1].length == 1) {
    writer.golomb(number, 20);
    writer.golomb(place, isPresence ? 0 : 9);
    return;
  }
  // Any parameters are right; the builder's are the shortest.
  const body = new Writer(), distance = random(9), parameter = random(9);
  body.put(distance, 5);
  if (!isPresence) body.put(parameter, 4);
  body.golomb(postings.length - 1, 2);
  postings.forEach(([document], at) => body.golomb(at ? document - postings[at - 1][0] - 1 : document, at ? distance : 20));
  if (isPresence) postings.forEach(([, [piece]]) => body.golomb(piece, 0));
  else {
    postings.forEach(([, places]) => body.golomb(places.length - 1, 0));
    postings.forEach(([, places]) => places.forEach((place, at) => body.golomb(at ? place - places[at - 1] - 1 : place, parameter)));
  }
  body.align();
  writer.golomb(body.bits.length / 8, 5);
  writer.align();
  writer.bits += body.bits;
}
function index(documents, shards) {
  const about = {shards, presences: Math.max(1, shards / 8), slots: 16, piece: 50}, lists = {g: new Map(), p: new Map()};
  const add = (kind, gram, zone, document, value) => {
    const key = gram + "|" + zone;
    if (!lists[kind].has(key)) lists[kind].set(key, {gram, zone, postings: new Map()});
    const {postings} = lists[kind].get(key);
    if (!postings.has(document)) postings.set(document, []);
    if (kind == "g" || !postings.get(document).length) postings.get(document).push(value);
  };
  for (const document of [...documents].sort((one, other) => one.number - other.number)) {
    const next = {title: 0, flow: 0};
    for (const {zone, text} of document.passages) {
      const way = zone ? "flow" : "title", signs = [...text];
      for (const gram of search.gramsOf(text)) add("g", gram.text, zone, document.number, next[way] + gram.place);
      signs.forEach((sign, place) => {
        const piece = zone ? Math.floor((next[way] + place) / about.piece) : 0;
        if (sign != " ") add("p", sign, zone, document.number, piece);
        const pair = sign + (signs[place + 1] || " ");
        if (!/ |[\u2e80-\u{10ffff}]/u.test(pair)) add("p", pair, zone, document.number, piece);
      });
      next[way] += signs.length + 1;
    }
  }
  const files = new Map();
  for (const [kind, count] of [["g", about.shards], ["p", about.presences]]) {
    for (let shard = 0; shard < count; shard++) {
      const mine = [...lists[kind].values()].filter(({gram}) => Math.floor(search.hashOf(gram) / (2 ** 32 / count)) == shard).map((list) => {
        const codes = [...list.gram].map((sign) => sign.codePointAt(0)), isParted = codes.length == 3 && codes[1] == 32, isBasic = codes.every((code) => code < 65536);
        const kind = isBasic && (codes.length < 3 || isParted) || codes.length == 1 ? isParted ? 1 : 0 : 2;
        return Object.assign(list, {kind, codes, rest: search.hashOf(list.gram) % (2 ** 32 / count), spelling: kind == 2 ? list.gram : ""});
      }).sort((one, other) => one.rest - other.rest || one.kind - other.kind || (one.spelling < other.spelling ? -1 : one.spelling > other.spelling ? 1 : one.zone - other.zone));
      const writer = new Writer();
      let last = {rest: 0};
      for (const each of mine) {
        const isSame = each.gram == last.gram;
        writer.put(isSame ? 3 : each.kind, 2);
        writer.put(each.zone, 2);
        if (!isSame) {
          writer.golomb(each.rest - last.rest, Math.max(0, 23 - Math.log2(count)));
          if (each.kind == 2) {
            writer.put(each.codes.length - 2, 1);
            each.codes.forEach((code) => writer.golomb(code, 7));
          }
        }
        list(writer, [...each.postings], kind == "p");
        writer.align();
        last = each;
      }
      files.set(`${kind}/${(shard >> 8).toString(16)}/${(shard % 256).toString(16).padStart(2, "0")}`, Uint8Array.from([...number(mine.length), ...writer.bytes]));
    }
  }
  return {about, files};
}
// What a look at every place finds: the best zone that all terms have at least, better and newer ones first.
function looked(documents, {included, excluded}) {
  const zoneOf = ({passages}, term) => Math.min(...passages.filter(({text}) => text.includes(term)).map(({zone}) => zone));
  return documents.map((document) => ({document: document.number, zone: Math.max(...included.map((term) => zoneOf(document, term)))}))
    .filter(({zone}, at) => included.length && zone < 3 && excluded.every((term) => zoneOf(documents[at], term) == Infinity))
    .sort((one, other) => one.zone - other.zone || other.document - one.document);
}
const shardOf = (path, about, bytes) => search.readShard(bytes, path[0] == "p", path[0] == "p" ? about.presences : about.shards);
let seed = 20260701;
const random = (below) => {
  seed = Math.imul(seed ^ seed >>> 15, 0x2c1b3c6d) + 0x9e3779b9 | 0;
  return (seed >>> 3) % below;
};
const signs = [..."党员学习会甲乙丙𠮷ab12c，。 、-"], textOf = (length) => Array.from({length}, () => signs[random(signs.length)]).join("");

async function check() {
  for (const {query, passages, found} of cases.finds) {
    const document = {number: 16, passages: passages.map((text) => ({zone: 2, text: folded(text)}))}, {about, files} = index([document], 8);
    const results = await search.find(search.readQuery(query, fold), about, async (path) => shardOf(path, about, files.get(path)));
    expect(results.length == 1, found, `${query} in ${passages}`);
  }
  // The builder's own files.
  for (const {shards, presences, slots, files, queries} of cases.indexes) {
    const about = {shards, presences, slots, piece: 1500};
    for (const {query, results} of queries) {
      const found = await search.find(search.readQuery(query, fold), about, async (path) => shardOf(path, about, Buffer.from(files[`${shards}x${slots}/${path}`], "hex")));
      expect(found.map(({document, zone, piece}) => [document, zone, piece]), results, `found by ${query} in ${shards} shards`);
    }
  }
  for (let round = 0; round < 6; round++) {
    const documents = Array.from({length: 60}, (each, at) => ({
      number: at * 3 + 1 + (round % 3 ? 0 : 2 ** 50), passages: [0, ...Array.from({length: random(6) + 1}, () => random(3) ? 2 : 1)].map((zone) => ({zone, text: folded(textOf(zone == 2 ? 60 : 8))})),
    }));
    const {about, files} = index(documents, 2 ** random(10));
    for (let each = 0; each < 150; each++) {
      const {text} = documents[random(60)].passages[random(2)], from = random(text.length), length = each % 10 ? random(7) + 1 : 50;
      const line = [text.slice(from, from + length), each % 3 ? "" : textOf(2), each % 4 ? "" : "-" + textOf(2)].join(" ");
      const query = search.readQuery(line, fold);
      let requests = 0, atOnce = 0, most = 0;
      const results = await search.find(query, about, async (path) => {
        requests += 1;
        most = Math.max(most, atOnce += 1);
        await null;
        atOnce -= 1;
        return shardOf(path, about, files.get(path));
      });
      expect(results.map(({document, zone}) => ({document, zone})), looked(documents, query), `found by ${JSON.stringify(line)}`);
      expect(most <= 6, true, `${most} shards at once for ${JSON.stringify(line)}`);
      // The piece has the first place of the first term in headings, else in texts.
      for (const {document, piece} of results) {
        let place = 0, best = null;
        for (const {zone, text} of documents.find(({number}) => number == document).passages.filter(({zone}) => zone)) {
          const at = text.indexOf(query.included[0]);
          if (at >= 0 && (!best || zone < best.zone)) best = {zone, piece: Math.floor((place + [...text.slice(0, at)].length) / about.piece)};
          place += [...text].length + 1;
        }
        expect(piece, best ? best.piece : 0, `the piece for ${JSON.stringify(line)}`);
      }
    }
    for (const [path, bytes] of [...files].slice(0, 2)) {
      for (let length = 0; length < bytes.length; length++) {
        let isRefused = false;
        try { shardOf(path, about, bytes.slice(0, length)); } catch (error) { isRefused = true; }
        expect(isRefused, true, `${path} cut after ${length} bytes`);
      }
    }
  }
  // Marks are where the terms are, whatever folding left out before them.
  const marked = (text, ...terms) => search.hitsIn(text, terms.map(folded), fold).map(({from, to}) => text.slice(from, to));
  expect(marked("党\u200b员，𠮷野家（５Ｇ 网络）", "党员", "野家", "5g网络"), ["党\u200b员", "野家", "５Ｇ 网络"], "marks");
  expect(marked("支部、书记；支部，书记", "支部 书记", "支部；书记"), ["支部、书记", "支部，书记"], "marks across signs");
  for (const line of ["“".repeat(5000), "- ".repeat(5000), "\ud800\udc00\ud800".repeat(3000), "-".repeat(9999) + "党"]) {
    expect([...search.readQuery(line, fold).included.join("")].length <= 200, true, "a hostile query is cut");
  }
  for (let each = 0; each < 500; each++) {
    const passages = Array.from({length: 4}, () => textOf(random(200))), term = folded(passages[1].slice(9, 12));
    const text = search.excerptOf(passages, [term].filter(Boolean), fold);
    expect(text.length <= 125 && (!folded(passages.join("|")).includes(term) || !term || folded(text).includes(term)), true, `the excerpt ${JSON.stringify(text)} for ${term}`);
  }
  console.log(`the search's script: ${done} checks, ${faults} faults`);
  process.exitCode = faults ? 1 : 0;
}
check();
