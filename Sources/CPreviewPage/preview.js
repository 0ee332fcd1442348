// The script of pages that `branchpress serve` shows: it updates the page after a change, shows mistakes and the view.
// The same file is the shared worker that keeps one stream of events for all tabs, since browsers open six connections to a host.
(() => {
"use strict";
const folder = "/__branchpress/";

// Follows the stream of events, and calls `tell` with each state, and with "lost" while there is no server.
// Returns a function that makes sure that the stream is alive.
function follow(tell) {
  let source, timer, failures = 0, heard = 0;
  const open = () => {
    clearTimeout(timer);
    if (source) source.close();
    heard = Date.now();
    source = new EventSource(folder + "events");
    source.onmessage = event => { failures = 0; heard = Date.now(); tell(event.data); };
    // Browsers differ in what they take for the end of a stream.
    source.onerror = () => {
      source.close();
      if (++failures > 1) tell("lost");
      clearTimeout(timer);
      timer = setTimeout(open, failures > 1 ? 1000 : 200);
    };
  };
  const check = () => { if (Date.now() - heard > 30000) open(); };
  // A computer that slept has a clock that jumped, and perhaps a stream whose other end is gone.
  let tick = Date.now();
  setInterval(() => {
    if (Date.now() - tick > 90000) check();
    tick = Date.now();
  }, 5000);
  open();
  return check;
}

if (typeof document === "undefined") {
  const ports = new Set();
  let last, check;
  self.onconnect = ({ports: [port]}) => {
    ports.add(port);
    port.onmessage = ({data}) => {
      if (data === "leave") ports.delete(port);
      else if (data === "check") check();
      else for (const other of ports) if (other !== port) other.postMessage(data);
    };
    if (last) port.postMessage(last);
    if (check) check();
    else check = follow(data => { last = data; for (const each of ports) each.postMessage(data); });
  };
  return;
}

const tag = document.currentScript;
if (!tag || document.querySelector("branchpress-preview")) return;
let page = Object.assign({}, tag.dataset);
const isChinese = page.lang !== "en";
const words = isChinese ? {
  name: "预览", all: "全部稿件，含草稿", now: "公众现在看到的", day: day => `公众在 ${day} 看到的`, chooseDay: "公众在某一天看到的",
  look: "查看", view: "看哪些稿件", fold: "收起", unfold: "展开预览栏", draft: "草稿，公众看不到", planned: day => `到 ${day} 发布`, published: "已发布",
  copy: "复制文件名", copyIt: "复制", copied: "已复制", updated: "已更新", fixed: "错误已改正", lost: "预览程序停了，请在终端里运行 branchpress serve",
  errors: n => `${n} 处错误`, warnings: n => `${n} 处警告`, notes: n => `${n} 条说明`, and: "，",
  behind: "改正以前，网页保持上一次的内容。", aside: "先看网页", close: "关闭", hidden: n => `还有 ${n} 条没有列出。`,
} : {
  name: "Preview", all: "All documents, with drafts", now: "As the public sees it now", day: day => `As the public sees it on ${day}`, chooseDay: "As the public sees it on a day",
  look: "Show", view: "Documents to show", fold: "Hide", unfold: "Show the preview bar", draft: "Draft, not public", planned: day => `Scheduled for ${day}`, published: "Published",
  copy: "Copy the file name", copyIt: "Copy", copied: "Copied", updated: "Updated", fixed: "The errors are fixed", lost: "The preview program has stopped. Run branchpress serve in a terminal",
  errors: n => n === 1 ? "1 error" : `${n} errors`, warnings: n => n === 1 ? "1 warning" : `${n} warnings`, notes: n => n === 1 ? "1 note" : `${n} notes`, and: ", ",
  behind: "Until they are fixed, the page stays as it was.", aside: "Look at the page", close: "Close", hidden: n => `${n} more are not listed.`,
};

// What is remembered: for a tab, and for all of them.
const remembered = (store, key, value) => {
  try {
    if (value === undefined) return window[store].getItem("branchpress-preview-" + key);
    if (value === null) window[store].removeItem("branchpress-preview-" + key);
    else window[store].setItem("branchpress-preview-" + key, value);
  } catch (error) {}
  return null;
};

// An element; texts become text and never markup.
function make(name, facts, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(facts || {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
const button = (kind, press, ...children) => make("button", {type: "button", class: kind, onclick: press}, ...children);
const focus = element => element.focus({preventScroll: true});
const show = (element, isShown) => { element.hidden = !isShown; };

/* The bar */
const status = make("span", {class: "status", role: "status"});
const viewButton = button("view", () => openViews(views.hidden));
viewButton.setAttribute("aria-expanded", "false");
viewButton.setAttribute("aria-controls", "views");
const dayField = make("input", {type: "date", required: "", min: "1990-01-01", max: "9999-12-31", "aria-label": words.chooseDay});
const viewAll = button("", () => choose("all"), words.all);
const viewNow = button("", () => choose("public"), words.now);
const dayForm = make("form", {onsubmit: event => { event.preventDefault(); choose("public@" + dayField.value); }},
  make("label", {}, make("span", {}, words.chooseDay), dayField), make("button", {}, words.look));
const views = make("div", {class: "views", id: "views", role: "group", "aria-label": words.view, hidden: ""}, viewAll, viewNow, dayForm);
const stateMark = make("span", {class: "state"});
const fileStart = make("span", {class: "start"}), fileEnd = make("span", {});
const fileButton = button("file", copyFile, fileStart, fileEnd, make("span", {class: "hint"}, words.copyIt));
const lost = make("p", {class: "strip lost", role: "status", hidden: ""});
const watch = make("p", {class: "strip", role: "status", hidden: ""});
const errorButton = button("errors", () => openList());
const warningButton = button("warnings", () => openList());
const foldButton = button("fold", () => fold(true), words.fold);
const unfoldButton = button("unfold", () => fold(false), words.name);
unfoldButton.setAttribute("aria-label", words.unfold);
const bar = make("div", {class: "bar"}, viewButton, stateMark, make("span", {class: "of"}, fileButton), make("span", {class: "end"}, errorButton, warningButton, unfoldButton, foldButton));

/* The list of mistakes */
const title = make("h2", {id: "title", tabindex: "-1"}), about = make("p", {class: "about"}), list = make("div", {class: "list"});
const asideButton = button("aside", () => dialog.close());
const dialog = make("dialog", {"aria-labelledby": "title", onclose: putAside}, make("div", {class: "head"}, title, asideButton), about, list);

const all = make("div", {class: "preview", lang: isChinese ? "zh-CN" : "en", hidden: ""},
  make("section", {"aria-label": "BranchPress " + words.name}, status, views, lost, watch, bar), dialog);
const styled = () => { show(all, true); tellOfLast(); };
const host = document.createElement("branchpress-preview");
host.attachShadow({mode: "open"}).append(make("link", {rel: "stylesheet", href: folder + "preview.css", onload: styled, onerror: styled}), all);

let folded = false;
function fold(isFolded, isFirst) {
  folded = isFolded;
  all.classList.toggle("folded", folded);
  openViews(false);
  for (const part of [viewButton, foldButton]) show(part, !folded);
  show(unfoldButton, folded);
  showPage();
  if (isFirst) return;
  remembered("localStorage", "folded", folded ? "yes" : null);
  focus(folded ? unfoldButton : foldButton);
}

function showPage() {
  const [view, day] = (page.view || "all").split("@");
  viewButton.textContent = view === "all" ? words.all : day ? words.day(day) : words.now;
  viewAll.setAttribute("aria-pressed", view === "all");
  viewNow.setAttribute("aria-pressed", view !== "all" && !day);
  dayForm.classList.toggle("chosen", !!day);
  if (day) dayField.value = day;
  show(stateMark, page.state && !folded);
  show(fileButton, page.file && !folded);
  stateMark.className = "state " + page.state;
  stateMark.textContent = page.state === "draft" ? words.draft : page.state === "planned" ? words.planned(page.date || "") : words.published;
  const cut = (page.file || "").lastIndexOf("/") + 1;
  fileStart.textContent = (page.file || "").slice(0, cut);
  fileEnd.textContent = (page.file || "").slice(cut);
  fileButton.title = words.copy;
  fileButton.setAttribute("aria-label", words.copy + (isChinese ? "：" : ": ") + page.file);
}

function openViews(isOpen) {
  if (!isOpen && !views.hidden && views.contains(host.shadowRoot.activeElement)) focus(viewButton);
  show(views, isOpen);
  viewButton.setAttribute("aria-expanded", isOpen);
  if (isOpen) focus(viewAll);
}

function choose(view) {
  const name = "branchpress-view-" + (location.port || (location.protocol === "https:" ? 443 : 80));
  document.cookie = `${name}=${view === "all" ? "; max-age=0" : view}; path=/; SameSite=Strict`;
  // The cookie is of all tabs.
  if (port) port.postMessage("reload");
  reload("");
}

async function copyFile() {
  try {
    await navigator.clipboard.writeText(page.file);
  } catch (error) {
    // Over http browsers let a page copy only what is selected.
    const field = make("textarea", {class: "copy"});
    field.value = page.file;
    all.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    focus(fileButton);
  }
  say(words.copied);
}

let quiet;
function say(text) {
  clearTimeout(quiet);
  status.textContent = text;
  quiet = setTimeout(() => { status.textContent = ""; }, 4000);
}

// The news that the page before a reload left; screen readers hear changes of a region that is already there.
function tellOfLast() {
  const text = remembered("sessionStorage", "say");
  remembered("sessionStorage", "say", null);
  if (text) setTimeout(() => say(text), 100);
}

/* Mistakes */
let problems = [], errors = 0, closesItself = false;

// The name of a mistake, which stays while lines are added above it.
const nameOf = problem => problem.text.split("\n", 1)[0].replace(/:\d+:\d+: /, ": ");
const names = () => {
  const found = problems.filter(each => each.severity === "error").map(nameOf);
  return found.length ? found : [""];
};

function putAside() {
  if (!closesItself && errors) remembered("sessionStorage", "aside", JSON.stringify(names()));
  closesItself = false;
}

function openList() {
  if (dialog.open) return;
  openViews(false);
  dialog.showModal();
  title.focus();
  showMarks();
}

// Lines that are too long begin where their marks are, and can be moved with keys.
function showMarks() {
  for (const excerpt of list.querySelectorAll("pre")) {
    if (excerpt.scrollWidth <= excerpt.clientWidth) continue;
    excerpt.tabIndex = 0;
    const end = excerpt.lastChild.getBoundingClientRect().right - excerpt.getBoundingClientRect().right;
    if (end > 0) excerpt.scrollLeft = Math.min(end, excerpt.lastChild.offsetLeft - excerpt.offsetLeft) + 12;
  }
}

function closeList() {
  closesItself = true;
  dialog.close();
}

function showMistakes(state) {
  const had = errors;
  errors = state.errors;
  const rank = ["error", "warning", "note"];
  problems = (state.problems || []).slice().sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity));
  const notes = problems.filter(each => each.severity === "note").length;
  const counts = [errors && words.errors(errors), state.warnings && words.warnings(state.warnings), notes && words.notes(notes)].filter(Boolean);
  show(errorButton, errors);
  errorButton.textContent = words.errors(errors);
  show(warningButton, counts.length && !errors);
  warningButton.textContent = counts.join(words.and);
  title.textContent = counts.join(words.and);
  about.textContent = words.behind;
  show(about, errors);
  dialog.className = errors ? "bad" : "";
  asideButton.textContent = errors ? words.aside : words.close;
  const place = dialog.scrollTop;
  list.replaceChildren(...problems.map(showProblem), ...state.hidden ? [make("p", {class: "about"}, words.hidden(state.hidden))] : []);
  dialog.scrollTop = place;
  if (dialog.open) showMarks();
  if (errors) {
    const known = JSON.parse(remembered("sessionStorage", "aside") || "[]");
    const isNew = names().some(name => {
      const index = known.indexOf(name);
      if (index >= 0) known.splice(index, 1);
      return index < 0;
    });
    if (isNew) openList();
    else remembered("sessionStorage", "aside", JSON.stringify(names()));
  } else {
    remembered("sessionStorage", "aside", null);
    if (dialog.open && (had || !counts.length)) closeList();
    if (had) say(words.fixed);
  }
}

// The form of the terminal: messages may be wrapped, while a line of a file and the marks below it stay in columns.
function showProblem(problem) {
  const box = make("div", {class: "problem " + problem.severity});
  const lines = problem.text.replace(/\n+$/, "").split("\n");
  for (let at = 0; at < lines.length; at++) {
    const marks = /^ +\| +\^+$/.test(lines[at + 1] || "") && lines[at + 1];
    if (marks && /^ +\d+ \| /.test(lines[at])) {
      const excerpt = make("pre", {});
      putInColumns(excerpt, lines[at] + "\n");
      const start = marks.indexOf("^");
      excerpt.append(marks.slice(0, start), make("b", {}, marks.slice(start)));
      box.append(excerpt);
      at++;
    } else {
      const place = /^\S.*?:\d+:\d+(?=: )/.exec(lines[at]) || at === 0 && problem.file && lines[at].startsWith(problem.file + ": ") && [problem.file];
      box.append(place ? make("p", {}, make("b", {}, place[0]), lines[at].slice(place[0].length)) : make("p", {}, lines[at]));
    }
  }
  return box;
}

// As many columns for each character as the terminal gives it; fonts differ in how wide they make Han.
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const without = /[\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f]/;
function putInColumns(excerpt, text) {
  let box;
  for (const character of text) {
    if (character < "\x7f") {
      box = null;
      excerpt.append(character);
    } else if (box && without.test(character)) {
      box.textContent += character;
    } else {
      box = make("span", {class: wide.test(character) ? "two" : "one"}, character);
      excerpt.append(box);
    }
  }
  excerpt.normalize();
}

/* Updates */
let isBusy = false, isBack = false, wanted = page.version, shown = page.version, baseline, port, leaving = "";

// A page as it is compared: without the version and without the addresses of its style sheets.
function read(text) {
  const parsed = new DOMParser().parseFromString(text, "text/html");
  const tags = parsed.querySelectorAll(`script[src="${folder}preview.js"]`), last = tags[tags.length - 1];
  const data = last && Object.assign({}, last.dataset);
  if (last) last.remove();
  const sheets = Array.from(parsed.querySelectorAll("link[rel~=stylesheet][href]"), link => {
    const address = new URL(link.getAttribute("href"), location.href).href;
    link.removeAttribute("href");
    return address;
  });
  return {data, sheets, text: parsed.documentElement.outerHTML};
}

const own = () => location.pathname + location.search;
const load = async () => read(await (await fetch(own(), {cache: "no-store"})).text());

// The marks by which the server tells versions of a file apart: of these style sheets, and of the page's scripts and pictures.
// They are taken before files are loaded, so that a file may be loaded once more, but no version is missed.
async function marks(sheets) {
  const others = Array.from(document.querySelectorAll("script[src], img[src]"), each => each.currentSrc || each.src);
  const addresses = new Set([...sheets, ...others].filter(each => each.startsWith(location.origin + "/") && !each.includes(folder)));
  const found = new Map();
  await Promise.all(Array.from(addresses).slice(0, 60).map(async address => {
    try {
      const {headers} = await fetch(address, {method: "HEAD", cache: "no-store"});
      found.set(address, headers.get("etag") || headers.get("last-modified") + headers.get("content-length"));
    } catch (error) {}
  }));
  return found;
}
const sheetLinks = () => Array.from(document.querySelectorAll("link[rel~=stylesheet][href]"));
const plain = address => address.replace(/[?&]branchpress-preview=[^&]*/, "");

// Without a page as it was there is nothing to compare with, and it is loaded again.
async function remember() {
  const files = await marks(sheetLinks().map(link => link.href)), first = await load();
  return first.data && first.data.version === page.version ? {...first, files} : null;
}

function reload(text) {
  isBusy = true;
  remembered("sessionStorage", "say", text || null);
  savePlace();
  location.reload();
  stayFree();
}

// A reload that was stopped is no reason to stop updating.
const stayFree = () => setTimeout(() => { isBusy = false; leaving = ""; }, 15000);

async function update() {
  if (isBusy) return;
  isBusy = true;
  try {
    while (wanted !== shown) {
      const aim = wanted, old = await baseline, next = await load();
      if (!old || next.text !== old.text || next.sheets.length !== old.sheets.length || !next.data || next.data.view !== page.view) return reload(words.updated);
      const files = await marks(next.sheets);
      const changed = new Set(Array.from(old.files.keys()).filter(address => files.has(address) && files.get(address) !== old.files.get(address)));
      const swaps = [];
      old.sheets.forEach((sheet, index) => {
        const isChanged = changed.delete(sheet);
        if (next.sheets[index] !== sheet || isChanged) swaps.push([sheet, next.sheets[index], isChanged ? aim : 0]);
      });
      // A picture or a script.
      if (changed.size) return reload(words.updated);
      await Promise.all(swaps.map(each => swap(...each)));
      page = next.data;
      showPage();
      baseline = {...next, files};
      shown = aim;
      if (swaps.length) say(words.updated);
    }
    isBusy = false;
  } catch (error) {
    // The server is gone, or the page is being left; the next state tries again.
    isBusy = false;
  }
}

// Puts the new style sheet in place before the old one goes, so that the page is never without.
function swap(from, to, version) {
  const old = sheetLinks().find(link => plain(link.href) === from);
  if (!old) return;
  const link = old.cloneNode();
  link.href = version ? to + (to.includes("?") ? "&" : "?") + "branchpress-preview=" + version : to;
  return new Promise(done => {
    link.onload = () => { old.remove(); done(); };
    link.onerror = () => { link.remove(); done(); };
    setTimeout(link.onload, 5000);
    old.after(link);
  });
}

const isWatched = () => document.visibilityState === "visible";
// The tab that was looked at last is the one that follows; it keeps its name over reloads.
let tab = remembered("sessionStorage", "tab");
if (!tab) remembered("sessionStorage", "tab", tab = String(Math.random()));
function look() {
  if (!isWatched()) return;
  remembered("localStorage", "tab", tab);
  if (port) port.postMessage("check");
}

function receive(data) {
  if (data === "reload") return reload("");
  show(lost, data === "lost");
  lost.textContent = data === "lost" ? words.lost : "";
  if (data === "lost") return;
  const state = JSON.parse(data);
  show(watch, state.watch);
  watch.textContent = state.watch || "";
  showMistakes(state);
  wanted = String(state.version);
  if (wanted === shown) return;
  if (state.follow && !isBack && (isWatched() || remembered("localStorage", "tab") === tab)) {
    const target = new URL(state.follow, location.href);
    if (target.origin === location.origin && target.pathname !== location.pathname) {
      if (target.pathname === leaving) return;
      leaving = target.pathname;
      isBusy = true;
      stayFree();
      return location.assign(target.href);
    }
  }
  isBack = false;
  update();
}

function connect() {
  const alone = () => { port = null; const check = follow(receive); document.addEventListener("visibilitychange", check); };
  if (typeof SharedWorker === "undefined") return alone();
  try {
    const worker = new SharedWorker(folder + "preview.js");
    worker.onerror = alone;
    port = worker.port;
    port.onmessage = event => receive(event.data);
  } catch (error) {
    alone();
  }
}

/* The scroll place */
const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, pre, figcaption, summary, img, blockquote";
// The blocks of the page with names that tell them apart, as far as texts do.
function namedBlocks() {
  const named = new Map(), counts = new Map();
  for (const block of document.body.querySelectorAll(blocks)) {
    const text = block.tagName + (block.getAttribute("src") || block.textContent.slice(0, 200));
    const count = counts.get(text) || 0;
    counts.set(text, count + 1);
    named.set(`${text} ${count}`, block);
  }
  return named;
}

// The blocks in the middle of the window, from its top, that move with the text.
function blocksInSight() {
  const found = new Set();
  for (let y = 4; y < innerHeight && found.size < 12; y += 12) {
    const hit = document.elementFromPoint(innerWidth / 2, y), block = hit && hit.closest(blocks);
    let outer = block;
    while (outer && !["fixed", "sticky"].includes(getComputedStyle(outer).position)) outer = outer.parentElement;
    if (block && !outer) found.add(block);
  }
  return found;
}

function savePlace() {
  const near = [], sight = scrollY > 0 ? blocksInSight() : new Set();
  if (sight.size) for (const [name, block] of namedBlocks()) if (sight.has(block)) near.push([name, block.getBoundingClientRect().top]);
  const open = Array.from(document.querySelectorAll("details[open] > summary"), each => each.textContent);
  remembered("sessionStorage", "place", JSON.stringify({address: own(), x: scrollX, y: scrollY, near, open}));
  history.scrollRestoration = "manual";
}

function restorePlace() {
  history.scrollRestoration = "auto";
  const place = JSON.parse(remembered("sessionStorage", "place") || "null");
  remembered("sessionStorage", "place", null);
  if (!place || place.address !== own()) return;
  for (const summary of document.querySelectorAll("details > summary")) if (place.open.includes(summary.textContent)) summary.parentElement.open = true;
  const now = namedBlocks();
  const kept = place.near.find(([name]) => now.has(name));
  const put = () => {
    const y = kept ? scrollY + now.get(kept[0]).getBoundingClientRect().top - kept[1] : place.y;
    if (Math.abs(y - scrollY) >= 1) scrollTo({left: place.x, top: y, behavior: "instant"});
  };
  let isMoved = false;
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(kind, () => { isMoved = true; }, {once: true, passive: true});
  put();
  // Pictures that come late move the text.
  if (document.readyState !== "complete") addEventListener("load", () => requestAnimationFrame(() => { if (!isMoved) put(); }));
}

/* The start */
all.addEventListener("keydown", event => {
  if (event.key === "Escape" && !views.hidden) openViews(false);
});
addEventListener("pointerdown", event => { if (event.target !== host) openViews(false); });
document.addEventListener("visibilitychange", look);
addEventListener("pagehide", () => { if (port) port.postMessage("leave"); });
addEventListener("pageshow", event => {
  if (!event.persisted) return;
  // Back from the browser's memory.
  isBack = true;
  isBusy = false;
  leaving = "";
  connect();
});
fold(remembered("localStorage", "folded") === "yes", true);
for (const part of [errorButton, warningButton]) show(part, false);
document.documentElement.append(host);
try {
  // What gets the focus is not left under the bar.
  const room = new CSSStyleSheet();
  room.replaceSync("@media screen { html { scroll-padding-bottom: 5rem; } }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
} catch (error) {}
restorePlace();
look();
baseline = remember().catch(() => null);
connect();
})();
