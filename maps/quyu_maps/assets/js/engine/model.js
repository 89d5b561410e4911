/* The payload made ready once: decoded lines and rings in plane units, places with plane points. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const HOME = "CN";
  const LAYER_ORDER = { region: 0, corridor: 1, link: 2, zone: 3 };

  /* Features, places and look-ups that do not depend on the view. */
  quyu.createModel = function (data, plane, style) {
    const scale = data.base.scale || 1000;
    const places = new Map();
    const middle = (data.subject.bbox[0] + data.subject.bbox[2]) / 2;
    for (const id of Object.keys(data.places)) {
      const place = data.places[id];
      places.set(id, Object.assign({ id, at: plane.point(unwrap(place.x, middle), place.y) }, place));
    }
    const features = data.features.map((feature, index) => prepare(feature, index, data, plane, scale));
    const model = {
      places, features, plane,
      // What a second plan says of an initiative leads to the same drawing.
      byId: new Map(features.flatMap((item) => (item.source.records || [item.source]).map((record) => [record.id, item]))),
      typeOrder: typeOrder(data),
      subject: data.subject,
    };
    model.authors = data.subject.national ? quyu.planProvinces(data, model) : new Set();
    model.tints = data.subject.national ? quyu.provinceTints(model, style) : null;
    return model;
  };

  /* America lies beyond the date line, eastward, as the lines that lead there do. */
  const unwrap = (lon, middle) => (lon < middle - 180 ? lon + 360 : lon);

  function prepare(source, index, data, plane, scale) {
    const item = {
      id: source.id, source, index, layer: source.layer, type: source.type, status: source.status,
      core: (source.records || [source]).some((record) => record.core), key: source.layer + "/" + source.type, name: source.name,
      order: LAYER_ORDER[source.layer], members: source.members || [], partners: source.partners || [],
      directed: Boolean(source.directed),
    };
    if (item.layer === "link") item.arcs = starArcs(item, source.arcs || [], data.subject);
    if (item.layer === "corridor") {
      item.closed = Boolean(source.closed);
      item.paths = (source.paths || []).map((path) => preparePath(path, plane, scale)).filter(Boolean);
    }
    item.at = (source.at || []).map((at) => plane.point(at[0], at[1]));
    if (item.layer === "zone") {
      item.hosts = source.hosts || [];
    }
    if (item.layer === "region") item.rings = prepareRings(source.rings || [], plane, scale);
    return item;
  }

  /* A star from the subject if it is a party without direction; the subject also stands for the State. */
  function starArcs(item, arcs, { units }) {
    const parties = new Set(item.members.concat(item.partners));
    for (const arc of arcs) arc.forEach((id) => parties.add(id));
    const subject = units.find((id) => parties.has(id)) || units[0];
    if (parties.delete(HOME)) {
      if (subject !== HOME) parties.add(subject);
      arcs = arcs.map((arc) => arc.map((id) => (id === HOME ? subject : id)));
    }
    if (item.directed || !parties.has(subject)) return arcs;
    parties.delete(subject);
    return Array.from(parties, (id) => [subject, id]);
  }

  function preparePath(path, plane, scale) {
    const line = typeof path.line === "string" ? quyu.decodeFlat(path.line, scale) : Float64Array.from(path.line.flat());
    if (line.length < 4) return null;
    const last = line.length / 2 - 1;
    const stops = [];
    path.nodes.forEach((id, i) => {
      const at = path.at ? path.at[i] : i;
      if (id && id !== HOME && at <= last) stops.push({ id, at });
    });
    if (!stops.length || stops[0].at > 0) stops.unshift({ id: null, at: 0 });
    if (stops[stops.length - 1].at < last) stops.push({ id: null, at: last });
    return { stops, flat: plane.flat(line), course: last + 1 > 2 * path.nodes.length };
  }

  function prepareRings(polygons, plane, scale) {
    const out = [];
    for (const rings of polygons) {
      for (const ring of rings) {
        const flat = typeof ring === "string" ? quyu.decodeFlat(ring, scale) : Float64Array.from(ring.flat());
        if (flat.length > 5) out.push(plane.flat(flat));
      }
    }
    return out;
  }

  function typeOrder(data) {
    const order = new Map();
    const types = data.vocabulary && data.vocabulary.types ? data.vocabulary.types : {};
    for (const key of Object.keys(types)) {
      const inner = types[key];
      if (key.includes("/") || inner.zh) order.set(key, order.size);
      else for (const name of Object.keys(inner)) order.set(key + "/" + name, order.size);
    }
    return order;
  }

  /* Features that pass the switches of the page; the selected one always passes. */
  quyu.visibleFeatures = function (model, state) {
    return model.features.filter((item) => item.id === state.selected || passes(item, state));
  };

  const passes = (item, state) => state.types.has(item.key) && quyu.passesFilters(state, item.source);
})(typeof window === "undefined" ? globalThis : window);
