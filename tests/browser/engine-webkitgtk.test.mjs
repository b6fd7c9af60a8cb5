import './engines/webkitgtk.mjs';
