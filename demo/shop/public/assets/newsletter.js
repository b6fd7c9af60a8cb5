/** The footer's form. Sluice sees by itself that it was submitted, which is a
 * goal of the shop (goals.json), and never what was written into it. What led
 * the visitor here goes along in its hidden fields, for the shop's books. */
export function startNewsletter() {
  const form = document.getElementById('newsletter');
  sluice.attribution.fill(form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.querySelector('[role=status]').textContent =
      'Thank you. The first letter comes with the next boat. ' +
      describeOrigin(form);
    form.reset();
  });
}

function describeOrigin(form) {
  const fields = [...form.querySelectorAll('[type=hidden]')]
    .filter(({ value }) => value)
    .map(({ name, value }) => `${name} ${value}`);
  const known = fields.join(', ') || 'nothing, unless you agree to ads';
  return `What our books learn of your way here: ${known}.`;
}
