/* Geometry of initiatives in degrees for files: arcs, courses, points and outlines as they are drawn. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  /* As geo/quyu_geo/arcs.py: height of an arc over its chord, and pieces it is written with. */
  const BULGE = 0.16;
  const PIECES = 24;
  const DEGREES = 180 / Math.PI;

  /* A GeoJSON geometry after RFC 7946, or null where nothing is drawn. */
  quyu.geometryOf = function (data, feature) {
    const scale = data.base.scale;
    if (feature.layer === "region") {
      const polygons = quyu.decodeArea(feature.rings || [], scale).map((rings) => rings.map((ring) => ring.concat([ring[0]])));
      return polygons.length ? { type: "MultiPolygon", coordinates: polygons } : null;
    }
    const lines = feature.layer === "link" ? (feature.arcs || []).map((arc) => curve(data, arc)) : (feature.paths || []).map((path) => quyu.decodeLine(path.line, scale));
    const pieces = lines.filter(Boolean).flatMap(cut);
    if (pieces.length) return { type: "MultiLineString", coordinates: pieces };
    const points = (feature.at || []).map((at) => at.map(rounded));
    return points.length ? { type: "MultiPoint", coordinates: points } : null;
  };

  const rounded = (value) => Math.round(value * 1e5) / 1e5;
  const up = (lat) => Math.asinh(Math.tan(lat / DEGREES)) * DEGREES;
  const down = (y) => Math.atan(Math.sinh(y / DEGREES)) * DEGREES;

  /* A parabola in Mercator's plane that bulges to the left, by the shorter way round. */
  function curve(data, [from, to]) {
    const a = data.places[from];
    const b = data.places[to];
    if (!a || !b || from === to) return null;
    const east = b.x + 360 * Math.round((a.x - b.x) / 360);
    const [y0, y1] = [up(a.y), up(b.y)];
    const xc = (a.x + east) / 2 - (y1 - y0) * BULGE * 2;
    const yc = (y0 + y1) / 2 + (east - a.x) * BULGE * 2;
    const line = [];
    for (let i = 0; i <= PIECES; i += 1) {
      const t = i / PIECES;
      const f = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
      line.push([f[0] * a.x + f[1] * xc + f[2] * east, down(f[0] * y0 + f[1] * yc + f[2] * y1)]);
    }
    return line;
  }

  /* Pieces between -180 and 180 degrees of a line that may run past them. */
  function cut(line) {
    const out = [[line[0]]];
    for (let i = 1; i < line.length; i += 1) {
      const [a, b] = [line[i - 1], line[i]];
      const edges = [-540, -180, 180, 540].filter((edge) => edge > Math.min(a[0], b[0]) && edge < Math.max(a[0], b[0]));
      if (b[0] < a[0]) edges.reverse();
      for (const edge of edges) {
        const lat = a[1] + ((b[1] - a[1]) * (edge - a[0])) / (b[0] - a[0]);
        out[out.length - 1].push([edge, lat]);
        out.push([[edge, lat]]);
      }
      out[out.length - 1].push(b);
    }
    return out.filter((piece) => piece.length > 1).map(home);
  }

  function home(piece) {
    const xs = piece.map((p) => p[0]);
    const shift = 360 * Math.round((Math.min(...xs) + Math.max(...xs)) / 720);
    return piece.map((p) => [rounded(p[0] - shift), rounded(p[1])]);
  }

  /* The fields of one record, under the names of the files that the commands write. */
  quyu.fieldsOf = function (data, feature, record) {
    const plan = data.plans.find((one) => one.key === record.plan) || {};
    const name = (id) => quyu.nameOfPlace(data, "zh", id);
    const zh = (entry) => quyu.entryName(entry, "zh");
    const own = record.members && record !== feature;
    const members = own ? record.members : feature.members;
    const partners = own ? [] : feature.partners;
    const [layer, type] = record.type ? [record.layer, record.type] : [feature.layer, feature.type];
    const same = feature.records.map((each) => each.id).filter((id) => id !== record.id);
    const tie = feature.tie || "";
    return {
      id: record.id, ref: record.ref, name: record.name, name_en: record.en, layer, type,
      type_name: zh((data.vocabulary.types[layer] || {})[type]), status: record.status,
      status_name: zh(data.vocabulary.status[record.status]), core: record.core, directed: feature.directed,
      precision: record.precision, precision_name: zh(data.vocabulary.precision[record.precision]), topics: record.topics,
      plan: record.plan, section: record.section, note: record.note || "", members, member_names: members.map(name),
      partners, partner_names: partners.map(name), plan_title: plan.title || "", plan_issuer: plan.issuer || "", plan_date: plan.date || "",
      same_as: same, shown_as: feature.id, tie, tie_name: tie && zh(data.vocabulary.ties[tie]),
    };
  };

  /* A FeatureCollection of [feature, records] pairs: one feature a record, as the plans say it. */
  quyu.geojsonOf = function (data, pairs) {
    const rows = pairs.flatMap(([feature, records]) => {
      const geometry = quyu.geometryOf(data, feature);
      return records.map((record) => JSON.stringify({ type: "Feature", id: record.id, properties: quyu.fieldsOf(data, feature, record), geometry }));
    });
    return '{"type":"FeatureCollection","name":"quyu","features":[\n' + rows.join(",\n") + "\n]}\n";
  };

  /* A table with a header line, in UTF-8 with a mark, as spreadsheets expect it. */
  quyu.csvOf = function (data, pairs) {
    const rows = pairs.flatMap(([feature, records]) => records.map((record) => quyu.fieldsOf(data, feature, record)));
    const names = Object.keys(rows[0] || { id: "" });
    const lines = [names.join(",")].concat(rows.map((row) => names.map((name) => cell(row[name])).join(",")));
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  };

  /* No text may be taken for a formula by what opens the table. */
  function cell(value) {
    const text = Array.isArray(value) ? value.join("|") : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.split('"').join('""') + '"' : safe;
  }
})(typeof window === "undefined" ? globalThis : window);
