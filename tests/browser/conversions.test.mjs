import './conversions/thank-you.mjs';
import './conversions/goals-file.mjs';
