import './engines/chromium.mjs';
import './engines/firefox.mjs';
import './engines/webkitgtk.mjs';
import './engines/without-webassembly.mjs';
