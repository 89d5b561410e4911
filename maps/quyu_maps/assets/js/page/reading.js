/* The text of a plan beside the map: names and initiatives are marked, and lead to the map and back. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const LAYERS = ["link", "corridor", "zone", "region"];
  const TOP = 4;

  /* The part of a page for a reading view; it makes its own tab, before the panel lists the tabs. */
  quyu.createReading = function (page) {
    const { reading } = page.data;
    const tab = quyu.addTab("reading", "text");
    document.body.classList.add("reading");
    const view = { page, reading, tab, popover: quyu.html("div", "candidates"), runs: new Map() };
    view.popover.hidden = true;
    listen(view);
    return {
      build: () => build(view),
      selected: (id) => choose(view, id, true),
      hovered: (id) => light(view, id),
    };
  };

  function listen(view) {
    const { tab, page } = view;
    const idsAt = (target) => {
      const run = target.closest && target.closest("[data-ids]");
      return run ? run.dataset.ids.split(" ") : [];
    };
    tab.addEventListener("mouseover", (event) => page.engine.spotlight(idsAt(event.target)[0] || null));
    tab.addEventListener("mouseleave", () => page.engine.spotlight(null));
    tab.addEventListener("click", (event) => click(view, event, idsAt(event.target)));
    tab.addEventListener("keydown", (event) => {
      if (event.key === "Escape") view.popover.hidden = true;
      if ((event.key !== "Enter" && event.key !== " ") || event.target.tagName === "BUTTON") return;
      event.preventDefault();
      click(view, event, idsAt(event.target));
    });
  }

  /* A name opens what it means; the words of an initiative select it, and the next one after that. */
  function click(view, event, ids) {
    const name = event.target.closest("[data-name]");
    view.popover.hidden = true;
    if (name && (!ids.length || name.classList.contains("doubtful"))) return void explain(view, name);
    if (!ids.length) return;
    const at = ids.indexOf(view.page.state.selected);
    view.page.select(ids[(at + 1) % ids.length], true);
  }

  function build(view) {
    const { reading, tab, page } = view;
    const { t } = page;
    quyu.clear(tab);
    view.runs.clear();
    tab.appendChild(head(view));
    for (const block of reading.blocks) tab.appendChild(paragraph(view, block));
    tab.appendChild(view.popover);
    tab.setAttribute("aria-label", t("reading"));
    choose(view, page.state.selected, false);
  }

  function head({ reading, page }) {
    const { t, data, state } = page;
    const doubtful = reading.blocks.reduce((sum, block) => sum + block.m.filter((mark) => isDoubtful(reading.names[mark[2]])).length, 0);
    const count = t("ofText", quyu.totalRecords(data)) + (doubtful ? " · " + t("doubtful", doubtful) : "");
    const keys = LAYERS.map((layer) => quyu.html("span", "key mark-" + layer, quyu.layerName(data, state.lang, layer)));
    keys.push(quyu.html("span", "key name", t("place")), quyu.html("span", "key name doubtful", t("doubtfulName")));
    return quyu.html("div", "text-head", [
      quyu.html("h2", "", reading.title),
      quyu.html("p", "fine", [reading.issuer, reading.date, count].filter(Boolean).join(" · ")),
      quyu.html("p", "keys", keys),
    ]);
  }

  const isDoubtful = (name) => !name.at.length;

  /* A paragraph with its count of initiatives by layer in the gutter. */
  function paragraph(view, block) {
    const body = quyu.html("p", block.h ? "words heading level-" + Math.max(0, block.h - TOP) : "words");
    const counts = new Map();
    for (const [, , id] of block.i) {
      const feature = view.page.featureById.get(id);
      if (feature) counts.set(feature.layer, (counts.get(feature.layer) || new Set()).add(id));
    }
    for (const run of runsOf(block)) body.appendChild(runNode(view, run));
    const gutter = quyu.html("span", "gutter", LAYERS.filter((layer) => counts.has(layer)).map((layer) =>
      quyu.html("b", "layer-" + layer, String(counts.get(layer).size))));
    gutter.setAttribute("aria-hidden", "true");
    return quyu.html("div", "paragraph", [gutter, body]);
  }

  /* Stretches of equal marks: {text, ids, name}. */
  function runsOf({ t, m, i }) {
    const cuts = new Set([0, t.length]);
    for (const [start, end] of m.concat(i)) cuts.add(start).add(end);
    const edges = Array.from(cuts).sort((a, b) => a - b);
    return edges.slice(1).map((end, index) => {
      const start = edges[index];
      const covers = (mark) => mark[0] <= start && mark[1] >= end;
      const name = m.find(covers);
      return { text: t.slice(start, end), ids: Array.from(new Set(i.filter(covers).map((mark) => mark[2]))), name: name ? name[2] : -1 };
    });
  }

  function runNode(view, { text, ids, name }) {
    if (!ids.length && name < 0) return document.createTextNode(text);
    const node = quyu.html("span", "", text);
    const layers = Array.from(new Set(ids.map((id) => (view.page.featureById.get(id) || {}).layer).filter(Boolean)));
    if (layers.length) node.className = "mark mark-" + layers[0] + (layers[1] ? " also-" + layers[1] : "");
    if (ids.length) node.dataset.ids = ids.join(" ");
    if (name >= 0) {
      node.classList.add("name");
      node.classList.toggle("doubtful", isDoubtful(view.reading.names[name]));
      node.dataset.name = String(name);
    }
    if (ids.some((id) => !view.runs.has(id)) || node.classList.contains("doubtful") || !ids.length) {
      node.tabIndex = 0;
      node.setAttribute("role", "button");
    }
    for (const id of ids) view.runs.set(id, (view.runs.get(id) || []).concat([node]));
    return node;
  }

  /* Mark the words of the selected initiative, and show them if the map asked for it. */
  function choose(view, id, show) {
    const feature = id && view.page.featureById.get(id);
    const ids = feature ? feature.records.map((record) => record.id) : [];
    for (const node of view.tab.querySelectorAll(".chosen")) node.classList.remove("chosen");
    const nodes = ids.flatMap((one) => view.runs.get(one) || []);
    for (const node of nodes) node.classList.add("chosen");
    if (!show || !nodes.length) return;
    if (view.tab.hidden) view.page.showTab("reading");
    const box = nodes[0].getBoundingClientRect();
    const frame = view.tab.getBoundingClientRect();
    if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) nodes[0].scrollIntoView({ block: "center" });
  }

  function light(view, id) {
    for (const node of view.tab.querySelectorAll(".lit")) node.classList.remove("lit");
    for (const node of (id && view.runs.get(id)) || []) node.classList.add("lit");
  }

  /* What a name means, why, and what else it could mean, in a box below it. */
  function explain(view, node) {
    const { page, popover, reading, tab } = view;
    const { t } = page;
    const name = reading.names[Number(node.dataset.name)];
    quyu.clear(popover);
    const rows = name.at.length ? name.at : name.candidates;
    rows.forEach((row, i) => popover.appendChild(candidate(view, row, rows.length > 1 ? i + 1 : 0)));
    const others = name.at.length ? name.candidates.filter((row) => !name.at.some((at) => at[0] === row[0])) : [];
    if (others.length) popover.appendChild(quyu.html("p", "fine", t("others") + others.map((row) => row[2] + row[1]).join(t("sep"))));
    const why = t("basis_" + name.basis);
    popover.appendChild(quyu.html("p", "fine", name.at.length ? t("basis") + (why === "basis_" + name.basis ? name.basis : why) + " · " + Math.round(name.confidence * 100) + "%" : t("undecided")));
    popover.hidden = false;
    const at = node.getBoundingClientRect();
    const frame = tab.getBoundingClientRect();
    popover.style.left = Math.max(12, Math.min(at.left - frame.left, tab.clientWidth - popover.offsetWidth - 12)) + "px";
    popover.style.top = at.bottom - frame.top + tab.scrollTop + 4 + "px";
  }

  function candidate({ page }, [id, name, above, lon, lat], number) {
    const code = /^\d{6}/.test(id) ? " " + id : "";
    const button = quyu.html("button", "candidate", (number ? number + ". " : "") + name + (above && above !== name ? " · " + above : "") + code);
    button.type = "button";
    button.addEventListener("click", () => {
      if (page.data.places[id]) quyu.goTo(page, id);
      else page.map.setView([lat, lon], Math.max(page.map.getZoom(), 8));
    });
    return button;
  }
})(typeof window === "undefined" ? globalThis : window);
