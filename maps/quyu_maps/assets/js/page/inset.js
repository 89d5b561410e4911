/* The inset of the South China Sea: shown whenever the view holds Hainan but not the whole sea. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  /* West, south, east, north in degrees: of the inset, and of the island of Hainan. */
  const SEA = [105, 2, 123, 24.5];
  const HAINAN = [108.6, 18.1, 111.1, 20.2];
  const WIDTH = { small: 84, large: 122 };

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
    box.appendChild(paint(page.data, page.style, width));
    box.appendChild(quyu.html("figcaption", "", page.t("southSea")));
    box.setAttribute("aria-label", page.t("southSea"));
  }

  function paint(data, style, width) {
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
    const trace = (flat, closed) => path(flat, closed, (lon, lat) => {
      const at = quyu.mercator(lon, lat);
      return [(at[0] - top[0]) * k, (at[1] - top[1]) * k];
    });
    areas(pen, data.base.countries, data.base.scale, trace, style.base.countries.fill, "");
    areas(pen, data.base.provinces, data.base.scale, trace, style.base.provinces.fill_national, style.base.provinces.stroke);
    pen.strokeStyle = style.base.tendash.stroke;
    pen.lineWidth = 1.4;
    for (const line of data.base.tendash) pen.stroke(trace(quyu.decodeFlat(line, data.base.scale), false));
    return canvas;
  }

  /* Fill the parts of areas that reach into the inset; small islands get a dot to be seen. */
  function areas(pen, rows, scale, trace, fill, stroke) {
    for (const row of rows) {
      for (const rings of row.rings) {
        const flat = quyu.decodeFlat(rings[0], scale);
        if (!reaches(flat)) continue;
        const shape = trace(flat, true);
        pen.fillStyle = fill;
        pen.fill(shape);
        if (!stroke) continue;
        pen.strokeStyle = stroke;
        pen.lineWidth = 0.8;
        pen.stroke(shape);
      }
    }
  }

  function reaches(flat) {
    let west = 999, south = 999, east = -999, north = -999;
    for (let i = 0; i < flat.length; i += 2) {
      west = Math.min(west, flat[i]);
      east = Math.max(east, flat[i]);
      south = Math.min(south, flat[i + 1]);
      north = Math.max(north, flat[i + 1]);
    }
    return east > SEA[0] && west < SEA[2] && north > SEA[1] && south < SEA[3];
  }

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
