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

/** vanilla-cookieconsent, which asks about `analytics` and `ads`. */
export const cookieconsentPage = {
  head: `<style>
      ${readPackage('vanilla-cookieconsent/dist/cookieconsent.css')}
      #cc-main * { transition: none !important; }
    </style>`,
  body: `${link}
    <script src="/cc.js"></script>
    <script>
      CookieConsent.run({
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
      });
    </script>`,
  pages: asPages({
    '/cc.js': readPackage('vanilla-cookieconsent/dist/cookieconsent.umd.js'),
  }),
};

/** Clicks by mouse on what is shown of it. */
export async function press({ page }, selector) {
  await page.locator(selector).filter({ visible: true }).first().click();
}
