// As in the Tor Browser's safest mode and in Apple's Lockdown Mode.
import assert from 'node:assert/strict';
import { startFirefox } from '../fixture/drivers/firefox.mjs';
import { landing } from './landing.mjs';
import { testIn } from './test-in.mjs';

const visits = [landing].map((visit) => ({
  ...visit,
  check(events, visitor) {
    visit.check?.(events, visitor);
    assert.ok(visitor.site.requests.includes('/fallback.js'));
  },
}));

testIn(
  'Firefox ESR without WebAssembly',
  () => startFirefox({ 'javascript.options.wasm': false }),
  visits,
);
