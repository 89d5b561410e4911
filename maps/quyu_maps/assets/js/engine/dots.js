/* Place dots: the capital, seats, counties and towns that the drawing touches. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  const SAME = 4;

  /* Remember that a place carries something of the drawing. */
  quyu.touchPlace = function (scene, anchor) {
    if (!scene.dots.has(anchor.id)) scene.dots.set(anchor.id, anchor);
  };

  /* A province acts from its outline and has no dot; a city or county has its seat. */
  quyu.withoutDot = (anchor) => anchor.subject && (anchor.place.k === "province" || anchor.place.k === "country");

  /* Own prefectures always show their dot at province and local level, and so does the subject. */
  function addSeats(scene) {
    if (scene.view.level === "national") return;
    for (const id of scene.data.subject.units) {
      const anchor = scene.anchor(id);
      if (anchor && !quyu.withoutDot(anchor) && quyu.geometry.inside(anchor.xy, scene.live)) quyu.touchPlace(scene, anchor);
    }
    for (const place of scene.model.places.values()) {
      if (!place.in || place.r > 1 || place.k === "province") continue;
      const anchor = scene.anchor(place.id);
      if (anchor && anchor.seen) quyu.touchPlace(scene, anchor);
    }
  }

  /* Draw the dots and enter their boxes. */
  quyu.paintDots = function (scene) {
    addSeats(scene);
    const extra = scene.view.level === "local" ? 12 : 2;
    const drawn = [];
    const order = Array.from(scene.dots.values()).sort((a, b) => a.place.r - b.place.r || (a.id < b.id ? -1 : 1));
    for (const anchor of order) {
      if (quyu.withoutDot(anchor) || (scene.view.level === "national" && anchor.home && !scene.data.subject.national)) continue;
      if (drawn.some((xy) => quyu.geometry.distance(xy, anchor.xy) < SAME)) continue;
      drawn.push(anchor.xy);
      const look = dotLook(scene, anchor.place);
      scene.groups.dots.appendChild(quyu.dotNode(scene, anchor, look));
      const size = 2 * look.r + extra;
      scene.occupied.add(quyu.boxAround(anchor.xy, size, size));
    }
  };

  function dotLook(scene, place) {
    if (scene.model.authors.has(place.id)) return { name: "author", r: 5, stroke: "#FFFFFF", fill: scene.style.table.interface.accent };
    if (scene.view.level === "national" && place.k === "province") return quyu.seatLook(scene);
    const capital = place.r === 0 && place.k !== "province";
    const name = capital ? "capital" : place.r <= 1 && place.k !== "country" ? "prefecture" : place.r === 2 ? "county" : "town";
    const look = scene.style.dot(name);
    const small = scene.view.level === "national";
    return Object.assign({ name }, look, small ? { r: 2.6, name: "town" } : scene.view.compact ? { r: look.r * 0.86 } : {});
  }

  quyu.dotNode = function (scene, anchor, look) {
    const shape = look || dotLook(scene, anchor.place);
    const at = { cx: quyu.num(anchor.xy[0]), cy: quyu.num(anchor.xy[1]) };
    const nodes = [quyu.svg("circle", Object.assign({ r: shape.r, fill: shape.fill || "#FFFFFF", stroke: shape.stroke,
      "stroke-width": shape.name === "capital" ? 1.8 : shape.name === "prefecture" ? 1.5 : 1.1 }, at))];
    if (shape.name === "capital") nodes.push(quyu.svg("circle", Object.assign({ r: shape.r * 0.5, fill: shape.core }, at)));
    if (shape.name === "prefecture") nodes.push(quyu.svg("circle", Object.assign({ r: 1.4, fill: shape.stroke }, at)));
    return quyu.svg("g", {}, nodes);
  };
})(typeof window === "undefined" ? globalThis : window);
