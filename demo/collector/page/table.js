import { make } from './dom.js';

/** A table that a phone shows as a list: each cell then carries its column's
 * title. `columns` are `{title, describe, isText}`; `describe(row)` returns
 * what the cell holds. Roles are said aloud, because browsers forget those of
 * a table that is laid out as something else. */
export function makeTable(label, columns, rows) {
  const table = make('table', 'report-table', makeHead(columns));
  const body = make('tbody', '', ...rows.map((row) => makeRow(columns, row)));
  body.setAttribute('role', 'rowgroup');
  table.append(body);
  table.setAttribute('role', 'table');
  table.setAttribute('aria-label', label);
  return table;
}

function makeHead(columns) {
  const cells = columns.map((column) => {
    const cell = makeCell('th', 'columnheader', column, column.title);
    cell.scope = 'col';
    return cell;
  });
  const row = make('tr', '', ...cells);
  row.setAttribute('role', 'row');
  const head = make('thead', '', row);
  head.setAttribute('role', 'rowgroup');
  return head;
}

function makeRow(columns, values) {
  const cells = columns.map((column) => {
    const content = column.describe(values);
    const cell = makeCell('td', 'cell', column, content);
    cell.dataset.title = column.title;
    return cell;
  });
  const row = make('tr', '', ...cells);
  row.setAttribute('role', 'row');
  return row;
}

function makeCell(tag, role, { isText }, content) {
  const cell = make(tag, isText ? '' : 'number', content);
  cell.setAttribute('role', role);
  return cell;
}
