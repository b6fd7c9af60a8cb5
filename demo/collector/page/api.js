async function ask(path, options) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** The batch with this id, its raw request included. */
export async function readBatch(id) {
  const [batch] = await ask(`/batches?id=${encodeURIComponent(id)}`);
  return batch;
}

/** Rejected events, oldest first. */
export const readRejected = () => ask('/rejected?limit=1000');

/** What campaigns, elements and goals amount to. */
export const readReport = () => ask('/report');

/** Removes all events, batches and rejected events. */
export const clearEvents = () => ask('/events', { method: 'DELETE' });

/** Answers 503 to trackers from now on. */
export const startOutage = () =>
  ask('/fault', {
    method: 'PUT',
    body: JSON.stringify({ status: 503 }),
  });

/** Takes batches again. */
export const endOutage = () => ask('/fault', { method: 'DELETE' });
