/* Scale bar and the box of what has no place of its own (全省·未定点), lower left. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
  const METRES = 40075016.686 / 256;

  /* The longest round length that is at most 110 pixels at the middle of the view. */
  quyu.scaleLength = function (zoom, lat) {
    const perPixel = (METRES * Math.cos((lat * Math.PI) / 180)) / Math.pow(2, zoom) / 1000;
    const km = STEPS.filter((step) => step / perPixel <= 110).pop() || STEPS[0];
    return { km, px: km / perPixel };
  };

  quyu.paintScale = function (scene) {
    const layers = scene.engine.layers;
    if (!layers.scale) {
      layers.scale = quyu.html("div", "quyu-scale");
      layers.box = quyu.html("div", "quyu-box");
      layers.frame.parentNode.appendChild(layers.scale);
      layers.frame.parentNode.appendChild(layers.box);
    }
    const { km, px } = quyu.scaleLength(scene.view.zoom, scene.engine.map.getCenter().lat);
    quyu.clear(layers.scale);
    const bar = quyu.svg("svg", { width: quyu.num(px + 2), height: 8, "aria-hidden": "true" }, [
      quyu.svg("rect", { x: 1, y: 1, width: quyu.num(px), height: 5, fill: "#FFFFFF", stroke: scene.style.table.interface.ink }),
      quyu.svg("rect", { x: 1, y: 1, width: quyu.num(px / 4), height: 5, fill: scene.style.table.interface.ink }),
    ]);
    layers.scale.appendChild(bar);
    layers.scale.appendChild(quyu.html("span", "", "0 — " + km + " km"));
    const bottom = scene.view.compact ? 254 : 22;
    layers.scale.style.bottom = bottom + "px";
    const top = scene.view.h - bottom - 32;
    scene.occupied.addSolid({ l: 18, t: top, r: 36 + px + 20, b: top + 34 });
    scene.obstacles.push({ l: 18, t: top, r: 36 + px + 20, b: top + 34 });
    reserveBox(scene, top);
  };

  /* Room for the box is taken before chips and labels, from an estimate of its width. */
  function reserveBox(scene, top) {
    const types = new Set(scene.statewide.map((item) => item.key)).size;
    const local = scene.view.level === "local" && !scene.data.subject.national;
    if (!types && !local) return;
    const box = { l: 18, t: top - 42, r: 120 + types * 38 + (local ? 100 : 0), b: top - 2 };
    scene.occupied.addSolid(box);
    scene.obstacles.push(box);
  }

  /* Zones of the whole province by type with counts; at local zoom also the provincial links. */
  quyu.paintBox = function (scene) {
    const box = scene.engine.layers.box;
    quyu.clear(box);
    const zh = scene.state.lang !== "en";
    const far = scene.view.level === "local" ? provincial(scene) : [];
    box.hidden = !scene.statewide.length && !far.length;
    if (box.hidden) return;
    box.style.bottom = (scene.view.compact ? 292 : 62) + "px";
    if (far.length) box.appendChild(quyu.html("span", "", (zh ? "省级合作 " : "Provincial ") + far.length + (zh ? " 项" : "")));
    if (far.length && scene.statewide.length) box.appendChild(quyu.html("i", "quyu-bar"));
    if (scene.statewide.length) fillTypes(scene, box);
    box.dataset.ids = scene.statewide.concat(far).map((item) => item.id).join(" ");
  };

  /* What the box of zones without a place of their own is called, after the rank of the subject. */
  quyu.statewideLabel = function (scene) {
    const { national, wide } = scene.data.subject;
    const { zh, en } = wide || (national ? { zh: "全国·未定点", en: "Nationwide" } : { zh: "全省·未定点", en: "Province-wide" });
    return scene.state.lang === "en" ? en : zh;
  };

  function fillTypes(scene, box) {
    box.appendChild(quyu.html("span", "", quyu.statewideLabel(scene)));
    const byType = new Map();
    for (const item of scene.statewide) byType.set(item.key, (byType.get(item.key) || []).concat([item]));
    for (const items of byType.values()) {
      const symbol = quyu.svg("svg", { width: 20, height: 20, "aria-hidden": "true" }, [quyu.symbol(scene, items[0], [10, 10], 15)]);
      const button = quyu.html("button", "quyu-box-type", [symbol, quyu.html("b", "", String(items.length))]);
      button.type = "button";
      const chosen = items.find((item) => item.id === scene.state.selected);
      button.dataset.id = (chosen || items[0]).id;
      button.classList.toggle("quyu-chosen", Boolean(chosen));
      button.dataset.ids = items.map((item) => item.id).join(" ");
      button.title = items.map((item) => quyu.featureName(scene, item)).join("、");
      box.appendChild(button);
    }
  }

  /* Links of the province as a whole that a local view does not draw. */
  function provincial(scene) {
    return scene.features.filter((item) => item.layer === "link" && !scene.marks.has(item.id) &&
      item.arcs.some((arc) => arc.includes(scene.data.subject.id)));
  }
})(typeof window === "undefined" ? globalThis : window);
