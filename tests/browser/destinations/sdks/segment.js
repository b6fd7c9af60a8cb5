import { AnalyticsBrowser } from '@segment/analytics-next';

const host = window.collector.replace('http://', '');
const analytics = AnalyticsBrowser.load(
  { writeKey: 'k-1', cdnURL: window.collector },
  {
    integrations: { 'Segment.io': { apiHost: `${host}/v1`, protocol: 'http' } },
  },
);
analytics.page();
window.signup = () => analytics.track('signup', { plan: 'pro' });
