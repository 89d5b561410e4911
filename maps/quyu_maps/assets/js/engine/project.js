/* Map projection: degrees to a flat plane around an origin, and the plane to pixels of the frame. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const LIMIT = 85.05;
  const WORLD = 256;

  /* Spherical Mercator in pixels of zoom 0; longitudes beyond 180 stay continuous. */
  function mercator(lon, lat) {
    const phi = (Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180;
    return [
      (WORLD * lon) / 360,
      (-WORLD * Math.log(Math.tan(Math.PI / 4 + phi / 2))) / (2 * Math.PI),
    ];
  }
  quyu.mercator = mercator;

  /* A plane with its origin near the subject, which keeps 32-bit paths exact at high zoom. */
  quyu.createPlane = function (lon, lat, shift) {
    const zero = mercator(lon, lat);
    const bare = (x, y) => {
      const at = mercator(x, y);
      return [at[0] - zero[0], at[1] - zero[1]];
    };
    // Over tiles in another datum all that is drawn is shifted, but not what the map itself says of its view.
    const point = shift ? (x, y) => bare(...shift(x, y)) : bare;
    return { point, bare, flat: (values) => flatten(values, point) };
  };

  function flatten(values, point) {
    const out = new Float64Array(values.length);
    for (let i = 0; i < values.length; i += 2) {
      const at = point(values[i], values[i + 1]);
      out[i] = at[0];
      out[i + 1] = at[1];
    }
    return out;
  }

  /* What one drawing looks at: size, zoom, level and the way from degrees to container pixels. */
  quyu.createView = function (map, plane, style, fit) {
    const size = map.getSize();
    const zoom = map.getZoom();
    const centre = map.getCenter();
    const mid = plane.bare(centre.lng, centre.lat);
    const k = Math.pow(2, zoom);
    const dx = size.x / 2 - mid[0] * k;
    const dy = size.y / 2 - mid[1] * k;
    const width = document.documentElement.clientWidth;
    return {
      w: size.x, h: size.y, zoom, k, dx, dy, plane,
      level: style.level(zoom, fit),
      compact: width <= 700,
      wide: width >= 1500,
      px(lon, lat) {
        const at = plane.point(lon, lat);
        return [at[0] * k + dx, at[1] * k + dy];
      },
      toPixel: (at) => [at[0] * k + dx, at[1] * k + dy],
    };
  };

  /* A flat plane line as pixel points, dropping points nearer than `step` pixels to the last kept. */
  quyu.pixelLine = function (view, flat, step) {
    const out = [];
    const limit = step * step;
    let lastX = Infinity;
    let lastY = Infinity;
    for (let i = 0; i < flat.length; i += 2) {
      const x = flat[i] * view.k + view.dx;
      const y = flat[i + 1] * view.k + view.dy;
      const far = (x - lastX) * (x - lastX) + (y - lastY) * (y - lastY) >= limit;
      if (i === 0 || i === flat.length - 2 || far) {
        out.push([x, y]);
        lastX = x;
        lastY = y;
      }
    }
    return out;
  };
})(typeof window === "undefined" ? globalThis : window);
