// Keys and completions for readers who like them. Every page works without this
// file.
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

  // What the text in the box may go on with, in a list below it.
  const kinds = {
    person: "Person", org: "Organisation", actor: "Person or organisation", location: "Place",
    source: "Source", lang: "Language", section: "Section",
  };

  const completing = () => {
    const pause = 120; // ms without a key before the server is asked
    const list = document.createElement("ul");
    let ways = [], active = -1, timer = 0, asked = null;
    list.id = "ways";
    list.className = "ways";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Completions");
    box.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", "ways"]]) {
      box.setAttribute(name, value);
    }

    const show = (some) => {
      ways = some;
      list.replaceChildren(...ways.map(option));
      list.hidden = ways.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
      activate(-1);
    };

    const close = () => {
      clearTimeout(timer);
      asked?.abort();
      show([]);
    };

    const option = (way, i) => {
      const item = document.createElement("li");
      item.id = "way-" + i;
      item.setAttribute("role", "option");
      for (const [name, text] of [["way " + way.kind, way.label], ["kind", kinds[way.kind] ?? ""], ["count", way.count.toLocaleString("en").replaceAll(",", "\u202f")]]) {
        const part = document.createElement("span");
        part.className = name;
        part.textContent = text;
        item.append(part, " ");
      }
      item.firstChild.dir = "auto";
      item.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
      item.addEventListener("click", () => choose(way));
      return item;
    };

    const activate = (i) => {
      active = i;
      [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === i)));
      box.removeAttribute("aria-activedescendant");
      if (i < 0) return;
      box.setAttribute("aria-activedescendant", list.children[i].id);
      list.children[i].scrollIntoView({ block: "nearest" });
    };

    const choose = (way) => {
      box.value = way.q + " ";
      box.setSelectionRange(box.value.length, box.value.length);
      close();
    };

    const ask = async () => {
      const text = box.value;
      if (text.trim() === "" || box.selectionStart !== text.length) return show([]);
      asked = new AbortController();
      try {
        const answer = await fetch("/api/v1/suggest?" + new URLSearchParams({ q: text }), { signal: asked.signal });
        const found = answer.ok ? (await answer.json()).completions : [];
        if (box.value === text && document.activeElement === box) show(found);
      } catch (failure) {
        if (failure.name !== "AbortError") show([]); // a list less, no more
      }
    };

    box.addEventListener("input", () => {
      clearTimeout(timer);
      asked?.abort();
      timer = setTimeout(ask, pause);
    });
    box.addEventListener("blur", close);
    box.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const places = ways.length + 1; // the box is one of them
      if (event.key === "ArrowDown") activate((active + 2) % places - 1);
      else if (event.key === "ArrowUp") activate((active + places) % places - 1);
      else if (event.key === "Enter" && active >= 0) choose(ways[active]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  };
  if (box) completing();

  // On a narrow screen Escape closes the drawer of filters.
  const drawer = document.querySelector(".drawer");
  drawer?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.open) return;
    drawer.open = false;
    drawer.querySelector("summary").focus();
  });
})();
