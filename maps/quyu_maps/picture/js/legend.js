/* The legend of a printed sheet: one column a layer, the statuses last. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const ROW = 19.5;
  const HEAD = 34;
  const PAD = 14;
  const SWATCH = 38;
  const GAP = 16;
  const LOW = 6;

  /* Columns of {title, rows: [[swatch, text]]} for the types that are drawn; `room` pixels at most
     if long columns are halved. */
  quyu.legendColumns = function (page, kinds, room) {
    const { data, state, style } = page;
    const columns = Object.keys(data.vocabulary.layers).map((layer) => ({
      title: quyu.layerName(data, state.lang, layer),
      rows: kinds.filter((kind) => kind.startsWith(layer + "/")).map((kind) =>
        [quyu.swatch(style, kind, "", state.letters ? quyu.letterOf(style, kind, state.lang) : ""), quyu.typeName(data, state.lang, layer, kind.split("/")[1])]),
    })).filter((column) => column.rows.length);
    const status = statusRows(page, kinds);
    if (status.length) columns.push({ title: page.t("status"), rows: status });
    const low = columns.flatMap(split);
    return quyu.legendSize(low)[0] <= room ? low : columns;
  };

  /* A wide and low legend leaves the map more room than a high one: long columns are halved. */
  function split({ title, rows }) {
    if (rows.length <= LOW) return [{ title, rows }];
    const half = Math.ceil(rows.length / 2);
    return [{ title, rows: rows.slice(0, half) }, { title: "", rows: rows.slice(half) }];
  }

  function statusRows({ data, state, style }, kinds) {
    const zone = kinds.find((kind) => kind.startsWith("zone/"));
    const line = kinds.find((kind) => kind.startsWith("link/"));
    const name = (status) => quyu.entryName(data.vocabulary.status[status], state.lang);
    const rows = zone ? Object.keys(data.vocabulary.status).map((status) => [quyu.swatch(style, zone, status), name(status)]) : [];
    return line ? rows.concat([[quyu.swatch(style, line, "plan"), name("plan")]]) : rows;
  }

  /* Latin letters of the faces are narrower on the whole than the engine reckons for safety. */
  const reckon = (text, size) => quyu.textWidth(text, size) * (/^[\x00-\x7f]*$/.test(text) ? 0.93 : 1);

  const columnWidth = (column) =>
    Math.max(reckon(column.title, 12.5), ...column.rows.map((row) => SWATCH + reckon(row[1], 12)));

  /* Width and height in pixels. */
  quyu.legendSize = function (columns) {
    const width = columns.reduce((sum, column) => sum + columnWidth(column) + GAP, 2 * PAD - GAP);
    const rows = Math.max(0, ...columns.map((column) => column.rows.length));
    return [Math.ceil(width), Math.ceil(HEAD + 20 + rows * ROW + PAD - 6)];
  };

  quyu.legendNode = function (page, columns, box) {
    const { interface: face } = page.style;
    const group = quyu.svg("g", { class: "quyu-legend" });
    group.appendChild(quyu.svg("rect", { x: box.l, y: box.t, width: box.r - box.l, height: box.b - box.t,
      fill: "#FFFFFF", "fill-opacity": 0.96, stroke: face.ink3, "stroke-width": 0.8 }));
    group.appendChild(quyu.words(page.t("legend"), [(box.l + box.r) / 2, box.t + 23],
      { face: "song", size: 16, weight: 700, anchor: "middle", spacing: 0.3 }, face));
    let x = box.l + PAD;
    for (const column of columns) {
      group.appendChild(quyu.words(column.title, [x, box.t + HEAD + 10], { size: 12.5, weight: 700 }, face));
      column.rows.forEach(([swatch, text], i) => {
        const y = box.t + HEAD + 20 + i * ROW;
        swatch.setAttribute("x", quyu.num(x));
        swatch.setAttribute("y", quyu.num(y));
        group.appendChild(swatch);
        group.appendChild(quyu.words(text, [x + SWATCH, y + 13.2], { size: 12 }, face));
      });
      x += columnWidth(column) + GAP;
    }
    return group;
  };

  /* Text of the furniture: no halo; `look` has size, weight, face, color, anchor, spacing in em. */
  quyu.words = function (text, at, look, face) {
    const node = quyu.svg("text", { x: quyu.num(at[0]), y: quyu.num(at[1]), "font-size": look.size,
      "font-family": look.face === "song" ? face.song : face.sans, "font-weight": look.weight || 400,
      fill: look.color || face.ink, "text-anchor": look.anchor,
      "letter-spacing": look.spacing ? quyu.num(look.spacing * look.size) : undefined });
    node.textContent = text;
    return node;
  };
})(globalThis);
