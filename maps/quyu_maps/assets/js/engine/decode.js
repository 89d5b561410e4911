/* Read the delta-varint lines that quyu_maps/encode.py writes: text -> positions in degrees. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  /* A path as a flat Float64Array [lon, lat, lon, lat, …] in degrees. */
  quyu.decodeFlat = function (text, scale) {
    const out = new Float64Array(text.length);
    let used = 0;
    let lon = 0;
    let lat = 0;
    let value = 0;
    let shift = 0;
    let even = true;
    for (let i = 0; i < text.length; i += 1) {
      const part = text.charCodeAt(i) - 63;
      value |= (part & 31) << shift;
      shift += 5;
      if (part >= 32) continue;
      const delta = value & 1 ? ~(value >> 1) : value >> 1;
      if (even) {
        lon += delta;
        out[used] = lon / scale;
      } else {
        lat += delta;
        out[used] = lat / scale;
      }
      used += 1;
      even = !even;
      value = 0;
      shift = 0;
    }
    return out.subarray(0, used);
  };

  /* A path as [[lon, lat], …] in degrees. */
  quyu.decodeLine = function (text, scale) {
    const flat = quyu.decodeFlat(text, scale);
    const line = [];
    for (let i = 0; i < flat.length; i += 2) line.push([flat[i], flat[i + 1]]);
    return line;
  };

  /* An area: polygons, each a list of rings, each [[lon, lat], …] without the closing position. */
  quyu.decodeArea = function (polygons, scale) {
    return polygons.map((rings) => rings.map((ring) => quyu.decodeLine(ring, scale)));
  };
})(typeof window === "undefined" ? globalThis : window);
