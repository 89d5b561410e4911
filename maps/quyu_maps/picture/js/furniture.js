/* What stands on the map itself: graticule, scale bar, north arrow, chips and the box of what has no place. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const DEGREES = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05];
  const LENGTHS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
  const LONGEST = 190;
  const LINES = 5;

  /* Meridians and parallels in view: [{text, line (pixels), lon: bool}]. */
  quyu.graticule = function (view, box) {
    const [west, south, east, north] = box;
    const step = DEGREES.find((degrees) => Math.min(east - west, 1.5 * (north - south)) / degrees >= LINES) || 0.05;
    const lines = [];
    const run = (from, to, at) => Array.from({ length: 61 }, (_, i) => at(from + ((to - from) * i) / 60));
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
      lines.push({ text: degreeText(lon, "E"), meridian: true, line: run(south, north, (lat) => view.px(lon, lat)) });
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      lines.push({ text: degreeText(lat, "N"), meridian: false, line: run(west, east, (lon) => view.px(lon, lat)) });
    }
    return lines;
  };

  function degreeText(value, side) {
    const minutes = Math.round(value * 60);
    const rest = minutes % 60;
    return Math.floor(minutes / 60) + "°" + (rest ? String(rest).padStart(2, "0") + "′" : "") + side;
  }

  /* Where a line crosses x = value (axis 0) or y = value (axis 1), or null. */
  quyu.crossing = function (line, axis, value) {
    for (let i = 1; i < line.length; i += 1) {
      const [p, q] = [line[i - 1], line[i]];
      if (p[axis] <= value !== q[axis] <= value) return quyu.geometry.mix(p, q, (value - p[axis]) / (q[axis] - p[axis]))[1 - axis];
    }
    return null;
  };

  /* The longest round length that is at most 190 pixels, in kilometres and pixels. */
  quyu.barLength = function (metres) {
    const km = LENGTHS.filter((length) => (length * 1000) / metres <= LONGEST).pop() || LENGTHS[0];
    return { km, px: (km * 1000) / metres };
  };

  /* The scale bar with its left end at `at`; `metres` a pixel, `fraction` the number of the scale. */
  quyu.barNode = function (page, at, metres, fraction) {
    const face = page.style.interface;
    const { km, px } = quyu.barLength(metres);
    const group = quyu.svg("g", { class: "quyu-scale-bar" }, [quyu.svg("rect", { x: at[0] - 8, y: at[1] - 21,
      width: quyu.num(px + 44), height: 44, rx: 3, fill: "#FFFFFF", "fill-opacity": 0.82 })]);
    group.appendChild(plain(page, fractionText(fraction, page.state.lang), [at[0], at[1] - 8], {}));
    for (let i = 0; i < 4; i += 1) {
      group.appendChild(quyu.svg("rect", { x: quyu.num(at[0] + (px * i) / 4), y: at[1], width: quyu.num(px / 4), height: 4.5,
        fill: i % 2 ? "#FFFFFF" : face.ink, stroke: face.ink, "stroke-width": 0.8 }));
    }
    [0, 0.5, 1].forEach((share) => group.appendChild(plain(page, String(km * share) + (share === 1 ? " km" : ""),
      [at[0] + px * share, at[1] + 18], { anchor: share ? "middle" : "start" })));
    return group;
  };

  function plain(page, text, at, look) {
    const label = Object.assign({ family: page.style.interface.sans, weight: 400, size: 11.5,
      color: page.style.interface.ink, halo: 3, haloColor: "#FFFFFF" });
    return quyu.textNode(text, at, label, { "text-anchor": look.anchor });
  }

  function fractionText(fraction, lang) {
    const digits = Math.pow(10, Math.max(0, Math.floor(Math.log10(fraction)) - 1));
    const round = Math.round(fraction / digits) * digits;
    if (lang === "en") return "1 : " + String(round).replace(/\B(?=(\d{3})+$)/g, ",");
    return "1:" + (round >= 10000 ? Math.round(round / 100) / 100 + " 万" : round);
  }
  quyu.fractionText = fractionText;

  /* An arrow to the north with its foot at `at`; the central meridian stands upright there. */
  quyu.northNode = function (page, [x, y], angle) {
    const face = page.style.interface;
    const turn = "rotate(" + quyu.num(angle) + " " + quyu.num(x) + " " + quyu.num(y - 16) + ")";
    return quyu.svg("g", { class: "quyu-north", transform: turn }, [
      quyu.svg("path", { d: quyu.pathOf([[x, y - 34], [x - 8, y], [x, y - 7]], true), fill: face.ink }),
      quyu.svg("path", { d: quyu.pathOf([[x, y - 34], [x + 8, y], [x, y - 7]], true), fill: "#FFFFFF", stroke: face.ink, "stroke-width": 1 }),
      plain(page, page.state.lang === "en" ? "N" : "北", [x, y + 14], { anchor: "middle" }),
    ]);
  };

  /* A chip as vectors: the marks of the page's chip, its name and its number. */
  const button = quyu.chipNode;
  quyu.chipNode = function (scene, chip) {
    const face = scene.style.table.interface;
    const look = scene.style.table.labels.chip;
    const marks = button(scene, chip).children[0];
    const place = chip.partner.anchor.place;
    const foreign = place.k === "country" ? chip.partner.id !== "CN" : /^[A-Z]{2}$/.test(place.p || "") && place.p !== "CN";
    const { l, t } = chip.box;
    const strip = chip.marks.reduce((sum, mark) => sum + mark.w + 3, 0);
    marks.setAttribute("x", quyu.num(l + 9));
    marks.setAttribute("y", quyu.num(t + chip.h / 2 - 5));
    const color = foreign ? face.chip.foreign_text : face.chip.text;
    return quyu.svg("g", { class: "quyu-chip" }, [
      quyu.svg("rect", { x: quyu.num(l), y: quyu.num(t), width: chip.w, height: chip.h, rx: chip.h / 2, fill: face.chip.fill,
        stroke: foreign ? face.chip.foreign_rim : face.chip.rim, "stroke-width": 1 }),
      marks,
      quyu.words(chip.name, [l + 10 + strip, t + chip.h / 2 + 4.3], { size: look.size, color }, face),
      chip.count ? quyu.words(chip.count, [chip.box.r - 9, t + chip.h / 2 + 4], { size: look.count_size, weight: 700, color, anchor: "end" }, face) : null,
    ]);
  };

  /* The box 全省·未定点 with its lower left corner at `at`, or nothing. */
  quyu.statewideNode = function (scene, [x, y]) {
    if (!scene.statewide.length) return null;
    const face = scene.style.table.interface;
    const label = quyu.statewideLabel(scene);
    const byType = new Map();
    for (const item of scene.statewide) byType.set(item.key, (byType.get(item.key) || []).concat([item]));
    const start = x + 12 + quyu.textWidth(label, 12) + 8;
    const group = quyu.svg("g", {}, [
      quyu.svg("rect", { x, y: y - 28, width: quyu.num(start - x + byType.size * 36), height: 28, rx: 3, fill: "#FFFFFF", "fill-opacity": 0.94,
        stroke: face.ink3, "stroke-width": 0.8, "stroke-dasharray": "4 2.5" }),
      quyu.words(label, [x + 12, y - 9.6], { size: 12 }, face),
    ]);
    Array.from(byType.values()).forEach((items, i) => {
      group.appendChild(quyu.symbol(scene, items[0], [start + 9 + i * 36, y - 14], 15));
      group.appendChild(quyu.words(String(items.length), [start + 20 + i * 36, y - 10], { size: 10.5, weight: 700 }, face));
    });
    return group;
  };
})(globalThis);
