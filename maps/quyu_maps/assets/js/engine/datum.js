/* The shift from WGS 84 to GCJ-02, for what is drawn over tiles in that datum; as gis/datum.py. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});
  const AXIS = 6378245;
  const ECCENTRICITY = 0.00669342162296594323;
  const BOX = [72.004, 0.8293, 137.8347, 55.8271];
  const ORIGIN = [105, 35];
  const RADIANS = Math.PI / 180;
  const RIPPLE = [[20, 6], [20, 2]];
  const NORTH = [[20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]];
  const EAST = [[20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]];

  const waves = (along, terms) => terms.reduce((sum, [amplitude, turns]) => sum + ((amplitude * 2) / 3) * Math.sin(turns * Math.PI * along), 0);

  /* A point [lon, lat] in degrees; outside China it stays where it is. */
  quyu.toGcj02 = function (lon, lat) {
    if (lon < BOX[0] || lon > BOX[2] || lat < BOX[1] || lat > BOX[3]) return [lon, lat];
    const x = lon - ORIGIN[0];
    const y = lat - ORIGIN[1];
    const bend = Math.sqrt(Math.abs(x));
    const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * bend + waves(x, RIPPLE) + waves(y, NORTH);
    const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * bend + waves(x, RIPPLE) + waves(x, EAST);
    const sine = Math.sin(lat * RADIANS);
    const curve = Math.sqrt(1 - ECCENTRICITY * sine * sine);
    const meridian = (AXIS * (1 - ECCENTRICITY)) / Math.pow(curve, 3);
    const parallel = (AXIS / curve) * Math.cos(lat * RADIANS);
    return [lon + east / parallel / RADIANS, lat + north / meridian / RADIANS];
  };
})(typeof window === "undefined" ? globalThis : window);
