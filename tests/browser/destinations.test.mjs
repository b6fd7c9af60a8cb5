import './destinations/preflights.mjs';
import './destinations/gzip.mjs';
import './destinations/several.mjs';
import './destinations/lasting.mjs';
import './destinations/sdks.mjs';
