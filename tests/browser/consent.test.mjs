import './consent/untouched.mjs';
import './consent/late-cmps.mjs';
import './consent/by-mouse.mjs';
