import { showDecision } from './decision.js';
import { byId, make, makeButton } from './dom.js';
import { createGutter, createPointer } from './editor.js';
import {
  createForm,
  markChosen,
  readForm,
  readValues,
  writeValues,
} from './form.js';
import { ask } from './gate.js';
import { readLink, writeLink } from './link.js';
import { showRemarks } from './remarks.js';

const settleMs = 150;

const pointers = Object.fromEntries(
  ['policy', 'signals', 'event'].map((name) => {
    return [name, createPointer(byId(name))];
  }),
);
const showGutter = createGutter(byId('policy'));
let timer = null;

createForm(() => {
  markChosen();
  showGutter(byId('policy').value, []);
  clearTimeout(timer);
  timer = setTimeout(decide, settleMs);
});
byId('copy').addEventListener('click', copyLink);
byId('report').addEventListener('click', saveReport);
addEventListener('hashchange', open);
await open();

/** Begins with what the address says. */
async function open() {
  writeValues(await readLink(location.hash));
  markChosen();
  await decide();
}

async function decide() {
  const form = readForm();
  const checked = await ask({ ask: 'check', text: form.policy });
  showRemarks(checked, pointers.policy);
  showGutter(form.policy, checked.remarks ?? []);
  const answer = await ask({ ask: 'explain', ...form });
  showProblem(answer.error);
  if (!answer.error) {
    showDecision(answer, JSON.parse(form.event), pointers.policy);
  }
  await remember();
}

/** Says why there is no decision, beside the last one that there was. */
function showProblem(error) {
  const problem = byId('problem');
  problem.hidden = error === undefined;
  for (const id of ['headline', 'decision']) {
    byId(id).classList.toggle('stale', error !== undefined);
  }
  if (error === undefined) return;
  const [, name, line, column] = error.match(/^(\w+):(\d+):(\d+): /) ?? [];
  const words = `No decision: ${error}.`;
  const point = pointers[name];
  problem.replaceChildren(
    point
      ? makeButton('', () => point(Number(line), Number(column)), words)
      : words,
    byId('decision').hasChildNodes()
      ? ' What stands below was decided before.'
      : '',
  );
}

/** Puts the form into the address, without an entry in the history. */
async function remember() {
  const link = await writeLink(readValues());
  if (link !== location.hash) history.replaceState(null, '', link);
}

async function copyLink() {
  await remember();
  let said = 'Copied';
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    said = 'The address bar has it'; // no right to the clipboard
  }
  byId('copied').textContent = said;
  say(said);
}

/** Saves the report on the policy, for a record of processing, as a file: this
 * page may show no styles but its own. */
async function saveReport() {
  const { policy } = readForm();
  const date = new Date().toISOString().slice(0, 10);
  const request = { ask: 'report', policy, as: 'html', date };
  const { page, error } = await ask(request);
  if (error) return say(`No report: ${error}`);
  const file = new Blob([page], { type: 'text/html' });
  const link = make('a', '');
  link.href = URL.createObjectURL(file);
  link.download = 'policy-report.html';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say('The report is saved as a file');
}

function say(words) {
  byId('copied').textContent = words;
  setTimeout(() => (byId('copied').textContent = ''), 3000);
}
