// Folds what is over by the reader's clock. Without it, all is there with its date. ES5.
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
