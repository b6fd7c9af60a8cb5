import {
  newTracker,
  trackPageView,
  trackStructEvent,
} from '@snowplow/browser-tracker';

newTracker('sp', window.collector, {
  appId: 'shop',
  eventMethod: 'post',
  bufferSize: 1,
});
trackPageView();
window.signup = () =>
  trackStructEvent({
    category: 'custom',
    action: 'signup',
    property: '{"plan":"pro"}',
  });
