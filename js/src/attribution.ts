/** The attribution that the core reports, for the page and its forms. */
import type { Attribution, AttributionCalls, Touch } from './api.js';
import { quietly } from './quiet.js';

type Target = Parameters<AttributionCalls['fill']>[0];

/** Forms that are filled again when more becomes known, or less. */
const kMaxTargets = 20;

const kFields = ['[data-sluice-field]', '[name^=sluice_]']
  .map((mark) => `input[type=hidden]${mark}`)
  .join();

export class AttributionForms {
  current: Attribution | undefined;
  private targets_: Target[] = [];
  private readonly filled_ = new WeakSet<HTMLInputElement>();

  /** Takes what the action `attribution` says. */
  set(current: Attribution | null): void {
    this.current = current ?? undefined;
    this.targets_ = this.targets_.filter(isThere);
    for (const target of this.targets_) quietly(() => this.fillAll_(target));
  }

  fill(target: Target): void {
    if (!this.targets_.includes(target)) {
      this.targets_ = [...this.targets_, target].slice(-kMaxTargets);
    }
    this.fillAll_(target);
  }

  private fillAll_(target: Target): void {
    const values = formFieldsOf(this.current);
    const forms =
      typeof target === 'string' ? document.querySelectorAll(target) : [target];
    for (const form of Array.from(forms)) {
      const inputs = form.querySelectorAll<HTMLInputElement>(kFields);
      for (const input of Array.from(inputs)) this.fillOne_(input, values);
    }
  }

  /** What was filled and may not be known any more is emptied; what the site
   * wrote itself stays. */
  private fillOne_(
    input: HTMLInputElement,
    values: Record<string, string>,
  ): void {
    const path = input.getAttribute('data-sluice-field');
    const value = values[path ? nameOf(path) : input.name];
    if (value === undefined && !this.filled_.has(input)) return;
    input.value = value ?? '';
    this.filled_.add(input);
  }
}

/** A form that has left the page is not kept alive. */
function isThere(target: Target): boolean {
  return typeof target === 'string' || target.isConnected;
}

/** "first.source" as forms call it: "sluice_first_source". */
function nameOf(path: string): string {
  return `sluice_${path.replace('.', '_')}`;
}

/** All of it under flat names. */
export function formFieldsOf(
  current: Attribution | undefined,
): Record<string, string> {
  if (!current) return {};
  const { channel, model, first, last, click_ids } = current;
  const parts: Record<string, string | undefined> = {
    channel,
    model,
    ...partsOf('first', first),
    ...partsOf('last', last),
    ...click_ids,
  };
  const fields: Record<string, string> = {};
  for (const [path, value] of Object.entries(parts)) {
    if (value) fields[nameOf(path)] = value;
  }
  return fields;
}

function partsOf(which: string, touch: Touch) {
  const { channel, source, medium, campaign, time } = touch;
  return {
    [`${which}.channel`]: channel,
    [`${which}.source`]: source,
    [`${which}.medium`]: medium,
    [`${which}.campaign`]: campaign,
    [`${which}.time`]: new Date(time).toISOString(),
  };
}
