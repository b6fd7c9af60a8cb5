import './engines/chromium.mjs';
