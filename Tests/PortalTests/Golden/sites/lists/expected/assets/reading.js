// Remembers in the browser which articles were read, and marks them in series; gives headings links to themselves; folds
// the contents once they were used. ES5.
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
        append(link, "span", list.getAttribute("data-read")).className = "read";
      });
    });
  }
  // An article was read when its end came into view.
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
