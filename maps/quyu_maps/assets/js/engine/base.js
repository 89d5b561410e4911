/* The base map on one canvas: sea, land, water, the own province and borders by rank. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  /* Decode the base once into paths in plane units with their boxes. */
  quyu.prepareBase = function (base, plane) {
    const scale = base.scale || 1000;
    const area = (rings) => areaShape(rings, base.own_scale && rings === base.own ? base.own_scale : scale, plane);
    const line = (text) => lineShape(text, scale, plane);
    return {
      countries: (base.countries || []).map((row) => area(row.rings)),
      provinces: (base.provinces || []).map((row) => Object.assign(area(row.rings), { id: row.id })),
      own: area(base.own || []),
      borders: (base.borders || []).map((row) =>
        Object.assign(line(row.line), { rank: row.rank, own: Boolean(row.own) })),
      rivers: (base.rivers || []).map((row) => Object.assign(line(row.line), { rank: row.rank || 1, name: row.name, en: row.en })),
      lakes: (base.lakes || []).map((row) => area(row.rings)),
      tendash: (base.tendash || []).map(line),
    };
  };

  function shape() {
    return { path: new Path2D(), box: [Infinity, Infinity, -Infinity, -Infinity], rings: [] };
  }

  function addRing(target, flat, closed) {
    const box = target.box;
    for (let i = 0; i < flat.length; i += 2) {
      const x = flat[i];
      const y = flat[i + 1];
      if (i) target.path.lineTo(x, y);
      else target.path.moveTo(x, y);
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    }
    if (closed) target.path.closePath();
    target.rings.push(flat);
  }

  function areaShape(polygons, scale, plane) {
    const out = shape();
    for (const rings of polygons) {
      for (const ring of rings) addRing(out, plane.flat(quyu.decodeFlat(ring, scale)), true);
    }
    return out;
  }

  function lineShape(text, scale, plane) {
    const out = shape();
    addRing(out, plane.flat(quyu.decodeFlat(text, scale)), false);
    return out;
  }

  /* Draw the whole base; `pad` is the margin of the canvas beyond the frame in CSS pixels. */
  quyu.drawBase = function (context, prepared, view, style, options) {
    const pen = createPen(context, view, options.pad);
    const national = view.level === "national";
    if (options.bare) return drawLines(pen, prepared, style, national, options);
    pen.clear(style.base("sea").fill);
    pen.fill(prepared.countries, style.base("countries").fill);
    pen.stroke(prepared.countries, style.base("countries"));
    drawProvinces(pen, prepared, style, national, options.tints);
    drawOwn(pen, prepared, style, national, options.national);
    drawWater(pen, prepared, style, national, view.zoom);
    return drawEdges(pen, prepared, style, national, options);
  };

  function drawEdges(pen, prepared, style, national, options) {
    drawBorders(pen, prepared, style, national);
    if (!options.national) pen.stroke([prepared.own], style.base("own"));
    if (national || options.tendash) pen.stroke(prepared.tendash, style.base("tendash"), "tendash");
  }

  /* Over tiles: our own borders and the ten-dash line, whatever the tiles show of them. */
  function drawLines(pen, prepared, style, national, options) {
    pen.stroke(prepared.provinces, style.base("provinces"));
    drawEdges(pen, prepared, style, national, options);
  }

  function drawProvinces(pen, prepared, style, national, tints) {
    const look = style.base("provinces");
    const plain = national ? look.fill_national || look.fill : look.fill;
    if (tints) prepared.provinces.forEach((row) => pen.fill([row], tints.get(row.id) || plain));
    else pen.fill(prepared.provinces, plain);
    pen.stroke(prepared.provinces, look);
    if (!national) pen.stroke(rank(prepared, "prefecture", false), style.base("neighbour_prefectures"));
  }

  function drawOwn(pen, prepared, style, national, isChina) {
    if (isChina) return;
    const glow = style.base("glow");
    for (const line of glow.strokes || []) {
      pen.stroke([prepared.own], { stroke: glow.stroke, width: line.width, opacity: line.opacity });
    }
    const own = style.base("own");
    pen.fill([prepared.own], national ? own.fill_national || own.fill : own.fill);
  }

  function drawWater(pen, prepared, style, national, zoom) {
    const lakes = style.base("lakes");
    const rivers = style.base("rivers");
    const large = prepared.rivers.filter((row) => row.rank <= (national ? 1 : 2));
    const small = prepared.rivers.filter((row) => row.rank > 2 && row.rank <= (zoom < 7.4 ? 3 : 9));
    pen.stroke(national ? [] : small, { stroke: rivers.small_stroke, width: rivers.small_width });
    pen.stroke(large, { stroke: rivers.stroke, width: national ? rivers.small_width : rivers.width });
    pen.fill(prepared.lakes, lakes.fill);
    pen.stroke(prepared.lakes, lakes);
  }

  function drawBorders(pen, prepared, style, national) {
    if (!national) {
      pen.stroke(rank(prepared, "county", true), style.base("counties"));
      pen.stroke(rank(prepared, "prefecture", true), style.base("prefectures"));
    }
    pen.stroke(rank(prepared, "national"), style.base("national"));
  }

  function rank(prepared, name, own) {
    return prepared.borders.filter((row) => row.rank === name && (own === undefined || row.own === own));
  }

  /* A small pen over the canvas: shapes outside the padded frame are skipped. */
  function createPen(context, view, pad) {
    const { k, dx, dy, w, h } = view;
    const matrix = new DOMMatrix([k, 0, 0, k, dx + pad, dy + pad]);
    const seen = (row) =>
      row.box[2] * k + dx > -pad && row.box[0] * k + dx < w + pad &&
      row.box[3] * k + dy > -pad && row.box[1] * k + dy < h + pad;
    const collect = (rows) => {
      const path = new Path2D();
      for (const row of rows) if (seen(row)) path.addPath(row.path, matrix);
      return path;
    };
    context.lineJoin = "round";
    return {
      clear(color) {
        context.fillStyle = color;
        context.fillRect(0, 0, w + 2 * pad, h + 2 * pad);
      },
      fill(rows, color) {
        if (!rows.length) return;
        context.fillStyle = color;
        context.fill(collect(rows));
      },
      /* A drawing on paper keeps `name`, so that it can be read again; a canvas has no use for it. */
      stroke(rows, look, name) {
        if (!rows.length || !look.stroke) return;
        context.drawing = name || "";
        context.globalAlpha = look.opacity === undefined ? 1 : look.opacity;
        context.strokeStyle = look.stroke;
        context.lineWidth = look.width;
        context.setLineDash(look.dash ? look.dash.split(" ").map(Number) : []);
        context.stroke(collect(rows));
        context.setLineDash([]);
        context.globalAlpha = 1;
      },
    };
  }
})(typeof window === "undefined" ? globalThis : window);
