import './whole/docs.mjs';
import './whole/playground.mjs';
import './whole/policy-report.mjs';
import './whole/shop.mjs';
import './whole/tape.mjs';
import './whole/vectors.mjs';
