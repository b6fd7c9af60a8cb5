import { startChromium } from '../fixture/drivers/chromium.mjs';
import { startFirefox } from '../fixture/drivers/firefox.mjs';
import { startWebKitGtk } from '../fixture/drivers/webkitgtk.mjs';
import { groupSize } from './measure.mjs';

/** Visitors share the connections of the one Firefox that all of them use, six
 * for a collector: as many as each has of their own elsewhere. */
const connections = 'network.http.max-persistent-connections-per-server';

/** How each is started, by the name of its column. */
export const engines = {
  Chromium: startChromium,
  'Firefox ESR': () => startFirefox({ [connections]: 6 * groupSize }),
  WebKitGTK: startWebKitGtk,
};
