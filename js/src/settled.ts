import { OwnPromise } from './own-promise.js';

/** A promise that is kept from outside. */
export class Settled {
  keep: () => void = () => {};
  readonly promise = new OwnPromise<void>((resolve) => {
    this.keep = resolve;
  });
}
