/* The list of a province of a corpus: search, choice of layer, a hundred rows at a time. */
(function () {
  "use strict";
  const SIZE = 100;
  const data = JSON.parse(document.getElementById("quyu-list").textContent);
  const state = { words: "", layer: "", page: 0 };

  function make(name, className, text) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /* What is looked for is put in lower case once a row, when the page opens. */
  const texts = data.rows.map((row) => [row[1], row[2], row[3], ...row[5]].join("\n").toLowerCase());

  function found() {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (index) => words.every((word) => texts[index].includes(word));
    return data.rows.filter((row, index) => (!state.layer || row[0] === state.layer) && fits(index));
  }

  const head = make("header", "list-head");
  head.appendChild(make("h1", "", data.title));
  const links = make("nav", "list-links");
  for (const [name, file] of Object.entries(data.links)) {
    const link = make("a", "", name);
    link.setAttribute("href", file);
    links.appendChild(link);
  }
  head.appendChild(links);

  const field = make("input", "list-search");
  field.type = "search";
  field.placeholder = "名称、地名、规划标题 · name, place, plan";
  field.setAttribute("aria-label", field.placeholder);
  field.addEventListener("input", () => turn({ words: field.value, page: 0 }));
  head.appendChild(field);

  const choice = make("div", "list-layers");
  for (const [layer, name] of [["", "全部 All"], ...Object.entries(data.layers)]) {
    const button = make("button", "", name);
    button.type = "button";
    button.dataset.layer = layer;
    button.addEventListener("click", () => turn({ layer, page: 0 }));
    choice.appendChild(button);
  }
  head.appendChild(choice);

  const table = make("table", "list");
  const caption = make("tr");
  for (const name of ["名称 Name", "类型 Type", "参与方 Parties", "规划数 Plans", "规划 Plans"]) {
    const cell = make("th", "", name);
    cell.setAttribute("scope", "col");
    caption.appendChild(cell);
  }
  const thead = make("thead");
  thead.appendChild(caption);
  const body = make("tbody");
  table.append(thead, body);

  const pager = make("nav", "list-pager");
  const said = make("span", "list-said");
  said.setAttribute("role", "status");
  const steps = [["首页 First", () => 0], ["‹ 上一页", () => state.page - 1], ["下一页 ›", () => state.page + 1], ["末页 Last", (last) => last]].map(([name, to]) => {
    const button = make("button", "", name);
    button.type = "button";
    button.addEventListener("click", () => turn({ page: to(state.last) }));
    return button;
  });
  pager.append(steps[0], steps[1], said, steps[2], steps[3]);

  function turn(change) {
    Object.assign(state, change);
    const rows = found();
    state.last = Math.max(0, Math.ceil(rows.length / SIZE) - 1);
    state.page = Math.min(Math.max(state.page, 0), state.last);
    const shown = rows.slice(state.page * SIZE, (state.page + 1) * SIZE);
    body.replaceChildren(...shown.map(line));
    said.textContent = [state.page + 1, "/", state.last + 1, "·", rows.length.toLocaleString("en"), "项"].join(" ");
    steps[0].disabled = steps[1].disabled = state.page === 0;
    steps[2].disabled = steps[3].disabled = state.page === state.last;
    for (const button of choice.children) button.setAttribute("aria-pressed", String(button.dataset.layer === state.layer));
  }

  function line(row) {
    const node = make("tr");
    node.dataset.layer = row[0];
    node.append(make("td", "name", row[1]), make("td", "", row[2]), make("td", "", row[3]), make("td", "number", String(row[4])), make("td", "titles", row[5].join("；")));
    return node;
  }

  const main = make("main", "list-box");
  main.appendChild(table);
  document.body.append(head, main, pager);
  turn({});
  document.documentElement.dataset.drawn = "1";
})();
