// What tests of acts share.

/** The events of a group, each as its name and what it says there, without what
 * no test can foresee. */
export function told(events, group) {
  return events
    .filter((event) => event[group])
    .map((event) => {
      const { duration, time, ...rest } = event[group];
      return { name: event.event.name, ...rest };
    });
}

/** A page without the tracker, to go to. */
export const elsewhere = { '/elsewhere': { tag: false, body: 'Elsewhere' } };

/** Goes there as a visitor does. */
export async function leave(visit) {
  await visit.page.click('a[href="/elsewhere"]');
  await visit.page.waitForURL('**/elsewhere');
}

export const linkElsewhere = '<p><a href="/elsewhere">Elsewhere</a></p>';
