/** What may be given as text or object, as text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? {});
}

/** The events of a batch of ours, each as text; undefined for another body. */
export function eventsOf(body: string): string[] | undefined {
  try {
    const { sluice, events } = JSON.parse(body) as Record<string, unknown>;
    if (sluice !== 1 || !Array.isArray(events)) return undefined;
    return events.map((event) => JSON.stringify(event));
  } catch {
    return undefined;
  }
}

export function idOf(event: string): string {
  return (JSON.parse(event) as { event?: { id?: string } }).event?.id ?? '';
}
