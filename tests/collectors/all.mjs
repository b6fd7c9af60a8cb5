/** The collectors by the names of our descriptions, and what each is set up
 * with: the description's config too. */
import { amplitude } from './amplitude.mjs';
import { ga4 } from './ga4.mjs';
import { matomo } from './matomo.mjs';
import { metaCapi } from './meta.mjs';
import { mixpanel } from './mixpanel.mjs';
import { plausible } from './plausible.mjs';
import { posthog } from './posthog.mjs';
import { jitsu, rudderstack, segment } from './segment.mjs';
import { snowplow } from './snowplow.mjs';
import { cloudEvents, jsonArray, ndjson, otlp } from './standards.mjs';
import { umami } from './umami.mjs';

const key = 'k-1';

export const collectors = {
  amplitude: { make: amplitude, config: { key } },
  cloudevents: { make: cloudEvents, config: {} },
  ga4: { make: ga4, config: { measurement_id: 'G-1', api_secret: 's-1' } },
  jitsu: { make: jitsu, config: { key } },
  'json-array': { make: jsonArray, config: {} },
  matomo: { make: matomo, config: { site: '1' } },
  'meta-capi': { make: metaCapi, config: { pixel: '42', token: 't-1' } },
  mixpanel: { make: mixpanel, config: { token: 't-1' } },
  ndjson: { make: ndjson, config: {} },
  otlp: { make: otlp, config: { service: 'shop' } },
  plausible: { make: plausible, config: { domain: 'shop.example' } },
  posthog: { make: posthog, config: { key } },
  rudderstack: { make: rudderstack, config: { key } },
  segment: { make: segment, config: { key } },
  snowplow: { make: snowplow, config: { app: 'shop' } },
  umami: {
    make: umami,
    config: { website: 'b3f1c1f0-0000-4000-8000-000000000001' },
  },
};
