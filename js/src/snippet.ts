/** The inline snippet: keeps calls made before the script has arrived, with
 * their times, for stub.ts to make later, and the address of the landing, which
 * a router may have left by then. Every byte of it is in every page,
 * and it runs before anything could tell that the browser is too old. */
import type { Call, Landing, Stub } from './stub.js';

declare const window: {
  sluice?: Partial<Stub> & { [name: string]: unknown };
  Promise?: unknown;
  performance?: Performance;
};

type Method = (() => unknown) & { status?: () => void };

(function (page, clock, calls: Call[]) {
  function now() {
    return { wall: +new Date(), mono: clock.now && clock.now() };
  }
  if ((page.sluice || {})['track']) return;
  const landing = now() as Landing;
  landing.url = location.href;
  landing.lost = 0;
  const stub = (page.sluice = { landing, calls }) as unknown as Record<
    string,
    Method
  >;
  'track page identify vital consent flush forget tape fill stop'
    .split(' ')
    .forEach(function (name) {
      stub[name] = function () {
        const call = now() as Call;
        call.name = name as Call['name'];
        call.args = arguments;
        const result =
          page.Promise &&
          new Promise(function (resolve) {
            call.resolve = resolve;
          });
        // If a blocker keeps the script away, these calls stay here. Calls that
        // may withdraw consent are always kept.
        if (calls[499] && name != 'consent' && name != 'forget') landing.lost++;
        else calls.push(call);
        return result;
      } as Method;
      // Of consent, where nothing is known yet.
      stub[name]!.status = function () {};
    });
  page.sluice['attribution'] = {
    current: function () {},
    toFormFields: function () {
      return {};
    },
    fill: stub['fill'],
  };
})(window, window.performance || ({} as Performance), []);
