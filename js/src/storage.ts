/** The browser's storage, touched only when an action says so. Reading the
 * properties themselves throws where the browser blocks storage. */
import type { KeptRecord, StorageKind, StoreAction } from './actions.js';
import { parseJson, stringifyJson } from './json.js';
import { quietly } from './quiet.js';

export interface Loaded {
  /** What was stored, by the records' names; null where nothing is, or not
   * JSON. */
  values: Record<string, unknown>;
  failed: boolean;
}

export function load(records: readonly KeptRecord[]): Loaded {
  const values: Record<string, unknown> = {};
  try {
    for (const { name, kind, key } of records) {
      const text = read(kind, key) ?? 'null';
      const decode = kind === 'cookie' ? decodeURIComponent : String;
      values[name] = quietly(() => parseJson(decode(text)) as unknown) ?? null;
    }
    return { values, failed: false };
  } catch {
    return { values: {}, failed: true };
  }
}

/** Where storage is full or blocked, what was to be kept lives as long as
 * this page. */
export function store({ kind, key, value, max_age }: StoreAction): void {
  const text = stringifyJson(value);
  quietly(() => {
    if (kind === 'cookie') writeCookie(key, text, max_age);
    else storageOf(kind).setItem(key, text);
  });
}

export function erase(records: readonly KeptRecord[]): void {
  for (const { kind, key } of records) {
    quietly(() => {
      if (kind === 'cookie') eraseCookie(key);
      else storageOf(kind).removeItem(key);
    });
  }
}

function read(kind: StorageKind, key: string): string | null | undefined {
  if (kind !== 'cookie') return storageOf(kind).getItem(key);
  const start = `${key}=`;
  const found = document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(start));
  return found?.slice(start.length);
}

function storageOf(kind: 'local' | 'session'): Storage {
  return kind === 'local' ? localStorage : sessionStorage;
}

/** Of this host alone, and for all of its paths. */
function writeCookie(key: string, text: string, maxAge: number): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  const value = encodeURIComponent(text);
  const attributes = `path=/; max-age=${maxAge}; samesite=lax${secure}`;
  document.cookie = `${key}=${value}; ${attributes}`;
}

/** A cookie is another one on each path and domain: an earlier page may have
 * been told to write it elsewhere than we do now. */
function eraseCookie(key: string): void {
  const labels = location.hostname.split('.');
  const domains = ['', ...labels.map((_, i) => labels.slice(i).join('.'))];
  const steps = location.pathname.split('/');
  const paths = steps.map((_, i) => steps.slice(0, i + 1).join('/') || '/');
  for (const domain of domains) {
    for (const path of paths) {
      const place = domain && `; domain=${domain}`;
      document.cookie = `${key}=; path=${path}; max-age=0${place}`;
    }
  }
}
