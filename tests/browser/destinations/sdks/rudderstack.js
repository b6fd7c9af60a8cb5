import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';

const analytics = new RudderAnalytics();
analytics.load('k-1', window.collector, { configUrl: window.collector });
analytics.page();
window.signup = () => analytics.track('signup', { plan: 'pro' });
