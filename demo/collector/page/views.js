import { byId } from './dom.js';

const report = '#report';

/** Whether the address asks for the report. */
export const isReportShown = () => location.hash === report;

/** Shows the view that the address names, now and whenever it changes.
 * `onChange` is called after each change. */
export function createViews(onChange) {
  function show() {
    const shown = isReportShown() ? 'report' : 'list';
    for (const name of ['report', 'list']) {
      byId(`view-${name}`).hidden = name !== shown;
      const current = name === shown ? 'page' : 'false';
      byId(`to-${name}`).setAttribute('aria-current', current);
    }
    byId('tools').dataset.view = shown;
    onChange();
  }
  addEventListener('hashchange', show);
  show();
}
