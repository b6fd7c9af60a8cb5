/** What may be given as text or object, as text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? {});
}

export function idOf(event: string): string {
  return (JSON.parse(event) as { event?: { id?: string } }).event?.id ?? '';
}
