import mixpanel from 'mixpanel-browser';

mixpanel.init('t-1', {
  api_host: window.collector,
  track_pageview: true,
  batch_requests: false,
  flags: false,
  api_payload_format: 'json',
});
window.signup = () => mixpanel.track('signup', { plan: 'pro' });
