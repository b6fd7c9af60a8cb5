import { testTrialsIn } from './test-in.mjs';

testTrialsIn('WebKitGTK');
