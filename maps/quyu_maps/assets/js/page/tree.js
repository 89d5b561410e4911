/* The layer tree: a row for each type with check box, swatch, name and number. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.createTree = function (page) {
    const box = quyu.element("tree");
    const { data, state } = page;
    return {
      build() {
        quyu.clear(box);
        const present = quyu.kindsPresent(data);
        for (const layer of Object.keys(data.vocabulary.layers)) {
          const kinds = present.filter((kind) => kind.startsWith(layer + "/"));
          if (kinds.length) box.appendChild(branch(page, layer, kinds));
        }
      },
      refresh() {
        const counts = quyu.countKinds(data, state);
        for (const row of box.querySelectorAll(".row")) {
          const on = state.types.has(row.dataset.kind);
          row.querySelector("input").checked = on;
          row.classList.toggle("off", !on);
          row.querySelector(".number").textContent = String(counts[row.dataset.kind] || 0);
        }
        for (const head of box.querySelectorAll("h2 .number")) {
          head.textContent = String(counts[head.dataset.layer] || 0);
        }
      },
    };
  };

  function branch(page, layer, kinds) {
    const { data, state, t } = page;
    const name = quyu.layerName(data, state.lang, layer);
    const part = quyu.html("section", "branch");
    const head = quyu.html("h2", "", name + " ");
    const number = quyu.html("span", "number", "");
    number.dataset.layer = layer;
    head.appendChild(number);
    const all = allButton(page, kinds, true, t("all"), name);
    const none = allButton(page, kinds, false, t("none"), name);
    part.appendChild(quyu.html("div", "branch-head", [head, all, quyu.html("span", "dot", "·"), none]));
    for (const kind of kinds) part.appendChild(row(page, kind));
    return part;
  }

  function allButton(page, kinds, on, text, name) {
    const button = quyu.html("button", "textual", text);
    button.type = "button";
    button.setAttribute("aria-label", text + " " + name);
    button.addEventListener("click", () => {
      for (const kind of kinds) quyu.toggle(page.state.types, kind, on);
      page.update();
    });
    return button;
  }

  function row(page, kind) {
    const [layer, type] = kind.split("/");
    const node = quyu.html("label", "row");
    node.dataset.kind = kind;
    const check = quyu.html("input");
    check.type = "checkbox";
    check.addEventListener("change", () => {
      quyu.toggle(page.state.types, kind, check.checked);
      page.update();
    });
    node.appendChild(check);
    node.appendChild(quyu.swatch(page.style, kind));
    node.appendChild(quyu.html("span", "name", quyu.typeName(page.data, page.state.lang, layer, type)));
    node.appendChild(quyu.html("span", "number", ""));
    return node;
  }
})(typeof window === "undefined" ? globalThis : window);
