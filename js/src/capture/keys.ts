/** Numbers things, so that facts can speak of them; holds none of them. */
export class Keys {
  private readonly keys_ = new WeakMap<object, number>();
  private last_ = 0;

  of(thing: object): number {
    const known = this.keys_.get(thing);
    if (known !== undefined) return known;
    this.keys_.set(thing, ++this.last_);
    return this.last_;
  }
}
