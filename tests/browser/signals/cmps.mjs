// Consent platforms by their own interfaces: those that npm has, by clicks on
// their buttons. Of the others there are no packages, so they are played by a
// few lines each, made from what their vendors document.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openRecorded, readPackage } from '../fixture/recorded-signals.mjs';

const brief = ({ signal, choices, ready, explicit }) => {
  const names = Object.keys(choices).filter((name) => choices[name]);
  return `${signal} [${names}] ${ready} ${explicit}`;
};

/** Opens a page with one of them; its script is there before the recorder. */
function open(t, read, { script, ...options }) {
  const before = `${options.before ?? ''}<script>${script}</script>`;
  return openRecorded(t, { asks: [{ read }], ...options, before });
}

describe('cookieconsent', () => {
  const scripts = {
    '/cc.js': readPackage('vanilla-cookieconsent/dist/cookieconsent.umd.js'),
    '/cc.mjs': readPackage('vanilla-cookieconsent/dist/cookieconsent.esm.js'),
  };
  const configuration = (mode) => `({
    mode: '${mode}',
    hideFromBots: false,
    categories: {
      necessary: { readOnly: true, enabled: true },
      analytics: { enabled: ${mode === 'opt-out'} },
      ads: { enabled: ${mode === 'opt-out'} },
    },
    language: { default: 'en', translations: { en: {
      consentModal: { title: 'Cookies?', acceptAllBtn: 'All',
        acceptNecessaryBtn: 'None', showPreferencesBtn: 'Some' },
      preferencesModal: { savePreferencesBtn: 'Save',
        sections: [{ title: 'Analytics', linkedCategory: 'analytics' }] },
    } } },
  })`;
  const run = (mode = 'opt-in') =>
    `<script src="/cc.js"></script>
     <script>CookieConsent.run(${configuration(mode)})</script>`;
  const asks = [{ read: 'cookieconsent' }];
  const press = ({ visit }, role) =>
    visit.page.locator(`[data-role="${role}"]`).dispatchEvent('click');

  it('tells a visitor who accepts, and comes back', async (t) => {
    const recording = await openRecorded(t, { asks, body: run(), scripts });
    assert.deepEqual(await recording.untilNews(1, brief), [
      'cookieconsent [] false false',
    ]);
    await press(recording, 'all');
    const accepted = 'cookieconsent [necessary,analytics,ads] true true';
    assert.deepEqual(await recording.untilNews(1, brief), [accepted]);
    await recording.visit.open();
    const again = await recording.untilNews(2, brief);
    assert.equal(again.at(-1), accepted);
  });

  it('tells a visitor who refuses, and then allows some', async (t) => {
    const recording = await openRecorded(t, { asks, body: run(), scripts });
    await press(recording, 'necessary');
    const [, refused] = await recording.untilNews(2);
    assert.deepEqual(refused.choices, {
      necessary: true,
      analytics: false,
      ads: false,
    });
    await recording.run(() => CookieConsent.showPreferences());
    const { page } = recording.visit;
    await page.locator('[value="analytics"]').dispatchEvent('click');
    // A switch is not a choice before it is saved.
    await recording.run(() => signals.check());
    assert.deepEqual(await recording.news(), []);
    await press(recording, 'save');
    assert.deepEqual(await recording.untilNews(1, brief), [
      'cookieconsent [analytics,necessary] true true',
    ]);
    await recording.run(() => {
      CookieConsent.reset(true);
      signals.check();
    });
    assert.deepEqual(await recording.news(brief), [
      'cookieconsent [] false false',
    ]);
  });

  it('takes what is on by default for no choice', async (t) => {
    const body = run('opt-out');
    const recording = await openRecorded(t, { asks, body, scripts });
    await recording.run(() => signals.check());
    const facts = await recording.news(brief);
    assert.equal(
      facts.at(-1),
      'cookieconsent [necessary,analytics,ads] false false',
    );
    await press(recording, 'necessary');
    assert.deepEqual(await recording.untilNews(1, brief), [
      'cookieconsent [necessary] true true',
    ]);
  });

  it('is heard where it is a module, without a global', async (t) => {
    const after = `<script type="module">
      import { run } from '/cc.mjs';
      await run(${configuration('opt-in')});
    </script>`;
    const recording = await openRecorded(t, { asks, after, scripts });
    await press(recording, 'necessary');
    const [fact] = await recording.untilNews(1);
    assert.deepEqual(fact.choices, {
      necessary: true,
      analytics: false,
      ads: false,
    });
    await recording.visit.open();
    assert.deepEqual(await recording.untilNews(1, brief), [
      'cookieconsent [necessary] true true',
    ]);
  });
});

