import { testTrialsIn } from './trials/test-in.mjs';

testTrialsIn('WebKitGTK');
