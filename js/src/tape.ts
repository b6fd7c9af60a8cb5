/** One MiB in UTF-16 units: hours of an ordinary visit. */
const kMaxTapeUnits = 1024 * 1024;

/** What crossed the border so far: each fact, and the actions after it. */
export class Tape {
  private text_ = '';
  private isFull_ = false;

  add(fact: string, actions: string): void {
    const lines = `${fact}\n${actions}`;
    // A gap would make the rest worthless: what is full stays so.
    if (this.text_.length + lines.length > kMaxTapeUnits) this.isFull_ = true;
    if (!this.isFull_) this.text_ += lines;
  }

  text(): string {
    return this.text_;
  }
}
