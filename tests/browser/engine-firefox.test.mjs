import './engines/firefox.mjs';
import './engines/without-webassembly.mjs';
