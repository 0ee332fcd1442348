// Puts a button behind every address within [data-copy] that copies it. Without this script the
// addresses are there all the same, and a click selects one whole. ES5, for old phones.
(function () {
  "use strict";

  // The clipboard is for secure contexts only; an intranet's page copies what is selected.
  function copySelected(element) {
    var range = document.createRange();
    var selection = window.getSelection();
    range.selectNodeContents(element);
    selection.removeAllRanges();
    selection.addRange(range);
    try {
      return document.execCommand("copy");
    } catch (error) {
      return false;
    }
  }

  function addButton(address, words) {
    var button = document.createElement("button");
    var timer;
    function say(word) {
      button.textContent = word;
      button.setAttribute("aria-label", word + " " + address.textContent);
    }
    function done() {
      say(words.copied);
      clearTimeout(timer);
      timer = setTimeout(function () { say(words.copy); }, 3000);
    }
    function copyByHand() {
      if (copySelected(address)) done();
    }
    button.type = "button";
    button.className = "copy";
    button.setAttribute("aria-live", "polite");
    say(words.copy);
    button.addEventListener("click", function () {
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(address.textContent).then(done, copyByHand);
      } else {
        copyByHand();
      }
    });
    address.parentNode.insertBefore(button, address.nextSibling);
  }

  var scopes = document.querySelectorAll("[data-copy]");
  for (var i = 0; i < scopes.length; i++) {
    var words = { copy: scopes[i].getAttribute("data-copy"), copied: scopes[i].getAttribute("data-copied") };
    var addresses = scopes[i].querySelectorAll("code");
    for (var j = 0; j < addresses.length; j++) addButton(addresses[j], words);
  }
})();
