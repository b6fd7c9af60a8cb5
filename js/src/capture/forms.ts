import { listen, wrap, type Stop } from '../quiet.js';
import { attributeOf, isMarked } from './elements.js';
import { listenInside } from './inside.js';
import { Keys } from './keys.js';
import { pathFrom } from './path-from.js';
import type { Tell } from './tell.js';

/** Fields counted in one form. */
const kMaxFields = 200;

/** Types of elements that visitors do not fill in. */
const kNoField = /^(hidden|submit|button|reset|image|fieldset|output|object)$/;

/** Tells that a field was given something, once until it is another's turn, and
 * that a form was submitted. Names and types of fields, never a value. A field
 * outside any form begins no form: nothing shows when it is submitted. */
export function watchForms(tell: Tell): Stop[] {
  const keys = new Keys();
  let last: EventTarget | undefined;
  const submit = (
    form: unknown,
    by: 'visitor' | 'script',
    submitter?: HTMLElement | null,
  ) => {
    if (!(form instanceof HTMLFormElement)) return;
    last = undefined;
    const method = methodOf(form, submitter);
    tell({ fact: 'submit', by, method, ...describeForm(form, keys) });
  };
  return [
    listen(window, 'input', (event) => {
      const path = event.composedPath();
      const [field] = path;
      if (field === last || !(field instanceof Element)) return;
      last = field;
      const form = formOf(field, path);
      if (!form || isMarked(path, 'ignore')) return;
      const about = { ...describeForm(form, keys), ...describeField(field) };
      tell({ fact: 'input', ...about });
    }),
    ...listenInside(['submit'], (event) => {
      const path = event.composedPath();
      if (isMarked(path, 'ignore')) return;
      submit(path[0], 'visitor', (event as SubmitEvent).submitter);
    }),
    // It fires no event. https://html.spec.whatwg.org/#dom-form-submit
    wrap(HTMLFormElement.prototype, 'submit', (_, form) =>
      submit(form, 'script'),
    ),
  ];
}

/** A field of a custom element's shadow tree belongs to the form around that,
 * as far as a visitor can see. */
function formOf(
  field: Element,
  path: EventTarget[],
): HTMLFormElement | undefined {
  const { form } = field as { form?: unknown };
  if (form instanceof HTMLFormElement) return form;
  return path.find((element) => element instanceof HTMLFormElement);
}

function describeForm(form: HTMLFormElement, keys: Keys) {
  return {
    form: keys.of(form),
    id: attributeOf(form, 'id'),
    name: attributeOf(form, 'name'),
    path: pathFrom(form),
    fields: countFields(form),
  };
}

/** A button's own method goes before its form's. That is asked of the
 * prototype: a field may have the name `method`. */
function methodOf(form: HTMLFormElement, submitter?: HTMLElement | null) {
  const { formMethod } = (submitter ?? {}) as Partial<HTMLButtonElement>;
  const prototype = HTMLFormElement.prototype;
  return formMethod || (Reflect.get(prototype, 'method', form) as string);
}

function describeField(field: Element) {
  const { type } = field as { type?: unknown };
  return {
    field: attributeOf(field, 'name') ?? attributeOf(field, 'id'),
    type: typeof type === 'string' ? type : undefined,
  };
}

/** Asked of the prototype: a field may have the name `elements`. */
function countFields(form: HTMLFormElement): number {
  const prototype = HTMLFormElement.prototype;
  const all = Reflect.get(prototype, 'elements', form) as HTMLCollection;
  let count = 0;
  for (let i = 0; i < Math.min(all.length, kMaxFields); i++) {
    const { type } = all[i] as { type?: unknown };
    if (typeof type === 'string' && !kNoField.test(type)) count++;
  }
  return count;
}
