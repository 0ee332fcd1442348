"""The large version (长辈版) of pages: text of at least 24 px at a line height of 1.9, targets of at least 60 by 60 px, one
column, a contrast of at least 7 : 1."""
import urllib.parse

SIZES = """() => {
  const shown = e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility === 'visible'; };
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);
  const name = e => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined ? '.' + e.className : '') + ' ' + e.textContent.trim().slice(0, 20);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = new Set(), tight = new Set();
  while (words.nextNode()) {
    const e = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !shown(e) || e.closest('title, .skip')) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    if (size < 24) small.add(size + ' ' + name(e));
    // Lines are as far apart as asked where there can be several of them in a paragraph.
    const block = e.closest('p, li, dd, td, th, figcaption');
    if (block && !e.closest('sup, sub, rt, time, .mark, button, .issuer, .number, .entry-title, .card-title, .foot-name, .hero-motto, .step-number')
        && parseFloat(style.lineHeight) < 1.9 * size - .1) tight.add(style.lineHeight + ' ' + name(e));
  }
  // A link within a sentence is as large as its words.
  const inline = e => e.closest('.prose p, .prose li, .prose td, .prose dd, .correction') || e.closest('p, dd')?.matches(':not(.buttons, .block-links, .list-tools, .latest, .card-latest, .foot-about p, .series)') && e.closest('dd, p').textContent.trim() !== e.textContent.trim() && !e.closest('.foot');
  const targets = all('a, button, summary, input').filter(e => !e.closest('.skip') && !inline(e)).filter(e => {
    const r = e.matches('.card-title') ? e.closest('.card').getBoundingClientRect() : e.getBoundingClientRect();
    return r.bottom > 0 && (r.width < 59.5 || r.height < 59.5);
  }).map(e => { const r = e.getBoundingClientRect(); return Math.round(r.width) + '×' + Math.round(r.height) + ' ' + name(e); });
  // One column: no two blocks of text beside each other.
  const blocks = all('main .prose, main .aside, main .entries, main .front > *, main .card, .foot-about, .foot-links, .near a, .gallery figure');
  const beside = [];
  for (const a of blocks) for (const b of blocks) {
    const x = a.getBoundingClientRect(), y = b.getBoundingClientRect();
    if (!a.contains(b) && !b.contains(a) && x.right <= y.left + 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) beside.push(name(a) + ' | ' + name(b));
  }
  return {small: [...small], tight: [...tight], targets: [...new Set(targets)], beside,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth};
}"""
