/** JSON as a page can't break it. */
import { quietly } from './quiet.js';

/** Taken before the page can put something else in their place. */
const { stringify, parse } = JSON;
const { fromEntries, keys } = Object;
const { toString } = Object.prototype;
const { from, isArray } = Array;

export { parse as parseJson };

/** Deeper than the core reads (kMaxDepth of sdk/sluice/base/limits.hpp), and
 * never the end of the stack. */
const kMaxDepth = 32;

/** Thrown when the whole gets longer than asked for. Made only then: an error
 * has V8 parse all of this script once more, for the sake of its stack. */
export class TooLong extends Error {}

/** What JSON.stringify writes; undefined if it throws, or does not write arrays
 * and objects as they are: Prototype.js has both written its own way
 * (http://prototypejs.org/learn/json), and a page may have replaced it before
 * this script came. */
export function plainJson(value: object): string | undefined {
  return quietly(() =>
    stringify([{}]) === '[{}]' ? stringify(value) : undefined,
  );
}

/** The same, whatever the page did: for what is stored or compared. */
export function stringifyJson(value: object): string {
  return plainJson(value) ?? new CarefulJson(Infinity).write(value) ?? '';
}

/** JSON.stringify for whatever a page may give, and for pages that changed it:
 * what can't be written is left out alone, and `toJSON` of Array.prototype and
 * Object.prototype is not asked. Errors are texts ("Error: boom"), maps are
 * objects, sets and typed arrays are arrays. */
export class CarefulJson {
  /** JSON pointers of what was left out. */
  readonly leftOut: string[] = [];
  private readonly above_: object[] = [];
  private units_ = 0;

  /** Throws TooLong when the whole would exceed `maxUnits`; each text in it is
   * cut to `maxTextUnits`. */
  constructor(
    private readonly maxUnits_: number,
    private readonly maxTextUnits_ = Infinity,
  ) {}

  write(value: unknown, at = ''): string | undefined {
    if (typeof value === 'string') {
      return this.atom_(value.slice(0, this.maxTextUnits_));
    }
    if (typeof value !== 'object' || value === null) return this.atom_(value);
    if (this.above_.includes(value)) throw new TypeError('cyclic');
    if (this.above_.length >= kMaxDepth) throw new RangeError('too deep');
    this.count_(2);
    this.above_.push(value);
    try {
      return this.container_(value, at);
    } finally {
      this.above_.pop();
    }
  }

  private atom_(value: unknown): string | undefined {
    const text = stringify(value);
    if (text !== undefined) this.count_(text.length);
    return text;
  }

  private container_(value: object, at: string): string | undefined {
    const toJson = toJsonOf(value);
    if (toJson && toJson !== toJsonOf([]) && toJson !== toJsonOf({})) {
      const other: unknown = toJson.call(value);
      if (other !== value) return this.write(other, at);
    }
    if (isArray(value)) return this.array_(value, at);
    const kind = toString.call(value).slice(8, -1);
    if (kind === 'Map') {
      const map = value as Map<string, unknown>;
      return this.object_(fromEntries(map), at);
    }
    if (/^Set$|\dArray$/.test(kind)) {
      return this.array_(from(value as Set<unknown>), at);
    }
    if (/^(Error|DOMException)$/.test(kind)) {
      return this.write(String(value), at);
    }
    if (/^(String|Number|Boolean)$/.test(kind)) {
      return this.write(value.valueOf(), at);
    }
    if (kind !== 'Object' && isOpaque(value)) throw new TypeError(kind);
    return this.object_(value, at);
  }

  private array_(array: unknown[], at: string): string {
    let text = '';
    for (let i = 0; i < array.length; i++) {
      const item = this.member_(array, i, `${at}/${i}`) ?? 'null';
      text += (i ? ',' : '') + item;
    }
    return `[${text}]`;
  }

  private object_(object: object, at: string): string {
    let text = '';
    for (const key of keys(object)) {
      const name = key.replace(/~/g, '~0').replace(/\//g, '~1');
      const member = this.member_(object, key, `${at}/${name}`);
      if (member === undefined) continue;
      text += `${text && ','}${this.atom_(key)}:${member}`;
    }
    return `{${text}}`;
  }

  private member_(of: object, key: PropertyKey, at: string) {
    try {
      this.count_(2);
      const value: unknown = Reflect.get(of, key);
      if (/^(fu|sy)/.test(typeof value)) throw new TypeError('no data');
      return this.write(value, at);
    } catch (error) {
      if (error instanceof TooLong) throw error;
      this.leftOut.push(at);
      return undefined;
    }
  }

  private count_(units: number): void {
    this.units_ += units;
    if (this.units_ > this.maxUnits_) throw new TooLong();
  }
}

function toJsonOf(value: object): (() => unknown) | undefined {
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? (toJSON as () => unknown) : undefined;
}

/** Elements, windows, promises, expressions and the like: nothing that they
 * say by themselves is data. */
function isOpaque(value: object): boolean {
  const { window } = value as { window?: unknown };
  return 'nodeType' in value || window === value || !keys(value).length;
}
