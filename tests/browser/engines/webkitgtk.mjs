import { startWebKitGtk } from '../fixture/drivers/webkitgtk.mjs';
import { visits } from './visits.mjs';
import { testIn } from './test-in.mjs';

testIn('WebKitGTK', startWebKitGtk, visits);
