/* The shop's own consent banner. It remembers the choice under a key of the
 * shop's own and tells Sluice: when it is made, and on each page after. */

const key = 'lock-weir-choice';

const answers = [
  {
    id: 'accept-all',
    label: 'Accept all',
    choices: { analytics: true, ads: true },
  },
  {
    id: 'analytics-only',
    label: 'Analytics only',
    choices: { analytics: true, ads: false },
  },
  { id: 'reject', label: 'Reject', choices: { analytics: false, ads: false } },
];

/** Applies the remembered choice, or asks for one. The footer's button asks
 * again. */
export function startConsent() {
  const choices = recall();
  if (choices) sluice.consent(choices, { explicit: true });
  else showBanner();
  document.getElementById('choices').addEventListener('click', () => {
    showBanner().querySelector('button').focus();
  });
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // storage is blocked or was tampered with: ask again
  }
}

function choose(choices) {
  sluice.consent(choices, { explicit: true });
  try {
    localStorage.setItem(key, JSON.stringify(choices));
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
}

function showBanner() {
  document.getElementById('banner')?.remove();
  const banner = document.createElement('section');
  banner.id = 'banner';
  banner.className = 'banner';
  banner.setAttribute('aria-labelledby', 'banner-title');
  banner.append(makeText(), makeButtons(banner));
  document.body.append(banner);
  return banner;
}

function makeText() {
  const text = document.createElement('div');
  const title = document.createElement('h2');
  title.id = 'banner-title';
  title.textContent = 'May we count the boats?';
  const words = document.createElement('p');
  words.textContent =
    'Analytics tells us which pages help. Ads tells us ' +
    'which advertisement brought you. Nothing is stored or sent before you ' +
    'choose, and the shop works the same whatever you say.';
  text.append(title, words);
  return text;
}

function makeButtons(banner) {
  const row = document.createElement('div');
  row.className = 'banner-buttons';
  for (const { id, label, choices } of answers) {
    const button = document.createElement('button');
    button.id = id;
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      choose(choices);
      banner.remove();
    });
    row.append(button);
  }
  return row;
}
