try { document.documentElement.className = localStorage.getItem("branchpress-view") || ""; } catch (e) {}
