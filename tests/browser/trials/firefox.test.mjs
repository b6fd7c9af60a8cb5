import { testTrialsIn } from './test-in.mjs';

testTrialsIn('Firefox ESR');
