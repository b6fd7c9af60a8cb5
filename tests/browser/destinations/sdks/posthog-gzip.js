import posthog from 'posthog-js';

posthog.init('k-1', {
  api_host: window.collector,
  advanced_disable_flags: true, // nobody is there to say what it takes
  disable_session_recording: true,
  autocapture: false,
  capture_pageleave: false,
  opt_out_useragent_filter: true, // it sends nothing of browsers that a program drives
});
window.signup = (text) => posthog.capture('signup', { text });
