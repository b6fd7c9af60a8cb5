import { startFirefox } from '../fixture/drivers/firefox.mjs';
import { visits } from './visits.mjs';
import { testIn } from './test-in.mjs';

testIn('Firefox ESR', startFirefox, visits);