describe('klaro', () => {
  const scripts = { '/klaro.js': readPackage('klaro/dist/klaro.js') };
  const asks = [{ read: 'klaro' }];
  const before = `<script>
      var klaroConfig = {
        acceptAll: true,
        groupByPurpose: false,
        services: [
          { name: 'matomo', title: 'Matomo', purposes: ['analytics'],
            default: true },
          { name: 'ads', title: 'Ads', purposes: ['marketing'] },
        ],
      };
    </script>
    <script src="/klaro.js"></script>`;
  const press = ({ visit }, name) => visit.page.locator(name).first().click();

  it('takes what is on by default for no choice', async (t) => {
    const recording = await openRecorded(t, { asks, before, scripts });
    assert.deepEqual(await recording.untilNews(1, brief), [
      'klaro [matomo,analytics] false false',
    ]);
  });

  it('tells a visitor who accepts, and comes back', async (t) => {
    const recording = await openRecorded(t, { asks, before, scripts });
    await recording.untilNews(1);
    await press(recording, '.cm-btn-success');
    const accepted = ['klaro [matomo,analytics,ads,marketing] true true'];
    assert.deepEqual(await recording.untilNews(1, brief), accepted);
    await recording.visit.open();
    assert.deepEqual(await recording.untilNews(1, brief), accepted);
  });

  it('tells a visitor who refuses, and switches later', async (t) => {
    const recording = await openRecorded(t, { asks, before, scripts });
    await recording.untilNews(1);
    await press(recording, '.cn-decline');
    assert.deepEqual(await recording.untilNews(1, brief), [
      'klaro [] true true',
    ]);
    await recording.run(() => klaro.show(undefined, true));
    await press(recording, 'label[for="service-item-ads"]');
    await recording.visit.page.waitForFunction(
      () => klaro.getManager().consents.ads,
    );
    // A switch is not a choice before it is saved.
    await recording.run(() => signals.check());
    assert.deepEqual(await recording.news(), []);
    await press(recording, '.cm-modal .cm-btn-accept');
    assert.deepEqual(await recording.untilNews(1, brief), [
      'klaro [ads,marketing] true true',
    ]);
    await recording.run(() => klaro.getManager().resetConsents());
    assert.equal(
      (await recording.news(brief)).at(-1),
      'klaro [matomo,analytics] false false',
    );
  });

  it('tells a purpose as all services that list it', async (t) => {
    const services = [
      ['matomo', ['analytics']],
      ['hotjar', ['analytics', 'marketing']],
      ['ads', ['marketing']],
      ['marketing', []],
    ].map(([name, purposes]) => ({ name, title: name, purposes }));
    const config = JSON.stringify({ acceptAll: true, services });
    const recording = await openRecorded(t, {
      asks,
      before: `<script>var klaroConfig = ${config}</script>
        <script src="/klaro.js"></script>`,
      scripts,
    });
    const none = { matomo: false, analytics: false, hotjar: false };
    const [first] = await recording.untilNews(1);
    assert.deepEqual(first.choices, { ...none, marketing: false, ads: false });
    const choose = (names) =>
      recording.run((chosen) => {
        const manager = klaro.getManager();
        for (const { name } of manager.config.services) {
          manager.updateConsent(name, chosen.includes(name));
        }
        manager.saveAndApplyConsents();
      }, names);
    await choose(['matomo', 'hotjar', 'ads']);
    // A service of that name has to be on, too.
    assert.equal(
      (await recording.news(brief)).at(-1),
      'klaro [matomo,analytics,hotjar,ads] true true',
    );
    await choose(['matomo', 'ads', 'marketing']);
    assert.equal(
      (await recording.news(brief)).at(-1),
      'klaro [matomo,ads] true true',
    );
    await choose(['hotjar', 'ads', 'marketing']);
    assert.equal(
      (await recording.news(brief)).at(-1),
      'klaro [hotjar,marketing,ads] true true',
    );
  });

  it('is found when it comes late, and left', async (t) => {
    const config = before.split('</script>')[0] + '</script>';
    const recording = await openRecorded(t, {
      asks,
      before: config,
      scripts,
      stopped: true,
    });
    await recording.pass(60_000);
    await recording.load('/klaro.js');
    assert.deepEqual(await recording.untilNews(1, brief), [
      'klaro [matomo,analytics] false false',
    ]);
    const watchers = () => klaro.getManager().watchers.size;
    const watched = await recording.run(watchers);
    await recording.run(() => signals.stop());
    assert.equal(await recording.run(watchers), watched - 1);
  });
});

