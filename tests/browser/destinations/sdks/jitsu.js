import { jitsuAnalytics } from '@jitsu/js';

const analytics = jitsuAnalytics({
  host: window.collector,
  writeKey: 'k-1:s-1',
});
analytics.page();
window.signup = () => analytics.track('signup', { plan: 'pro' });
