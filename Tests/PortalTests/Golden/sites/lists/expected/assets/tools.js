(() => {
"use strict";
const root = document.documentElement;
const all = (selector, use) => document.querySelectorAll(selector).forEach(use);
const on = (element, use) => element.addEventListener("click", () => use(element));
const tool = (name, use) => all(`[data-tool=${name}]`, (button) => {
button.hidden = false;
on(button, use);
});
const looks = ["elder", "light", "dark", "size-1", "size-2", "size-3"];
const has = (look) => root.classList.contains(look);
const size = () => looks.slice(3).findIndex(has) + 1;
function show(chosen) {
looks.forEach((look) => root.classList.toggle(look, chosen.includes(look)));
all("[data-tool=scheme]", (button) => {
button.setAttribute("aria-pressed", button.value ? has(button.value) : !has("light") && !has("dark"));
});
all("[data-tool=smaller]", (button) => button.setAttribute("aria-disabled", size() == 0));
all("[data-tool=larger]", (button) => button.setAttribute("aria-disabled", size() == 3));
}
function change(group, look) {
show(looks.filter((other) => other == look || has(other) && !group.test(other)));
try { localStorage.setItem("branchpress-view", looks.filter(has).join(" ")); } catch (e) {}
}
tool("scheme", (button) => change(/light|dark/, button.value));
tool("smaller", () => change(/size/, "size-" + (size() - 1)));
tool("larger", () => change(/size/, "size-" + Math.min(3, size() + 1)));
all("[data-elder]", (link) => link.addEventListener("click", (event) => {
const elder = link.dataset.elder;
if (elder || !root.matches(":target")) event.preventDefault();
change(/elder/, elder);
all(`[data-elder="${elder ? "" : "elder"}"]`, (other) => other.focus());
}));
show(looks.filter(has));
if (root.matches(":target")) change(/elder/, "elder");
addEventListener("pageshow", (event) => {
try { if (event.persisted) show(localStorage.getItem("branchpress-view").split(" ")); } catch (e) {}
});
tool("print", () => print());
const text = document.querySelector("[data-viewer]");
const load = (name, values) => new Promise((done, failed) => {
document.head.appendChild(Object.assign(document.createElement(name), values, {onload: done, onerror: failed}));
});
if (text && window.HTMLDialogElement) all("a.original", (link, index, links) => link.addEventListener("click", (event) => {
if (event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
const {viewer, viewerStyle, viewerWords} = text.dataset;
const ready = window.branchpressViewer
? Promise.resolve()
: Promise.all([load("script", {src: viewer}), load("link", {rel: "stylesheet", href: viewerStyle})]);
ready.then(() => branchpressViewer([...links], index, viewerWords.split("|")), () => { location = link.href; });
}));
const box = document.querySelector("form[data-search]");
if (box) {
const field = box.querySelector("input");
const {script} = box.dataset;
const start = () => load("script", {src: script}).catch(() => {});
if (script) {
if (/^#q=/.test(location.hash)) start();
else field.addEventListener("focus", start, {once: true});
}
addEventListener("keydown", (event) => {
if (event.key != "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
event.preventDefault();
if (field.offsetParent) field.focus();
else location = box.action;
});
}
function copy(button, text, label = "") {
const word = button.textContent;
const {copied, byHand} = button.dataset;
if (word == copied) return;
const say = (now) => {
button.textContent = now;
if (label) button.setAttribute("aria-label", now + " " + label);
};
const done = () => {
say(copied);
setTimeout(say, 3000, word);
};
const select = () => {
const next = button.nextElementSibling;
const field = next && next.matches("input") ? next : document.createElement("input");
field.readOnly = true;
field.value = text;
field.setAttribute("aria-label", byHand);
field.title = byHand;
button.after(field);
field.select();
let isCopied = false;
try { isCopied = document.execCommand("copy"); } catch (e) {}
if (!isCopied) return;
field.remove();
button.focus();
done();
};
if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(done, select);
else select();
}
tool("copy", (button) => {
const canonical = document.querySelector("link[rel=canonical]");
copy(button, canonical ? canonical.href : location.href.split("#")[0]);
});
all("[data-copy]", (scope) => scope.querySelectorAll("code").forEach((code) => {
const button = document.createElement("button");
button.type = "button";
button.className = "copy button button-quiet";
button.textContent = scope.dataset.copy;
Object.assign(button.dataset, scope.dataset);
button.setAttribute("aria-live", "polite");
button.setAttribute("aria-label", scope.dataset.copy + " " + code.textContent);
on(button, () => copy(button, code.textContent, code.textContent));
code.after(button);
}));
const speech = window.speechSynthesis;
const language = root.lang.slice(0, 2);
let sentences, utterance, at = 0;
function findSentences() {
const found = [];
all("main h1, .recipients, .prose, .signature", (part) => {
const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
let text, block, sentence;
while ((text = texts.nextNode())) {
const parent = text.parentElement;
if (parent.closest("rt, rp, sup, svg")) continue;
const around = parent.closest("p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, pre, figcaption, summary");
if (around != block) sentence = null;
block = around;
const ends = /[。！？；!?;]+[”’」』）]*|\.\s|$/g;
for (let from = 0; from < text.length; from = ends.lastIndex) {
const end = ends.exec(text.data);
if (!sentence) {
found.push(sentence = {range: document.createRange(), words: ""});
sentence.range.setStart(text, from);
}
ends.lastIndex = end.index + end[0].length;
sentence.range.setEnd(text, ends.lastIndex);
sentence.words += text.data.slice(from, ends.lastIndex);
if (end[0]) sentence = null;
}
}
});
return found.filter(({words}) => /[\w\u3400-\u9fff]/.test(words));
}
function mark(range) {
const highlights = window.Highlight && CSS.highlights;
if (highlights) highlights.set("reading", new Highlight(...[range].filter(Boolean)));
else getSelection().removeAllRanges();
if (!range) return;
if (!highlights) getSelection().addRange(range);
const box = range.getBoundingClientRect();
if (box.top < 0 || box.bottom > innerHeight) range.startContainer.parentElement.scrollIntoView({block: "center"});
}
const voice = () => {
const fits = speech.getVoices().filter((one) => one.lang.slice(0, 2) == language || language == "zh" && /^cmn/.test(one.lang));
return fits.find((one) => one.lang.replace("_", "-") == root.lang) || fits[0];
};
function read() {
const sentence = sentences[at];
if (!sentence) return halt();
mark(sentence.range);
const mine = utterance = new SpeechSynthesisUtterance(sentence.words);
mine.lang = root.lang;
mine.voice = voice();
mine.onend = mine.onerror = (event) => {
if (mine != utterance) return;
if (event.type == "error") return rest();
at += 1;
read();
};
speech.speak(mine);
tell("pause");
}
const tell = (state) => {
all("[data-tool=read]", (button) => { button.textContent = button.dataset[state]; });
all("[data-tool=stop]", (button) => { button.hidden = state == "read"; });
};
function rest() {
utterance = null;
speech.cancel();
tell("resume");
}
function halt() {
rest();
at = 0;
mark();
tell("read");
}
function offer() {
if (voice()) all("[data-tool=read]", (button) => { button.hidden = false; });
}
if (speech && document.querySelector("[data-tool=read]")) {
all("[data-tool=read]", (button) => on(button, () => {
sentences = sentences || findSentences();
if (utterance) rest();
else read();
}));
all("[data-tool=stop]", (button) => on(button, halt));
offer();
speech.onvoiceschanged = offer;
addEventListener("pagehide", () => speech.cancel());
}
})();
(function () {
var key = "branchpress-read", read = [], text = document.querySelector("[data-article]");
try {
read = JSON.parse(localStorage.getItem(key)) || read;
} catch (error) {}
function each(selector, act) {
[].slice.call(document.querySelectorAll(selector)).forEach(act);
}
function append(parent, name, word) {
var element = document.createElement(name);
element.textContent = word;
parent.appendChild(element);
return element;
}
function mark() {
each("[data-read]", function (list) {
[].slice.call(list.querySelectorAll("a")).forEach(function (link) {
if (read.indexOf(link.pathname) < 0 || link.querySelector(".read")) return;
append(link, "span", list.getAttribute("data-read")).className = "mark read";
});
});
}
function look() {
if (text.getBoundingClientRect().bottom > innerHeight) return;
removeEventListener("scroll", look);
if (read.indexOf(location.pathname) >= 0) return;
read.push(location.pathname);
try {
localStorage.setItem(key, JSON.stringify(read.slice(-999)));
} catch (error) {}
mark();
}
mark();
if (text) {
addEventListener("scroll", look);
look();
}
each("[data-anchors] > h2[id], [data-anchors] > h3[id]", function (heading) {
var label = heading.parentNode.getAttribute("data-anchors") + heading.textContent;
var link = append(heading, "a", "#");
link.className = "anchor";
link.href = "#" + heading.id;
link.setAttribute("aria-label", label);
});
each(".toc a", function (link) {
link.addEventListener("click", function () {
link.parentNode.parentNode.parentNode.open = false;
});
});
})();
(function () {
var past = document.querySelector(".past");
function each(selector, act) {
[].slice.call(document.querySelectorAll(selector)).forEach(act);
}
each("[data-over]", function (item) {
if (item.getAttribute("data-over") * 1000 > Date.now()) return;
if (past) item.className = "over";
else item.parentNode.removeChild(item);
});
each(".months > .month .day", function (day) {
if (day.querySelector("[data-over]:not(.over)")) return;
var list = day.parentNode, month = list.parentNode, id = month.children[0].id + "-past";
if (!document.getElementById(id)) {
var copy = month.cloneNode(true);
copy.children[0].id = id;
copy.children[1].innerHTML = "";
copy.setAttribute("aria-labelledby", id);
past.insertBefore(copy, past.children[1]);
}
document.getElementById(id).parentNode.children[1].appendChild(day);
past.hidden = false;
if (!list.children[0]) month.parentNode.removeChild(month);
});
each(".coming, .months > .nothing", function (block) {
block.hidden = past ? document.querySelector(".months > .month") : !block.querySelector("[data-over]");
});
})();
