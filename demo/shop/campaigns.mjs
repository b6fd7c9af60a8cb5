const nine = new URLSearchParams({
  utm_source: 'newsletter',
  utm_medium: 'email',
  utm_campaign: 'spring_opening',
  utm_term: 'storm lantern',
  utm_content: 'top_button',
  utm_id: 'c-2026-04',
  utm_source_platform: 'Postbox',
  utm_creative_format: 'letter',
  utm_marketing_tactic: 'win_back',
});

/** The link that the demo prints when it starts. */
export const firstLink = `/?${nine}`;

const social = 'utm_medium=paid_social&utm_campaign=roses';

/** Links as advertising and mail would carry them into the shop. The click ids
 * are made up. */
export const campaigns = [
  {
    title: 'Newsletter, all nine parameters',
    says: 'Everything Google Analytics 4 reads, in the query.',
    href: firstLink,
  },
  {
    title: 'The same, in the fragment',
    says: 'After the #, where servers do not see it.',
    href: `/#${nine}`,
  },
  {
    title: 'Search ad with a Google click id',
    says: 'gclid, and a campaign with encoded signs.',
    href:
      '/products/lantern?utm_source=google&utm_medium=cpc' +
      '&utm_campaign=Lanterns%20%26%20light&gclid=Cj0demo-lantern-1',
  },
  {
    title: 'App campaign on Google',
    says: 'gbraid and gad_source, and no utm parameter at all.',
    href: '/?gad_source=1&gbraid=0AAdemo-gbraid-2',
  },
  {
    title: 'Ad on Facebook',
    says: 'fbclid.',
    href: `/catalogue?utm_source=facebook&${social}&fbclid=IwARdemo-roses-3`,
  },
  {
    title: 'Ad on Microsoft Bing',
    says: 'msclkid.',
    href:
      '/products/rope?utm_source=bing&utm_medium=cpc' +
      '&utm_campaign=rope&msclkid=demo-msclkid-4',
  },
  {
    title: 'Ads on TikTok, LinkedIn and X',
    says: 'ttclid, li_fat_id and twclid, all in one address.',
    href:
      `/products/can?utm_source=tiktok&${social}` +
      '&ttclid=demo-ttclid-5&li_fat_id=demo-lifat-5&twclid=demo-twclid-5',
  },
  {
    title: 'Click id in the fragment',
    says: 'gclid after the #.',
    href: '/products/bell#utm_source=google&gclid=Cj0demo-bell-6',
  },
  {
    title: 'Written by hand',
    says:
      'Capitals, outer spaces and an umlaut: kept as written, and ' +
      'normalised beside it.',
    href:
      '/?utm_source=NewsLetter&utm_medium=%20E-Mail%20' +
      '&utm_campaign=Fr%C3%BChling+am++Kanal',
  },
  {
    title: 'The same key twice',
    says: 'The first one counts.',
    href: '/?utm_source=first&utm_source=second&utm_medium=referral',
  },
];
