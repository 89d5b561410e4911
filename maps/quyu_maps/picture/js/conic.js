/* The equal-area conic projection (Albers, 1805, on the ellipsoid GRS 80), fading into Mercator far
   outside the sheet: bearings to Europe and America stay those a reader expects. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const A = 6378137;
  const F = 1 / 298.257222101;
  const E = Math.sqrt(F * (2 - F));
  const RADIAN = Math.PI / 180;
  const WORLD = 256;

  /* Functions q and m of Snyder, Map Projections (1987), equations 3-12 and 14-15. */
  const q = (phi) => {
    const s = Math.sin(phi);
    return (1 - E * E) * (s / (1 - E * E * s * s) - Math.log((1 - E * s) / (1 + E * s)) / (2 * E));
  };
  const m = (phi) => Math.cos(phi) / Math.sqrt(1 - E * E * Math.sin(phi) ** 2);

  /* Metres east and north of the origin for degrees; `about` has parallels, lon, lat in degrees. */
  quyu.conic = function (about) {
    const [low, high] = about.parallels.map((lat) => lat * RADIAN);
    const n = (m(low) ** 2 - m(high) ** 2) / (q(high) - q(low));
    const c = m(low) ** 2 + n * q(low);
    const rho = (phi) => (A * Math.sqrt(Math.max(0, c - n * q(phi)))) / n;
    const zero = rho(about.lat * RADIAN);
    return (lon, lat) => {
      const theta = n * (lon - about.lon) * RADIAN;
      const r = rho(Math.max(-80, Math.min(90, lat)) * RADIAN);
      return [r * Math.sin(theta), zero - r * Math.cos(theta)];
    };
  };

  /* A plane for the engine in pixels of zoom 0 at the origin; the conic holds within `reach` degrees. */
  quyu.createConicPlane = function (about) {
    const forward = quyu.conic(about);
    const unit = (2 * Math.PI * A * Math.cos(about.lat * RADIAN)) / WORLD;
    const zero = quyu.mercator(about.lon, about.lat);
    const point = (lon, lat) => {
      const share = fade(Math.max(Math.abs(lon - about.lon) / about.reach[0], Math.abs(lat - about.lat) / about.reach[1]));
      const [x, y] = forward(lon, lat);
      const near = [x / unit, -y / unit];
      if (!share) return near;
      const far = quyu.mercator(lon, lat);
      return quyu.geometry.mix(near, [far[0] - zero[0], far[1] - zero[1]], share);
    };
    const flat = (values) => {
      const out = new Float64Array(values.length);
      for (let i = 0; i < values.length; i += 2) out.set(point(values[i], values[i + 1]), i);
      return out;
    };
    return { point, flat, unit };
  };

  /* 0 within the reach, 1 from three times as far, smooth between. */
  function fade(distance) {
    const t = Math.max(0, Math.min(1, (distance - 1) / 2));
    return t * t * (3 - 2 * t);
  }
})(globalThis);
