import './trials/driver-fails.mjs';
import { testTrialsIn } from './trials/test-in.mjs';

testTrialsIn('Chromium');
