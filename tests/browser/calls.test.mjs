import './calls/calls.mjs';
import './calls/snippet.mjs';
import './calls/visitor.mjs';
import './calls/attribution.mjs';
import './calls/bad-values.mjs';
import './calls/too-many.mjs';
import './calls/bad-config.mjs';
import './calls/outcomes.mjs';
