/** The footer's form. Sluice learns that somebody signed up, not who. */
export function startNewsletter() {
  const form = document.getElementById('newsletter');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sluice.track('newsletter_signup', { place: 'footer' });
    form.reset();
    form.querySelector('[role=status]').textContent =
      'Thank you. The first letter comes with the next boat.';
  });
}
