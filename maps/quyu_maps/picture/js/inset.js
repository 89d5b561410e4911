/* The inset 南海诸岛 of a printed sheet, in Mercator: coasts, islands, the ten-dash line, names. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  /* West, south, east, north in degrees: of the inset, and of the island of Hainan. */
  const SEA = [104.5, 2, 124, 24.5];
  const HAINAN = [108.6, 18.1, 111.1, 20.2];
  const WIDTH = 132;
  const CAPTION = 20;
  const GROUPS = [["东沙群岛", "Dongsha", 116.7, 21.4], ["西沙群岛", "Xisha", 111.2, 17.5], ["中沙群岛", "Zhongsha", 114.6, 14.1], ["南沙群岛", "Nansha", 113.6, 6.7]];
  const SPECK = 0.12;

  /* Whether the rules ask for it: the frame [w, s, e, n] holds Hainan, but not the whole sea. */
  quyu.insetNeeded = function (box) {
    const holds = box[0] < HAINAN[0] && box[1] < HAINAN[1] && box[2] > HAINAN[2] && box[3] > HAINAN[3];
    return holds && !(box[1] < SEA[1] + 1 && box[0] < SEA[0] && box[2] > SEA[2]);
  };

  const corner = quyu.mercator(SEA[0], SEA[3]);
  const other = quyu.mercator(SEA[2], SEA[1]);
  const K = WIDTH / (other[0] - corner[0]);
  const HEIGHT = Math.round((other[1] - corner[1]) * K);

  quyu.insetSize = () => [WIDTH, HEIGHT + CAPTION];

  quyu.insetNode = function (page, box) {
    const { data, style } = page;
    const face = style.interface;
    const map = quyu.svg("svg", { x: box.l, y: box.t, width: WIDTH, height: HEIGHT, viewBox: "0 0 " + WIDTH + " " + HEIGHT });
    map.appendChild(quyu.svg("rect", { width: WIDTH, height: HEIGHT, fill: style.base.sea.fill }));
    areas(map, data.base, data.base.countries, { fill: style.base.countries.fill, stroke: "#B9B2A6", "stroke-width": 0.4 });
    areas(map, data.base, data.base.provinces, { fill: style.base.provinces.fill_national, stroke: style.base.own.stroke, "stroke-width": 0.6 });
    for (const line of data.base.tendash) {
      map.appendChild(quyu.svg("path", { d: quyu.pathOf(points(line, data.base.scale)), fill: "none", stroke: style.base.tendash.stroke, "stroke-width": 1.5 }));
    }
    for (const [zh, en, lon, lat] of GROUPS) {
      map.appendChild(quyu.textNode(page.state.lang === "en" ? en : zh, project(lon, lat), { family: face.sans, size: 8.5, weight: 400,
        color: face.ink2, halo: 2, haloColor: style.base.sea.fill }, { "text-anchor": "middle" }));
    }
    return quyu.svg("g", { class: "quyu-inset" }, [
      quyu.svg("rect", { x: box.l, y: box.t, width: WIDTH, height: HEIGHT + CAPTION, fill: "#FFFFFF" }), map,
      quyu.svg("rect", { x: box.l, y: box.t, width: WIDTH, height: HEIGHT + CAPTION, fill: "none", stroke: face.ink3, "stroke-width": 1 }),
      quyu.words(page.t("southSea"), [box.l + WIDTH / 2, box.b - 6], { size: page.state.lang === "en" ? 9.5 : 11, anchor: "middle" }, face),
    ]);
  };

  function project(lon, lat) {
    const at = quyu.mercator(lon, lat);
    return [(at[0] - corner[0]) * K, (at[1] - corner[1]) * K];
  }

  const points = (text, scale) => quyu.decodeLine(text, scale).map(([lon, lat]) => project(lon, lat));

  /* Areas cut to the inset; islands too small to see get a dot. */
  function areas(map, base, rows, look) {
    for (const row of rows) {
      for (const rings of row.rings) {
        const line = quyu.decodeLine(rings[0], base.scale);
        const box = boxOf(line);
        if (box[2] < SEA[0] || box[0] > SEA[2] || box[3] < SEA[1] || box[1] > SEA[3]) continue;
        if (look.fill !== "none" && box[2] - box[0] < SPECK) {
          const [x, y] = project((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
          map.appendChild(quyu.svg("circle", { cx: quyu.num(x), cy: quyu.num(y), r: 0.7, fill: look.stroke }));
          continue;
        }
        const ring = quyu.clipRing(line.map(([lon, lat]) => project(lon, lat)), { l: -4, t: -4, r: WIDTH + 4, b: HEIGHT + 4 });
        if (ring.length > 2) map.appendChild(quyu.svg("path", Object.assign({ d: quyu.pathOf(ring, true) }, look)));
      }
    }
  }

  function boxOf(line) {
    const lons = line.map((p) => p[0]);
    const lats = line.map((p) => p[1]);
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  }
})(globalThis);
