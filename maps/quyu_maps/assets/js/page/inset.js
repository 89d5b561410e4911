/* The inset of the South China Sea: shown whenever the view holds Hainan but not the whole sea. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  /* West, south, east, north in degrees: of the inset, and of the island of Hainan. */
  const SEA = [105, 2, 123, 24.5];
  const HAINAN = [108.6, 18.1, 111.1, 20.2];
  const WIDTH = { small: 84, large: 118 };
  /* Names of the island groups, where they are written, and below which width they are left out. */
  const GROUPS = [["东沙群岛", "Dongsha", 116.7, 21.3], ["西沙群岛", "Xisha", 110.9, 17.6], ["中沙群岛", "Zhongsha", 114.2, 14.2], ["南沙群岛", "Nansha", 113.2, 6.6]];
  const NAMED = 100;
  /* Islands narrower than this, in degrees, are drawn as dots. */
  const SPECK = 0.12;

  quyu.createInset = function (page) {
    const box = quyu.element("inset");
    const inset = { page, box, drawn: 0 };
    page.map.on("moveend resize", () => show(inset));
    return {
      build() {
        inset.drawn = 0;
        show(inset);
      },
    };
  };

  /* Runs before the drawing of the same move, which then keeps clear of the inset. */
  function show(inset) {
    const { map } = inset.page;
    const bounds = map.getBounds();
    const seen = bounds.getWest() < HAINAN[0] && bounds.getEast() > HAINAN[2] &&
      bounds.getSouth() < HAINAN[1] && bounds.getNorth() > HAINAN[3];
    const whole = bounds.getSouth() < SEA[1] + 1 && bounds.getWest() < SEA[0] && bounds.getEast() > SEA[2];
    inset.box.hidden = !seen || whole;
    const width = document.documentElement.clientWidth <= 700 ? WIDTH.small : WIDTH.large;
    if (!inset.box.hidden && inset.drawn !== width) draw(inset, width);
  }

  function draw(inset, width) {
    const { page, box } = inset;
    inset.drawn = width;
    quyu.clear(box);
    box.appendChild(paint(page, width));
    box.appendChild(quyu.html("figcaption", "", page.t("southSea")));
    box.setAttribute("aria-label", page.t("southSea"));
  }

  function paint(page, width) {
    const { data, style } = page;
    const top = quyu.mercator(SEA[0], SEA[3]);
    const low = quyu.mercator(SEA[2], SEA[1]);
    const k = width / (low[0] - top[0]);
    const height = Math.round((low[1] - top[1]) * k);
    const ratio = root.devicePixelRatio || 1;
    const canvas = quyu.html("canvas");
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = style.base.sea.fill;
    pen.fillRect(0, 0, width, height);
    const project = (lon, lat) => {
      const at = quyu.mercator(lon, lat);
      return [(at[0] - top[0]) * k, (at[1] - top[1]) * k];
    };
    areas(pen, data.base, data.base.countries, project, style.base.countries.fill, "");
    areas(pen, data.base, data.base.provinces, project, style.base.provinces.fill_national, style.base.own.stroke);
    pen.strokeStyle = style.base.tendash.stroke;
    pen.lineWidth = 1.4;
    for (const line of data.base.tendash) pen.stroke(path(quyu.decodeFlat(line, data.base.scale), false, project));
    if (width >= NAMED) names(pen, style, page.state.lang, project);
    return canvas;
  }

  function names(pen, style, lang, project) {
    pen.font = "8px " + style.interface.sans;
    pen.textAlign = "center";
    pen.lineWidth = 2;
    pen.strokeStyle = style.base.sea.fill;
    pen.fillStyle = style.interface.ink2;
    for (const [zh, en, lon, lat] of GROUPS) {
      const [x, y] = project(lon, lat);
      pen.strokeText(lang === "en" ? en : zh, x, y);
      pen.fillText(lang === "en" ? en : zh, x, y);
    }
  }

  /* Fill the parts of areas that reach into the inset; islands too small to see get a dot. */
  function areas(pen, base, rows, project, fill, stroke) {
    for (const row of rows) {
      for (const rings of row.rings) {
        const flat = quyu.decodeFlat(rings[0], base.scale);
        const box = boxOf(flat);
        if (!reaches(box)) continue;
        if (stroke && box[2] - box[0] < SPECK) {
          const [x, y] = project((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
          pen.fillStyle = stroke;
          pen.fillRect(x - 0.6, y - 0.6, 1.2, 1.2);
          continue;
        }
        const shape = path(flat, true, project);
        pen.fillStyle = fill;
        pen.fill(shape);
        if (!stroke) continue;
        pen.strokeStyle = stroke;
        pen.lineWidth = 0.7;
        pen.stroke(shape);
      }
    }
  }

  function boxOf(flat) {
    const box = [999, 999, -999, -999];
    for (let i = 0; i < flat.length; i += 2) {
      box[0] = Math.min(box[0], flat[i]);
      box[1] = Math.min(box[1], flat[i + 1]);
      box[2] = Math.max(box[2], flat[i]);
      box[3] = Math.max(box[3], flat[i + 1]);
    }
    return box;
  }

  const reaches = (box) => box[2] > SEA[0] && box[0] < SEA[2] && box[3] > SEA[1] && box[1] < SEA[3];

  function path(flat, closed, project) {
    const shape = new Path2D();
    for (let i = 0; i < flat.length; i += 2) {
      const [x, y] = project(flat[i], flat[i + 1]);
      if (i) shape.lineTo(x, y);
      else shape.moveTo(x, y);
    }
    if (closed) shape.closePath();
    return shape;
  }
})(typeof window === "undefined" ? globalThis : window);
