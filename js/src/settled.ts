/** A promise that is kept from outside. */
export class Settled {
  keep: () => void = () => {};
  readonly promise = new Promise<void>((resolve) => {
    this.keep = resolve;
  });
}
