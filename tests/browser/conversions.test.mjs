import './conversions/thank-you.mjs';
