// Keys for readers who like them. Every page works without this file.
(() => {
  "use strict";

  const box = document.getElementById("q");
  const titles = [...document.querySelectorAll(".card .open")];
  const firefox = navigator.userAgent.includes("Firefox"); // "/" is its quick find

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const step = (by) => {
    if (titles.length === 0) return;
    const at = titles.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : titles.length - 1) : Math.min(Math.max(at + by, 0), titles.length - 1);
    titles[next].focus();
    titles[next].closest(".card").scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === "Escape" && event.target === box) box.blur();
      return;
    }
    if (event.key === "/" && box && !firefox) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    } else if (event.key === "o" && titles.includes(document.activeElement)) {
      document.activeElement.click();
    }
  });

  // On a narrow screen Escape closes the drawer of filters.
  const drawer = document.querySelector(".drawer");
  drawer?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.open) return;
    drawer.open = false;
    drawer.querySelector("summary").focus();
  });
})();
