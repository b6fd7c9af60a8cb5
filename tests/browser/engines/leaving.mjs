import { onLink, view } from './events.mjs';

const untracked = { tag: false, head: '', body: 'Next' };

const lastWords = `<script>
  addEventListener('pagehide', () => sluice.track('last_words'));
</script>`;

export const leaving = [
  {
    name: 'a page that is left sends all, and is viewed again on return',
    site: {
      body: `<a id="next" href="/next">Next</a>${lastWords}`,
      pages: { '/next': untracked },
    },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#next');
      await visitor.until('/next');
      await visitor.inbox.untilNamed('last_words');
      await visitor.back();
      await visitor.until('/');
    },
    events: [
      view('/'),
      onLink('next', '/next'),
      { name: 'last_words', path: '/' },
      view('/', 'restore'),
    ],
  },
  {
    name: 'a link to another site is followed, and its click arrives',
    site: {
      body: `<a id="next">Next</a><script>
        document.getElementById('next').href =
          location.origin.replace('127.0.0.1', 'localhost') + '/next';
      </script>`,
      pages: { '/next': untracked },
    },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#next');
      await visitor.until('/next');
    },
    isOver: true,
    events: [
      view('/'),
      { ...onLink('next', 'other:/next'), name: 'outbound_click' },
    ],
  },
  {
    name: 'a tab that is closed sends all',
    needs: 'sure closing',
    site: {},
    async act(visitor) {
      await visitor.open();
      await visitor.run(() => sluice.track('last_words'));
      await visitor.closeTab();
    },
    isOver: true,
    events: [view('/'), { name: 'last_words', path: '/' }],
  },
];
