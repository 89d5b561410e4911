/* The list: every initiative by plan and article; a click brings it into view and opens its card. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  quyu.createList = function (page) {
    const box = quyu.element("tab-list");
    return {
      build() {
        quyu.clear(box);
        for (const plan of page.data.plans) box.appendChild(planPart(page, plan));
      },
      refresh() {
        const shown = new Set(page.engine.visible());
        for (const row of box.querySelectorAll(".item")) {
          row.classList.toggle("off", !shown.has(row.dataset.item));
        }
      },
      selected(id) {
        for (const row of box.querySelectorAll(".item")) {
          row.setAttribute("aria-current", String(row.dataset.item === id));
        }
      },
    };
  };

  function planPart(page, plan) {
    const { data, state } = page;
    const rows = data.features.filter((feature) => feature.plan === plan.key);
    const part = quyu.html("section", "plan");
    const head = quyu.html("h2", "", quyu.planTitle(plan, state.lang));
    head.appendChild(quyu.html("span", "number", " " + plan.date.slice(0, 4) + " · " + rows.length));
    part.appendChild(head);
    let section = null;
    for (const feature of rows) {
      if (feature.section !== section) {
        section = feature.section;
        part.appendChild(quyu.html("h3", "", section));
      }
      part.appendChild(item(page, feature));
    }
    return part;
  }

  function item(page, feature) {
    const button = quyu.html("button", "item", [
      quyu.swatch(page.style, quyu.kindOf(feature), feature.status),
      quyu.html("span", "name" + (feature.core ? " core" : ""), quyu.nameOfFeature(feature, page.state.lang)),
    ]);
    button.type = "button";
    // Not `data-id`: that marks the drawing of an initiative on the map.
    button.dataset.item = feature.id;
    button.addEventListener("click", () => page.select(feature.id, true));
    button.addEventListener("mouseenter", () => page.engine.spotlight(feature.id));
    button.addEventListener("mouseleave", () => page.engine.spotlight(null));
    return button;
  }
})(typeof window === "undefined" ? globalThis : window);
