import { init, track } from '@plausible-analytics/tracker';

init({
  domain: 'shop.example',
  endpoint: `${window.collector}/api/event`,
  captureOnLocalhost: true,
});
window.signup = () => track('signup', { props: { plan: 'pro' } });
