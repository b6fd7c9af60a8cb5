import './driver-fails.mjs';
import { testTrialsIn } from './test-in.mjs';

testTrialsIn('Chromium');
