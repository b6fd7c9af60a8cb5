import './capture/page-views.mjs';
import './capture/routes.mjs';
import './capture/shown-again.mjs';
import './capture/click-targets.mjs';
import './capture/clicks.mjs';
import './capture/click-places.mjs';
import './capture/click-answers.mjs';
import './capture/marks.mjs';
