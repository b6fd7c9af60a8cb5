import type { CanonicalEvent } from '../node-api.js';

/** How events stand in a batch, as sdk/sluice/tracker/README.md says. */
export interface Rows {
  sent_at: number;
  fields: string[];
  shapes: number[][];
  events: unknown[][];
}

/** A visitor's batch has no more (kMaxQueueEvents, kMaxQueueBytes): rows of a
 * few bytes may stand for events of any size. */
const kMaxEvents = 500;
const kMaxBytes = 2 ** 20;
/** Of all shapes, whose ranges take a few bytes each, too. */
const kMaxPlaces = 2 ** 19;

/** A cell that stands for itself: an id without its time. */
const kShortId = /^[0-9a-f][\w-]{12}$/;

/** The events as the page's policy let them out, member for member. Throws on
 * what are no such rows, and on too many. */
export function readRows({ sent_at, fields, shapes, events }: Rows) {
  const table = new Table(readFields(fields), sent_at);
  const ranges = readShapes(shapes, fields.length);
  if (!Number.isFinite(sent_at)) throw new TypeError('no time');
  if (events.length > kMaxEvents) throw new RangeError('too many events');
  let bytes = 0;
  return events.map(([shape, ...cells]) => {
    const event = table.read(ranges[shape as number] as number[], cells);
    bytes += JSON.stringify(event).length;
    if (bytes > kMaxBytes) throw new RangeError('too much');
    return event;
  });
}

type Path = [group: string, name: string];

/** "page.url" and, behind it, "title" for "page.title". */
function readFields(fields: string[]): Path[] {
  let group = '';
  return fields.map((field) => {
    const dot = field.indexOf('.');
    if (dot >= 0) group = field.slice(0, dot);
    return [group, field.slice(dot + 1)];
  });
}

/** Of each shape the numbers of fields from the first to the last of each of
 * its ranges. */
function readShapes(shapes: number[][], count: number): number[][] {
  let places = 0;
  return shapes.map((shape) => {
    const all: number[] = [];
    for (let i = 0; i < shape.length; i += 2) {
      const first = shape[i] ?? 0;
      const last = shape[i + 1] ?? 0;
      if (!(first >= 0 && last < count)) throw new RangeError('no such field');
      places += Math.max(last - first + 1, 0);
      if (places > kMaxPlaces) throw new RangeError('too many fields');
      for (let at = first; at <= last; at++) all.push(at);
    }
    return all;
  });
}

class Table {
  /** Of each field, what it was last. */
  private readonly values_: unknown[] = [];

  constructor(
    private readonly paths_: Path[],
    private time_: number,
  ) {}

  read(shape: number[], cells: unknown[]): CanonicalEvent {
    const groups = new Map<string, [string, unknown][]>();
    let asBefore = 0;
    let at = 0;
    for (const field of shape) {
      const [group, name] = this.paths_[field] as Path;
      if (asBefore === 0) asBefore = runOf(cells, at);
      if (asBefore > 0) asBefore--;
      else this.take_(field, `${group}.${name}`, cells[at]);
      if (asBefore === 0) at++;
      const members = groups.get(group);
      const member = [name, this.values_[field]] as [string, unknown];
      if (members) members.push(member);
      else groups.set(group, [member]);
    }
    return this.make_(groups);
  }

  private take_(field: number, path: string, cell: unknown): void {
    let value = Array.isArray(cell) ? (cell[0] as unknown) : cell;
    if (path === 'event.time' && typeof cell === 'number') {
      value = this.time_ += cell;
    }
    // Until its time is known.
    const isShort =
      path === 'event.id' && typeof cell === 'string' && kShortId.test(cell);
    this.values_[field] = isShort ? new ShortId(cell) : value;
  }

  /** Not by assignment: a name may be "__proto__". */
  private make_(groups: Map<string, [string, unknown][]>): CanonicalEvent {
    const entries = [...groups].map(([group, members]) => {
      const whole = members.map(([name, value]) => [
        name,
        value instanceof ShortId
          ? value.at(this.time_)
          : structuredClone(value), // two events share nothing
      ]);
      return [group, Object.fromEntries(whole)];
    });
    return Object.fromEntries(entries) as CanonicalEvent;
  }
}

/** How many fields from here on are as before. */
function runOf(cells: unknown[], at: number): number {
  if (at >= cells.length) return Infinity;
  const cell = cells[at];
  const run: unknown = Array.isArray(cell) && cell[0];
  return typeof run === 'number' ? run : 0;
}

/** A UUIDv7 without its time and version: the digit that begins its fourth
 * group, and the other 18 in base64. */
class ShortId {
  constructor(private readonly text_: string) {}

  at(time: number): string {
    const when = time.toString(16).padStart(12, '0');
    const bytes = Buffer.from(this.text_.slice(1), 'base64url');
    const rest = bytes.toString('hex');
    return [
      when.slice(0, 8),
      when.slice(8),
      `7${rest.slice(0, 3)}`,
      `${this.text_[0]}${rest.slice(3, 6)}`,
      rest.slice(6),
    ].join('-');
  }
}