describe('onetrust', () => {
  // https://developer.onetrust.com/onetrust/docs/javascript-events-guide
  const script = `
    window.model = 'opt-in';
    window.isClosed = false;
    window.OneTrust = { geolocationResponse: { countryCode: 'FR' } };
    window.comes = () => {
      window.OnetrustActiveGroups = ',C0001,';
      window.OneTrust = {
        OnConsentChanged() {},
        IsAlertBoxClosed: () => isClosed,
        GetDomainData: () => ({
          ConsentModel: { Name: model },
          Groups: ['C0001', 'C0002', 'C0010'].map((id) =>
            ({ CustomGroupId: id })),
        }),
      };
      groupsUpdated();
    };
    window.groupsUpdated = () => {
      const detail = OnetrustActiveGroups.split(',').filter(Boolean);
      dispatchEvent(new CustomEvent('OneTrustGroupsUpdated', { detail }));
    };`;

  it('tells no choice, a refusal and an acceptance apart', async (t) => {
    const recording = await open(t, 'onetrust', { script });
    await recording.run(() => {
      comes();
      window.isClosed = true;
      groupsUpdated();
      window.OnetrustActiveGroups = ',C0001,C0010,';
      groupsUpdated();
    });
    assert.deepEqual(await recording.news(brief), [
      'onetrust [C0001] false false',
      'onetrust [C0001] true true',
      'onetrust [C0001,C0010] true true',
    ]);
  });

  it('takes a closed banner for an act under opt-in alone', async (t) => {
    const recording = await open(t, 'onetrust', { script });
    await recording.run(() => {
      window.model = 'implied consent';
      window.isClosed = true;
      comes();
    });
    assert.deepEqual(await recording.news(brief), [
      'onetrust [C0001] true false',
    ]);
  });
});

describe('cookiebot', () => {
  // https://www.cookiebot.com/en/developer/
  const script = `
    window.Cookiebot = {
      consent: { necessary: true, preferences: false, statistics: false,
        marketing: false, method: null, stamp: '0' },
      hasResponse: false,
    };
    window.answer = (event, statistics, method = 'explicit') => {
      Object.assign(Cookiebot.consent, { statistics, method });
      Cookiebot.hasResponse = true;
      dispatchEvent(new Event(event));
    };`;

  it('tells no choice, a refusal and an acceptance apart', async (t) => {
    const recording = await open(t, 'cookiebot', { script });
    await recording.run(() => {
      answer('CookiebotOnDecline', false);
      answer('CookiebotOnAccept', true);
      answer('CookiebotOnConsentReady', true, 'implied');
    });
    assert.deepEqual(await recording.news(brief), [
      'cookiebot [necessary] false false',
      'cookiebot [necessary] true true',
      'cookiebot [necessary,statistics] true true',
      'cookiebot [necessary,statistics] true false',
    ]);
  });
});

describe('didomi', () => {
  // https://developers.didomi.io/cmp/web-sdk/reference/api
  const script = `
    window.user = { due: true, enabled: false, regulation: 'gdpr' };
    window.comes = () => {
      window.Didomi = {
        shouldUserStatusBeCollected: () => user.due,
        isConsentRequired: () => user.regulation === 'gdpr',
        getCurrentUserStatus: () => ({
          purposes: { cookies: { id: 'cookies', enabled: user.enabled } },
          regulation: user.regulation,
        }),
      };
      for (const run of window.didomiOnReady ?? []) run(Didomi);
    };
    window.changes = (to) => {
      Object.assign(user, to);
      for (const { event, listener } of didomiEventListeners) {
        if (event === 'consent.changed') listener({});
      }
    };`;

  it('is heard however late, and tells no choice apart', async (t) => {
    const recording = await open(t, 'didomi', { script, stopped: true });
    await recording.pass(60_000);
    await recording.run(() => {
      comes();
      changes({ due: false });
      changes({ enabled: true });
    });
    assert.deepEqual(await recording.news(brief), [
      'didomi [] false false',
      'didomi [] true true',
      'didomi [cookies] true true',
    ]);
  });

  it('takes what is on without a question for no act', async (t) => {
    const recording = await open(t, 'didomi', { script });
    await recording.run(() => {
      Object.assign(user, { due: false, enabled: true, regulation: 'none' });
      comes();
      changes({ regulation: 'ccpa' });
    });
    assert.deepEqual(await recording.news(brief), [
      'didomi [cookies] false false',
      'didomi [cookies] true false',
    ]);
  });
});

