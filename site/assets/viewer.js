(() => {
"use strict";
let dialog, frame, caption, count, original, links, at;
function add(parent, name, className) {
const element = document.createElement(name);
element.className = className;
parent.appendChild(element);
return element;
}
function button(parent, className, label, sign, use) {
const element = add(parent, "button", className);
element.type = "button";
element.textContent = sign;
element.setAttribute("aria-label", label);
element.title = label;
element.addEventListener("click", use);
}
function show(index) {
at = (index + links.length) % links.length;
const link = links[at], figure = link.closest("figure");
const shown = (link.querySelector("picture") || link.querySelector("img")).cloneNode(true);
const image = shown.matches("img") ? shown : shown.querySelector("img");
image.removeAttribute("loading");
[image, ...shown.querySelectorAll("source")].forEach((file) => { if (file.srcset) file.sizes = "100vw"; });
frame.textContent = "";
frame.appendChild(shown);
const words = figure && figure.querySelector("figcaption");
caption.textContent = words ? words.textContent : image.alt;
count.textContent = links.length > 1 ? at + 1 + " / " + links.length : "";
original.href = link.href;
original.textContent = link.title;
}
function build(words) {
dialog = add(document.body, "dialog", "viewer");
dialog.setAttribute("aria-label", words[0]);
frame = add(dialog, "div", "viewer-frame");
const foot = add(dialog, "div", "viewer-foot");
caption = add(foot, "p", "viewer-caption");
caption.setAttribute("aria-live", "polite");
const row = add(foot, "p", "viewer-row");
count = add(row, "span", "viewer-count");
original = add(row, "a", "viewer-original");
button(dialog, "viewer-previous", words[1], "‹", () => show(at - 1));
button(dialog, "viewer-next", words[2], "›", () => show(at + 1));
button(dialog, "viewer-close", words[3], "×", () => dialog.close());
dialog.addEventListener("keydown", (event) => {
const steps = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1};
if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
event.preventDefault();
show(steps[event.key]);
});
dialog.addEventListener("click", (event) => {
if (event.target == dialog || event.target == frame) dialog.close();
});
let start = null;
frame.addEventListener("touchstart", (event) => {
start = event.touches.length == 1 ? event.touches[0].clientX : null;
});
frame.addEventListener("touchend", (event) => {
const way = start == null ? 0 : event.changedTouches[0].clientX - start;
start = null;
const scale = window.visualViewport ? visualViewport.scale : 1;
if (Math.abs(way) > 48 && scale < 1.1) show(way > 0 ? at - 1 : at + 1);
});
dialog.addEventListener("close", () => {
if (history.state && history.state.picture) history.back();
if (links[at]) links[at].focus();
});
addEventListener("popstate", () => { if (dialog.open) dialog.close(); });
}
window.branchpressViewer = (all, index, words) => {
links = all;
if (!dialog) build(words);
dialog.classList.toggle("viewer-single", links.length < 2);
show(index);
history.pushState({picture: true}, "");
dialog.showModal();
};
})();
