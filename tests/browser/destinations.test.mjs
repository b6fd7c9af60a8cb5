import './destinations/preflights.mjs';
import './destinations/several.mjs';
import './destinations/sdks.mjs';
