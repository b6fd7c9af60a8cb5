import { attention } from './attention.mjs';
import { clicks } from './clicks.mjs';
import { cookies } from './cookies.mjs';
import { foreign } from './foreign.mjs';
import { forgetting } from './forgetting.mjs';
import { forms } from './forms.mjs';
import { gzip } from './gzip.mjs';
import { landing } from './landing.mjs';
import { leaving } from './leaving.mjs';
import { markedFields } from './marked-fields.mjs';
import { orders } from './orders.mjs';
import { routes } from './routes.mjs';
import { earlyTitles, titles } from './titles.mjs';

/** What visitors do, and what the collector then holds, whatever the engine:
 *
 *   name      what the test says
 *   needs     what the engine must be able to do: a name in its `lacks`
 *   site      as openTracked has it
 *   act       does it; the last page is tracked and open, unless it `isOver`
 *   events    all that arrives, as describeEvents tells it
 *   hasGaps   events of it are dropped, and their numbers with them
 *   check     more to assert of the events as they arrived */
export const visits = [
  landing,
  ...gzip,
  routes,
  titles,
  earlyTitles,
  ...clicks,
  ...markedFields,
  ...forms,
  attention,
  ...orders,
  ...leaving,
  ...forgetting,
  ...cookies,
  ...foreign,
];
