(() => {
"use strict";
class Bytes {
constructor(bytes) { Object.assign(this, {bytes, at: 0, end: bytes.length}); }
byte() {
if (this.at >= this.end) throw new Error("cut");
return this.bytes[this.at++];
}
number() {
let value = 0, factor = 1, byte;
do {
byte = this.byte();
value += (byte & 127) * factor;
factor *= 128;
} while (byte > 127);
return value;
}
signed() {
const value = this.number();
return value % 2 ? -(value + 1) / 2 : value / 2;
}
}
const separator = -1, space = -2, ignored = -3, blank = " ", plane = 0x10000;
function readFold(bytes) {
const table = new Bytes(bytes), basic = new Int32Array(plane), beyond = [];
for (let code = 0; code < plane; code++) basic[code] = code;
for (let count = table.number(), next = 0; count > 0; count--) {
const first = next + table.number(), value = table.number(), last = first + (value >> 2), kind = -(value & 3);
for (let code = first; code <= last && code < plane; code++) basic[code] = kind || code;
if (last >= plane) beyond.push({first, last, step: 1, kind, distance: 0});
next = last + 1;
}
for (let count = table.number(), first = 0; count > 0; count--) {
first += table.number();
const value = table.number(), step = (value & 1) + 1, last = first + (value >> 1) * step, distance = table.signed();
if (first >= plane) beyond.push({first, last, step, kind: 0, distance});
else for (let code = first; code <= last; code += step) basic[code] = code + distance;
}
for (let count = table.number(), code = 0; count > 0; count--) {
code += table.number();
basic[code] = table.byte() + table.byte() * 256;
}
if (table.at < table.end) throw new Error("too long");
return (code) => {
if (code < plane) return basic[code];
const range = beyond.find(({first, last, step}) => first <= code && code <= last && (code - first) % step == 0);
return range ? range.kind || code + range.distance : code;
};
}
const isDense = (code) => code >= 0x2e80, isLetter = (code) => code < 0x2e80 && code != 0x20;
function folded(text, fold, places = []) {
let result = "", last = 0, isSeparated = false, isSpaced = false, gap = 0;
for (let at = 0; at < text.length;) {
const code = text.codePointAt(at), to = fold(code), from = at;
at += code < plane ? 1 : 2;
if (to == ignored) continue;
if (to < 0) {
if (!isSeparated && !isSpaced) gap = from;
if (to == space) isSpaced = true;
else isSeparated = true;
continue;
}
if (last && (isSeparated || isSpaced && !isDense(last) && !isDense(to))) {
result += blank;
places.push(gap);
}
isSeparated = isSpaced = false;
last = to;
result += String.fromCodePoint(to);
while (places.length < result.length) places.push(from);
}
return result;
}
const composed = (text, fold) => folded(text.normalize(), fold);
function readQuery(line, fold) {
const query = {included: [], excluded: [], isCut: false};
let term = "", isQuoted = false, isExcluded = false, room = 200;
const end = (keepsExclusion) => {
const codes = Array.from(folded(term, fold)), text = codes.slice(0, room).join("").trim();
if (codes.length > room) query.isCut = true;
if (text) query[isExcluded ? "excluded" : "included"].push(text);
room = Math.max(0, room - codes.length);
if (!keepsExclusion || term) isExcluded = false;
term = "";
};
for (const sign of line.normalize()) {
if (/["“”„＂]/.test(sign)) {
end(!isQuoted);
isQuoted = !isQuoted;
} else if (!isQuoted && fold(sign.codePointAt(0)) == space) end();
else if (!isQuoted && !term && /[-－−]/.test(sign)) isExcluded = true;
else term += sign;
}
end();
return query;
}
function gramsOf(text) {
const signs = Array.from(text), codes = signs.map((sign) => sign.codePointAt(0)), grams = [];
const add = (place, length) => grams.push({text: signs.slice(place, place + length).join(""), place, end: place + length});
for (let place = 0; place + 1 < codes.length; place++) {
const [one, middle, other] = codes.slice(place, place + 3);
if (one != 0x20 && middle != 0x20 && (isDense(one) || isDense(middle))) add(place, 2);
if (other && (middle == 0x20 || isLetter(middle) && (isLetter(one) || isLetter(other)))) add(place, 3);
}
return grams;
}
function coverOf(text) {
const grams = gramsOf(text), length = Array.from(text).length, chosen = [];
for (let end = 0; end < length;) {
const next = grams.filter((gram) => gram.place <= end).reduce((best, gram) => best && best.end >= gram.end ? best : gram, null);
if (!next || next.end <= end) break;
chosen.push(next);
end = next.end;
}
return chosen;
}
function spread(list) {
const order = [], parts = [[0, list.length - 1]];
if (list.length) order.push(0);
if (list.length > 1) order.push(list.length - 1);
for (let part; (part = parts.shift());) {
const [first, last] = part, middle = first + last >> 1;
if (middle <= first) continue;
order.push(middle);
parts.push([first, middle], [middle, last]);
}
return order.map((index) => list[index]);
}
function hashOf(gram) {
const mix = (number) => {
const product = Math.imul(number, 0x9e3779b1);
return Math.imul(product ^ product >>> 15, 0x85ebca6b);
};
const [first, second, third] = Array.from(gram.replace(/(.) (.)/u, "$1$2"), (sign) => sign.codePointAt(0));
const hash = mix(second ? first << 16 ^ second : first);
return (third ? mix(hash ^ third) : hash) >>> 0;
}
function keyOf(gram, count) {
const kind = /^.[^ ]?$/.test(gram) ? 0 : /^. .$/.test(gram) ? 1 : 2;
return kind < 2 ? hashOf(gram) % (2 ** 32 / count) + "," + kind : gram;
}
class Bits {
constructor(bytes, at) { Object.assign(this, {bytes, at: at * 8, end: bytes.length * 8}); }
read(width) {
let value = 0;
if (this.at + width > this.end) throw new Error("cut");
while (width > 0) {
const free = 8 - this.at % 8, some = Math.min(free, width);
value = value * (1 << some) + (this.bytes[this.at >> 3] >> free - some & (1 << some) - 1);
this.at += some;
width -= some;
}
return value;
}
golomb(least) {
let zeros = 0;
while (!this.read(1)) zeros++;
if (zeros + least > 54) throw new Error("too large");
return 2 ** (zeros + least) + this.read(zeros + least) - 2 ** least;
}
align() { this.at = Math.ceil(this.at / 8) * 8; }
}
function readShard(bytes, isPresence, count) {
const head = new Bytes(bytes), lists = new Map();
let left = head.number(), rest = 0, key;
const bits = new Bits(bytes, head.at), distance = Math.max(0, Math.clz32(count) - 8);
for (; left > 0; left--) {
const kind = bits.read(2), zone = bits.read(2);
if (kind < 3) {
rest += bits.golomb(distance);
key = rest + "," + kind;
}
if (kind == 2) {
key = "";
for (let more = 2 + bits.read(1); more > 0; more--) key += String.fromCodePoint(bits.golomb(7));
}
if (zone > 2 || !key) throw new Error("no list");
lists.set(zone + key, bits.read(1)
? {documents: [bits.golomb(20)], places: [[bits.golomb(isPresence ? 0 : 9)]]}
: readPostings(bits, isPresence));
bits.align();
}
if (bits.at < bits.end) throw new Error("too long");
return lists;
}
function readPostings(bits, isPresence) {
const length = bits.golomb(5);
bits.align();
const end = bits.at + length * 8, distance = bits.read(5), parameter = isPresence ? 0 : bits.read(4), many = bits.golomb(2) + 1;
if (end > bits.end || many > length * 8) throw new Error("cut");
const ascending = (count, first, least) => {
const numbers = [first];
while (numbers.length < count) numbers.push(first += bits.golomb(least) + 1);
return numbers;
};
const documents = ascending(many, bits.golomb(20), distance), counts = documents.map(() => bits.golomb(0));
if (counts.reduce((sum, count) => sum + count, 0) > length * 8 && !isPresence) throw new Error("cut");
const places = counts.map((count) => isPresence ? [count] : ascending(count + 1, bits.golomb(parameter), parameter));
if (bits.at > end || end - bits.at > 7) throw new Error("cut");
return {documents, places};
}
function narrowed(found, list, offset) {
const rest = [];
let at = 0;
if (list) list.documents.forEach((document, index) => {
while (found && at < found.length && found[at].document < document) at++;
const one = found && found[at];
if (found && (!one || one.document != document)) return;
let next = 0;
const places = list.places[index].map((place) => place - offset).filter((place) => {
while (one && one.places[next] < place) next++;
return !one || one.places[next] == place;
});
if (places.length) rest.push({document, places});
});
return rest;
}
class Term {
constructor(text, about) {
const cover = coverOf(text);
this.isPresence = !cover.length;
this.left = spread(this.isPresence ? [{text, place: 0}] : cover);
this.zones = [null, null, null];
this.piece = about.piece;
this.count = this.isPresence ? about.presences : about.shards;
}
path({text}) {
const number = Math.floor(hashOf(text) * this.count / 2 ** 32);
return (this.isPresence ? "p/" : "g/") + (number >> 8).toString(16) + "/" + (256 + number % 256).toString(16).slice(1);
}
take(gram, shard) {
const key = keyOf(gram.text, this.count);
this.zones = this.zones.map((found, zone) => narrowed(found, shard.get(zone + key), gram.place));
}
documents() {
const found = new Map();
this.zones.forEach((list, zone) => (list || []).forEach(({document, places: [first]}) => {
const piece = zone ? this.isPresence ? first : Math.floor(first / this.piece) : 0, known = found.get(document);
if (!known) found.set(document, {zone, piece, hasPiece: zone > 0, isFirst: !first});
else if (!known.hasPiece) Object.assign(known, {piece, hasPiece: true});
}));
return found;
}
}
async function find(query, about, shardAt) {
const included = query.included.map((text) => new Term(text, about)), excluded = query.excluded.map((text) => new Term(text, about));
let found = new Map();
if (!included.length) return [];
for (;;) {
const batch = new Map(), taken = [];
for (const terms of [included, excluded]) {
for (let isMore = true; isMore;) {
isMore = false;
for (const term of terms) {
const gram = term.left[0], path = gram && term.path(gram);
if (!gram || !batch.has(path) && batch.size == 6) continue;
batch.set(path, null);
taken.push({term, gram: term.left.shift(), path});
isMore = true;
}
}
}
if (!taken.length) break;
await Promise.all(Array.from(batch.keys(), (path) => shardAt(path, path[0] == "p").then((shard) => batch.set(path, shard))));
taken.forEach(({term, gram, path}) => term.take(gram, batch.get(path)));
found = null;
for (const term of included.filter(({zones}) => zones[0])) {
const others = term.documents();
if (!found) found = others;
else found.forEach((one, document) => {
const other = others.get(document);
if (other) one.zone = Math.max(one.zone, other.zone);
else found.delete(document);
});
}
excluded.forEach((term) => {
if (!term.left.length) term.documents().forEach((one, document) => found.delete(document));
else if (term.zones[0] && !Array.from(term.documents().keys()).some((document) => found.has(document))) term.left = [];
});
if (!found.size) break;
}
return Array.from(found, ([document, one]) => Object.assign(one, {document})).sort((one, other) => one.zone - other.zone || other.document - one.document);
}
function hitsIn(text, terms, fold) {
const places = [], plain = folded(text, fold, places), hits = [];
terms.forEach((term, index) => {
for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + term.length)) {
const from = places[at], last = places[at + term.length - 1];
hits.push({index, from, to: last + (text.codePointAt(last) < plane ? 1 : 2)});
}
});
let end = 0;
return hits.sort((one, other) => one.from - other.from || other.to - one.to).filter(({to}) => to > end && (end = to));
}
function excerptOf(passages, terms, fold) {
const texts = passages.map((passage) => typeof passage == "string" ? passage : passage[1]);
let best = {many: 0};
texts.forEach((text, index) => {
const hits = hitsIn(text, terms, fold);
hits.forEach(({from, to}) => {
const many = new Set(hits.filter((one) => one.from >= from && one.to <= from + 90).map((one) => one.index)).size || 1;
if (many > best.many) best = {many, index, from, to};
});
});
if (!best.many) {
const index = texts.findIndex((text, place) => typeof passages[place] == "string" && text.length > 24);
best = {index: Math.max(0, index), from: 0, to: 0};
}
let text = texts[best.index] || "", from = 0;
for (let next = best.index + 1; text.length < 60 && next < texts.length; next++) text += "\u3000" + texts[next];
const end = /[。！？；!?;]/, inWord = (place) => /^(\w\w|[^]?[\udc00-\udfff])$/.test(text.slice(place - 1, place + 1));
if (best.from > 30) {
const before = text.slice(best.from - 30, best.from), after = before.search(/[。！？；!?;][^。！？；!?;]*$/) + 1 || before.search(/[，、：,:）」”]/) + 1;
for (from = best.from - 30 + after; from < best.from && inWord(from);) from++;
}
let to = Math.max(from + 105, best.to);
if (to + 10 < text.length) {
const least = Math.max(best.to, to - 30), after = text.slice(least, to).search(/[。！？；!?;，、,][^。！？；!?;，、,]*$/) + 1;
for (to = after ? least + after : to; to > best.to && inWord(to);) to--;
} else to = text.length;
const shown = text.slice(from, to).trim();
return (!from || end.test(text[from - 1]) ? "" : "…") + (to == text.length || end.test(text[to - 1]) ? shown : shown.replace(/[，、：,:]$/, "") + "…");
}
if (typeof document == "undefined") {
module.exports = {readFold, folded, composed, readQuery, gramsOf, coverOf, spread, hashOf, readShard, find, hitsIn, excerptOf, keyOf};
return;
}
const form = document.querySelector("form[data-search]");
if (!form) return;
const folder = new URL(form.dataset.search || ".", location.href), field = form.querySelector("[name=q]");
const make = (name, className, text = "") => {
const element = document.createElement(name);
if (className) element.className = className;
element.textContent = text;
return element;
};
const awaited = {}, kept = {};
window.branchpressSearch = (path, value) => { if (awaited[path]) awaited[path](value); };
async function fetched(path, isBinary, isAgain) {
if (form.dataset.files == "js") {
const script = make("script");
const value = await new Promise((done, failed) => {
awaited[path] = done;
script.onerror = script.onload = failed;
script.src = new URL(path + ".js", folder).href;
document.head.appendChild(script);
});
script.remove();
return isBinary ? Uint8Array.from(atob(value), (sign) => sign.charCodeAt(0)) : value;
}
const cache = isAgain ? "reload" : /^fold-/.test(path) ? "default" : "no-cache";
const answer = await fetch(new URL(path + (isBinary ? ".bin" : ".json"), folder).href, {cache, credentials: "same-origin"});
if (!answer.ok) throw new Error(answer.status);
return isBinary ? new Uint8Array(await answer.arrayBuffer()) : answer.json();
}
function load(path, isBinary, read) {
const attempt = (isAgain) => Promise.race([
fetched(path, isBinary, isAgain).then(read),
new Promise((done, failed) => setTimeout(failed, 15000)),
]);
if (!kept[path]) {
kept[path] = attempt().catch(() => attempt(true)).catch(() => {
delete kept[path];
const ending = form.dataset.files == "js" ? ".js" : isBinary ? ".bin" : ".json";
throw Object.assign(new Error(path), {file: "search/" + path + ending});
});
}
return kept[path];
}
let tables;
async function loadTables() {
const about = await load("about", false, (value) => {
if (!value.shards || !value.folder || !value.fold) throw new Error("no index");
return value;
});
const fold = await load(about.fold.replace(/\.bin$/, ""), true, readFold);
return (tables = {about, fold});
}
const inline = /^(a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rb|ruby|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/i;
const notRead = "rt, rp, .footnote-ref, .footnote-backref, .anchor, nav, script, style, svg, button, select, textarea, .tools, .related, .more, .near, .entries, .steps, .cards";
function mark(terms, fold) {
const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), marks = [];
let nodes = [], text = "", last;
const wrap = (node, from, to) => {
if (to < node.length) node.splitText(to);
const part = from > 0 ? node.splitText(from) : node, element = make("mark");
part.parentNode.replaceChild(element, part);
element.appendChild(part);
return element;
};
const end = () => {
const found = [];
hitsIn(text, terms, fold).reverse().forEach(({from, to}) => {
for (const {node, start} of nodes.slice().reverse()) {
const first = Math.max(0, from - start), beyond = Math.min(node.length, to - start);
if (first < beyond) found.push(wrap(node, first, beyond));
}
});
marks.push(...found.reverse());
nodes = [];
text = "";
};
const all = [];
while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(notRead)) all.push(walker.currentNode);
all.forEach((node) => {
let block = node.parentElement;
while (inline.test(block.tagName)) block = block.parentElement;
if (block != last) end();
last = block;
if (node.previousSibling && node.previousSibling.nodeName == "BR") text += " ";
nodes.push({node, start: text.length});
text += node.data;
});
end();
return marks;
}
async function markPage() {
const line = /^#q=(.+)/.exec(location.hash);
const {fold} = await loadTables();
const marks = line ? mark(readQuery(decodeURIComponent(line[1]), fold).included, fold) : [];
if (!marks.length) return;
for (let fold = marks[0].closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
if (!window.pageYOffset) marks[0].scrollIntoView({block: "center"});
const button = make("button", "button hits", form.dataset.unmark);
button.type = "button";
const unmark = () => {
marks.forEach((element) => {
const parent = element.parentNode;
while (element.firstChild) parent.insertBefore(element.firstChild, element);
element.remove();
parent.normalize();
});
button.remove();
document.removeEventListener("keydown", leave);
history.replaceState(history.state, "", location.pathname + location.search);
};
const leave = (event) => { if (event.key == "Escape" && !document.querySelector("dialog[open]")) unmark(); };
button.addEventListener("click", unmark);
document.addEventListener("keydown", leave);
document.body.appendChild(button);
}
if (form.dataset.script) {
markPage().catch(() => {});
return;
}
const parts = {};
document.querySelectorAll("[data-part]").forEach((part) => { parts[part.dataset.part] = part; });
const pageOf = 10, title = document.title;
let wanted = new URLSearchParams(location.search), isDraft = history.state ? history.state.isDraft : !wanted.get("q");
let run = 0, timer, isComposing = false;
function fill(element, text, terms, fold) {
let at = 0;
hitsIn(text, terms, fold).forEach(({from, to}) => {
if (from > at) element.appendChild(document.createTextNode(text.slice(at, from)));
element.appendChild(make("mark", "", text.slice(Math.max(at, from), to)));
at = to;
});
element.appendChild(document.createTextNode(text.slice(at)));
return element;
}
function show(item, entry, terms, fold, line) {
const body = make("div", "entry-body"), meta = make("p", "entry-meta");
if (entry.dateText) {
const date = make("time", "entry-date", entry.dateText);
date.dateTime = entry.date;
item.appendChild(date);
}
const link = fill(make("a", "entry-title"), entry.title, terms, fold);
link.href = new URL("../" + entry.url, folder).href + "#q=" + encodeURIComponent(Array.from(line).slice(0, 300).join(""));
body.appendChild(link);
if (entry.number) meta.appendChild(fill(make("span", "entry-number"), entry.number, terms, fold));
[entry.kind, entry.column, entry.branch].forEach((name, index, names) => {
if (name && names.indexOf(name) == index) meta.appendChild(make("span", "", name));
});
if (meta.firstChild) body.appendChild(meta);
body.appendChild(fill(make("p", "found-text"), excerptOf(entry.text, terms, fold), terms, fold));
item.appendChild(body);
item.classList.remove("found-waiting");
}
async function valueOf(filter, place, about) {
const value = filter.values.findIndex(({id}) => id == wanted.get(filter.id));
if (value < 0) return null;
if (filter.id == "year") {
const day = (year) => Math.max(1, (Date.UTC(year, 0, 1) - Date.UTC(1900, 0, 1)) / 864e5) * about.slots, year = +filter.values[value].id;
return {has: (document) => document >= day(year) && document < day(year + 1)};
}
return load(`${about.folder}/f/${place}-${value}`, true, (file) => {
const bytes = new Bytes(file), documents = new Set();
for (let document = 0; bytes.at < bytes.end;) documents.add(document += bytes.number());
return documents;
});
}
const entryAt = (about, {document, piece}) => load(`${about.folder}/t/${Math.floor(document / 1024)}/${document}${piece ? "-" + piece : ""}`, false,
(entry) => {
if (typeof entry.url != "string" || !Array.isArray(entry.text)) throw new Error("no entry");
return entry;
});
async function results(query, line) {
const {about, fold} = tables;
const [found, ...values] = await Promise.all([
find(query, about, (path, isPresence) => load(about.folder + "/" + path, true,
(file) => readShard(file, isPresence, isPresence ? about.presences : about.shards))),
...about.filters.map((filter, place) => valueOf(filter, place, about)),
]);
const left = found.filter(({document}) => values.every((documents) => !documents || documents.has(document)));
const inTitle = left.filter(({zone}) => !zone), whole = composed(line, fold);
const likely = inTitle.length > pageOf ? inTitle.filter(({isFirst}) => isFirst) : inTitle;
likely.sort((one, other) => (one.document >= about.slots) - (other.document >= about.slots));
await Promise.all(likely.slice(0, pageOf).map((one) => entryAt(about, one).then((entry) => {
if ([entry.title, entry.number].some((text) => text && folded(text, fold) == whole)) one.zone = -1;
})));
return left.sort((one, other) => one.zone - other.zone || other.document - one.document);
}
function shown(...names) {
["help", "working", "wrong", "nothing", "count", "list", "pager", "cut"].forEach((name) => { parts[name].hidden = names.indexOf(name) < 0; });
}
const addressOf = (page) => {
const query = new URLSearchParams(wanted.toString());
if (page > 1) query.set("page", page);
else query.delete("page");
return "?" + query;
};
function showPager(page, pages) {
const list = make("ul"), add = (label, target, className) => {
const item = list.appendChild(make("li", className)), link = item.appendChild(make(target ? "a" : "span", "", label));
if (target) link.href = addressOf(target);
if (target == page) link.setAttribute("aria-current", "page");
return link;
};
if (page > 1) add(parts.pager.dataset.previous, page - 1).rel = "prev";
add(page + " / " + pages, 0, "pager-at");
for (let number = 1, last = 0; number <= pages; number++) {
if (number > 1 && number < pages && Math.abs(number - page) > 2) continue;
if (number > last + 1) add("…", 0, "pager-gap");
add(String(number), number, "pager-number");
last = number;
}
if (page < pages) add(parts.pager.dataset.next, page + 1).rel = "next";
parts.pager.textContent = "";
parts.pager.appendChild(list);
}
let saying;
function say(text, isAtOnce) {
clearTimeout(saying);
saying = setTimeout(() => { parts.said.textContent = text; }, isAtOnce ? 50 : 1000);
}
async function search(isAtOnce) {
const mine = ++run, line = (wanted.get("q") || "").replace(/[\ud800-\udfff]/gu, "\ufffd"), isNew = () => mine == run;
clearTimeout(timer);
timer = setTimeout(() => { parts.working.hidden = false; }, 150);
parts.list.setAttribute("aria-busy", "true");
document.title = line.trim() ? line.trim().slice(0, 60) + " - " + title : title;
try {
const {about, fold} = await loadTables();
if (!isNew()) return;
showFilters(about);
const query = readQuery(line, fold), all = await results(query, line);
if (!isNew()) return;
const pages = Math.ceil(all.length / pageOf), page = Math.min(Math.max(1, parseInt(wanted.get("page"), 10) || 1), pages || 1);
const cut = query.isCut ? "cut" : "", count = parts.count.dataset;
parts.count.textContent = count.before + all.length + (all.length == 1 ? count.afterOne : count.after);
if (!all.length) {
clearTimeout(timer);
shown(query.included.length ? "nothing" : "help", cut);
parts.list.textContent = "";
say(query.included.length ? parts.nothing.firstElementChild.textContent : "", isAtOnce);
}
const list = document.createDocumentFragment(), items = all.slice((page - 1) * pageOf, page * pageOf).map((one) => {
const item = list.appendChild(make("li", "entry found-waiting"));
return entryAt(about, one).then((entry) => {
if (!isNew()) return;
show(item, entry, query.included, fold, line);
if (item.parentNode == list) {
clearTimeout(timer);
parts.list.textContent = "";
parts.list.appendChild(list);
showPager(page, pages);
shown("count", "list", pages > 1 ? "pager" : "", cut);
}
});
});
await Promise.all(items);
if (!isNew()) return;
if (all.length) say(parts.count.textContent + (pages > 1 ? ` ${page} / ${pages}` : ""), isAtOnce);
} catch (error) {
if (!isNew()) return;
clearTimeout(timer);
const before = tables && tables.about.folder;
delete kept.about;
const isOld = before && error.file && await loadTables().then(({about}) => about.folder != before, () => false);
if (!isNew()) return;
if (isOld) return search(isAtOnce);
parts.file.textContent = error.file || String(error);
shown("wrong", parts.list.querySelector("a") && error.file && /\/t\//.test(error.file) ? "list" : "");
}
parts.list.setAttribute("aria-busy", "false");
}
function showFilters(about) {
if (!parts.filters.firstChild) {
const {any, open, close} = parts.filters.dataset;
about.filters.filter(({values}) => values.length > 1).forEach((filter) => {
const label = parts.filters.appendChild(make("label", "", parts.filters.dataset[filter.id])), select = label.appendChild(make("select"));
select.name = filter.id;
select.appendChild(new Option(any, ""));
filter.values.forEach(({id, label, count}) => select.appendChild(new Option(label + open + count + close, id)));
select.addEventListener("change", () => go(false));
});
parts.filters.hidden = !parts.filters.firstChild;
}
parts.filters.querySelectorAll("select").forEach((select) => { select.value = wanted.get(select.name) || ""; });
}
function visit(query, isTyped) {
wanted = query;
const text = wanted.toString(), address = location.pathname + (text ? "?" + text : "");
const isSame = address == location.pathname + location.search;
try {
history[isSame || isTyped && isDraft ? "replaceState" : "pushState"]({isDraft: isTyped}, "", address);
} catch (error) {
}
isDraft = isTyped;
}
function go(isTyped) {
const query = new URLSearchParams();
if (field.value) query.set("q", field.value);
parts.filters.querySelectorAll("select").forEach(({name, value}) => { if (value) query.set(name, value); });
if (!parts.filters.firstChild) wanted.forEach((value, name) => { if (name != "q" && name != "page") query.set(name, value); });
visit(query, isTyped);
search(!isTyped);
}
const isKept = () => {
if (!tables) return false;
const {included, excluded} = readQuery(field.value, tables.fold);
return included.concat(excluded).every((text) => {
const term = new Term(text, tables.about);
return term.left.every((gram) => kept[tables.about.folder + "/" + term.path(gram)]);
});
};
let typing;
function type() {
clearTimeout(typing);
if (isComposing) return;
if (isKept()) go(true);
else typing = setTimeout(go, 150, true);
}
field.addEventListener("compositionstart", () => { isComposing = true; });
field.addEventListener("compositionend", () => {
isComposing = false;
type();
});
field.addEventListener("input", (event) => { if (!event.isComposing) type(); });
form.addEventListener("submit", (event) => {
event.preventDefault();
clearTimeout(typing);
if (!isComposing) go(false);
});
parts.retry.addEventListener("click", () => {
field.focus();
search(true);
});
parts.pager.addEventListener("click", (event) => {
const link = event.target.closest("a");
if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
visit(new URLSearchParams(link.search), false);
search(true);
parts.count.focus();
parts.count.scrollIntoView();
});
addEventListener("popstate", (event) => {
wanted = new URLSearchParams(location.search);
isDraft = Boolean(event.state && event.state.isDraft);
field.value = wanted.get("q") || "";
search(true);
});
parts.without.hidden = true;
if (field.value && !wanted.has("q")) type();
else {
field.value = wanted.get("q") || "";
search(true);
}
if (!field.value) field.focus();
})();
