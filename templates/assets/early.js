// Sets how the reader wants pages to look, which tools.js remembers, before this one is drawn.
try { document.documentElement.className = localStorage.getItem("branchpress-view") || ""; } catch (e) {}
