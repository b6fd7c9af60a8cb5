import { startChromium } from '../fixture/drivers/chromium.mjs';
import { visits } from './visits.mjs';
import { testIn } from './test-in.mjs';

testIn('Chromium', startChromium, visits);
