"use strict";
// Sorts and filters the table that stands here already. Texts are only ever set as text.
(() => {
  const table = document.getElementById("table");
  const tools = document.getElementById("tools");
  if (!table || !tools) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const search = make("input", { type: "search", autocomplete: "off" });
  const told = make("output", {});
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.lower ??= row.textContent.toLowerCase();
      row.hidden = !words.every((word) => row.lower.includes(word));
      if (!row.hidden) shown += 1;
    }
    told.value = words.length ? `${shown} of ${rows.length} shown` : "";
  };
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });

  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const sort = (place, descending) => {
    // What is nothing stands last, either way.
    const key = new Map(rows.map((row) => [row, row.cells[place].textContent]));
    const none = (row) => key.get(row) === "-";
    const sign = descending ? -1 : 1;
    rows.sort((a, b) => none(a) - none(b) || sign * compare(key.get(a), key.get(b)));
    body.append(...rows);
    heads.forEach((head, other) => {
      if (other === place) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };
  const choice = make("select", {}, make("option", { value: "", textContent: "as it comes" }));
  heads.forEach((head, place) => {
    const title = head.textContent;
    choice.append(make("option", { value: `${place}`, textContent: title }));
    choice.append(make("option", { value: `-${place}`, textContent: `${title}, from the end` }));
    const button = make("button", { type: "button", textContent: title, title: `Sort by ${title}` });
    button.addEventListener("click", () => sort(place, head.getAttribute("aria-sort") === "ascending"));
    head.replaceChildren(button);
  });
  const before = Array.from(rows);
  choice.addEventListener("change", () => {
    if (choice.value) {
      sort(Number(choice.value.replace("-", "")), choice.value.startsWith("-"));
    } else {
      rows.splice(0, rows.length, ...before);
      body.append(...rows);
    }
  });
  tools.append(
    make("label", {}, "Filter", search),
    make("label", { className: "sorting" }, "Sort by", choice),
    told,
  );
})();
