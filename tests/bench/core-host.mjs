/** A host of the core without a page: wasm/abi.h from this side, a clock that
 * only the facts move, and a collector that answers 200 at once. */
export class CoreHost {
  #core;
  #encoder = new TextEncoder();
  #decoder = new TextDecoder();
  #wakeAt = Infinity;
  #sent = [];

  /** `core`: the exports of core.wasm or of fallback.js. */
  constructor(core) {
    this.#core = core;
  }

  /** Gives a fact, performs its actions, and answers what it caused to be
   * sent. Returns the actions' text. */
  take(fact) {
    const actions = this.#cross(fact);
    if (actions !== '') this.#perform(actions);
    return actions;
  }

  /** What came due by the time `moment` of the next fact: a wake, and the
   * answers to what was sent. */
  catchUp(moment) {
    if (this.#wakeAt <= moment.mono) {
      this.#wakeAt = Infinity;
      this.take(JSON.stringify({ fact: 'wake', ...moment }));
    }
    for (const batch of this.#sent.splice(0)) {
      const answer = { fact: 'sent', ...moment, batch, status: 200 };
      this.take(JSON.stringify(answer));
    }
  }

  #cross(fact) {
    const core = this.#core;
    const room = fact.length * 3;
    const at = core.sluice_reserve_fact(room);
    const view = this.#view(at, room);
    const { written } = this.#encoder.encodeInto(fact, view);
    const status = core.sluice_take_fact(written);
    if (status !== 0) throw new Error(`status ${status} for ${fact}`);
    const size = core.sluice_get_actions_size();
    if (size === 0) return '';
    return this.#decoder.decode(this.#view(core.sluice_get_actions(), size));
  }

  /** Made anew each time, as memory may have grown. */
  #view(at, size) {
    return new Uint8Array(this.#core.memory.buffer, at, size);
  }

  #perform(actions) {
    for (const line of actions.trimEnd().split('\n')) {
      const action = JSON.parse(line);
      if (action.action === 'send') this.#sent.push(action.batch);
      if (action.action === 'wake') this.#wakeAt = action.at ?? Infinity;
      if (action.action === 'report') throw new Error(action.message);
    }
  }
}
