// Pages with consent platforms as their authors ship them.
import { readPackage } from '../fixture/recorded-signals.mjs';
import { asPages } from '../fixture/policies.mjs';

const link = '<p><a href="#x">Link</a></p>';

/** Klaro, which asks about `matomo` and `ads`. */
export const klaroPage = {
  body: link,
  head: `<script>
      var klaroConfig = {
        acceptAll: true,
        groupByPurpose: false,
        services: [
          { name: 'matomo', title: 'Matomo', purposes: ['analytics'] },
          { name: 'ads', title: 'Ads', purposes: ['marketing'] },
        ],
      };
    </script>
    <script src="/klaro.js"></script>`,
  pages: asPages({ '/klaro.js': readPackage('klaro/dist/klaro.js') }),
};

const ccStyle = `<style>
    ${readPackage('vanilla-cookieconsent/dist/cookieconsent.css')}
    #cc-main * { transition: none !important; }
  </style>`;

const ccConfiguration = `{
  hideFromBots: false,
  categories: {
    necessary: { readOnly: true, enabled: true },
    analytics: {},
    ads: {},
  },
  language: { default: 'en', translations: { en: {
    consentModal: { title: 'Cookies?', acceptAllBtn: 'All',
      acceptNecessaryBtn: 'None', showPreferencesBtn: 'Some' },
    preferencesModal: { title: 'Cookies', acceptAllBtn: 'All',
      acceptNecessaryBtn: 'None', savePreferencesBtn: 'Save',
      sections: [
        { title: 'Analytics', linkedCategory: 'analytics' },
        { title: 'Ads', linkedCategory: 'ads' },
      ] },
  } } },
}`;

/** vanilla-cookieconsent, which asks about `analytics` and `ads`. */
export const cookieconsentPage = {
  head: ccStyle,
  body: `${link}
    <script src="/cc.js"></script>
    <script>CookieConsent.run(${ccConfiguration});</script>`,
  pages: asPages({
    '/cc.js': readPackage('vanilla-cookieconsent/dist/cookieconsent.umd.js'),
  }),
};

/** The same as a module, which leaves nothing to ask it by; `hasSpoken` once it
 * has said what was chosen. */
export const cookieconsentModulePage = {
  head: `${ccStyle}<script>
      addEventListener('cc:onConsent', () => (window.hasSpoken = true));
    </script>`,
  body: `${link}<script type="module">
      import { run } from '/cc.mjs';
      run(${ccConfiguration});
    </script>`,
  pages: asPages({
    '/cc.mjs': readPackage('vanilla-cookieconsent/dist/cookieconsent.esm.js'),
  }),
};

/** Clicks by mouse on what is shown of it. */
export async function press({ page }, selector) {
  await page.locator(selector).filter({ visible: true }).first().click();
}
