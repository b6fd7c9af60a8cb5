import './pages/consent.mjs';
import './pages/csp.mjs';
import './pages/hostile-page.mjs';
