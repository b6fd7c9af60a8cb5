import { defineConfig } from 'vitepress';
import { kPagesFolder, listSidebar } from '../tools/pages.mjs';
import { pathOf } from '../tools/project.mjs';

export default defineConfig({
  title: 'Sluice',
  description:
    'First-party analytics that a policy lets out: documentation of Sluice.',
  lang: 'en',
  base: '/docs/',
  cleanUrls: true,
  srcDir: kPagesFolder,
  outDir: pathOf('build/docs/site/docs'),
  cacheDir: pathOf('build/docs/cache'),
  markdown: {
    // The usual ones have too little contrast.
    theme: {
      light: 'github-light-high-contrast',
      dark: 'github-dark-high-contrast',
    },
    // Those that the pages use: to load all of them takes ten seconds.
    languages: ['diff', 'html', 'http', 'js', 'json', 'jsx', 'sh', 'ts', 'tsx'],
  },
  head: [
    ['link', { rel: 'icon', href: '/docs/icon.svg', type: 'image/svg+xml' }],
  ],
  themeConfig: {
    logo: '/icon.svg',
    sidebar: listSidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
    nav: [
      { text: 'Start', link: '/start/site-owner', activeMatch: '/start/' },
      {
        text: 'Reference',
        link: '/reference/options',
        activeMatch: '/reference/',
      },
    ],
  },
});