describe('usercentrics', () => {
  // https://usercentrics.com/docs/web/features/api/interfaces/#consentdetails
  const script = `
    window.details = (type, state) => ({
      consent: { type, status: state },
      services: {},
      categories: { essential: { state: 'ALL_ACCEPTED' }, ads: { state } },
    });
    window.comes = (getConsentDetails) => {
      window.__ucCmp = { getConsentDetails };
      dispatchEvent(new CustomEvent('UC_UI_INITIALIZED'));
    };
    window.chooses = (state) => {
      const detail = details('EXPLICIT', state);
      dispatchEvent(new CustomEvent('UC_CONSENT', { detail }));
    };`;

  it('tells no choice, a refusal and an acceptance apart', async (t) => {
    const recording = await open(t, 'usercentrics', { script });
    await recording.run(async () => {
      comes(async () => details('IMPLICIT', 'ALL_ACCEPTED'));
      await Promise.resolve();
      signals.check();
      chooses('ALL_DENIED');
      chooses('ALL_ACCEPTED');
      chooses('SOME_ACCEPTED');
    });
    assert.deepEqual(await recording.news(brief), [
      'usercentrics [essential,ads] false false',
      'usercentrics [essential] true true',
      'usercentrics [essential,ads] true true',
      'usercentrics [essential] true true',
    ]);
  });

  it('says nothing while it cannot tell, and lets no error out', async (t) => {
    const recording = await open(t, 'usercentrics', { script });
    await recording.run(async () => {
      comes(async () => undefined);
      comes(() => Promise.reject(new Error('not initialized')));
      await new Promise((resolve) => setTimeout(resolve));
    });
    assert.deepEqual(await recording.news(), []);
  });
});

describe('osano', () => {
  // https://developers.osano.com/cmp/javascript-api/developer-documentation-consent-javascript-api
  const script = `
    window.Osano = (...args) => Osano.data.push(args);
    Osano.data = [];
    window.comes = (stored) => {
      const listeners = {};
      window.Osano = { cm: {
        listeners,
        getConsent: () => ({ ESSENTIAL: 'ACCEPT', ANALYTICS: 'ACCEPT' }),
        addEventListener(type, callback) {
          (listeners[type] ??= new Set()).add(callback);
          if (type === 'osano-cm-initialized') callback(stored);
        },
        removeEventListener: (type, callback) =>
          listeners[type].delete(callback),
      } };
      signals.check();
    };
    window.says = (type, consent) => {
      for (const hear of Osano.cm.listeners['osano-cm-consent-' + type] ?? [])
        hear(consent);
    };`;

  it('tells no choice, switches and choices apart', async (t) => {
    const recording = await open(t, 'osano', { script });
    await recording.run(() => {
      comes();
      says('changed', { ANALYTICS: 'DENY' });
      says('saved', { ESSENTIAL: 'ACCEPT', ANALYTICS: 'DENY' });
      says('saved', { ESSENTIAL: 'ACCEPT', ANALYTICS: 'ACCEPT' });
      signals.check();
    });
    assert.deepEqual(await recording.news(brief), [
      'osano [ESSENTIAL,ANALYTICS] false false',
      'osano [ESSENTIAL] true true',
      'osano [ESSENTIAL,ANALYTICS] true true',
    ]);
  });

  it('tells an earlier choice at once, and is left', async (t) => {
    const recording = await open(t, 'osano', { script });
    const left = await recording.run(() => {
      comes({ ESSENTIAL: 'ACCEPT', ANALYTICS: 'DENY' });
      signals.stop();
      return Object.values(Osano.cm.listeners).map(({ size }) => size);
    });
    assert.deepEqual(await recording.news(brief), [
      'osano [ESSENTIAL] true true',
    ]);
    assert.deepEqual(left, [0, 0]);
  });
});
