import { setTimeout as sleep } from 'node:timers/promises';

const kSettleMs = 500;

/** The measured page in a browser context of its own, and so in a process of
 * its own. `complain` hears what the page's console warns of. */
export async function openTab(browser, origin, complain) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => complain(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'log') complain(message.text());
  });
  await page.goto(origin);
  if (!(await page.evaluate(() => crossOriginIsolated))) {
    throw new Error('the page is not isolated, its clock too coarse');
  }
  const cdp = await context.newCDPSession(page);
  // CPU time of the main thread: what else runs on this machine is not in it.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const tab = new Tab(context, page, cdp);
  await tab.settle();
  return tab;
}

class Tab {
  #context;
  #page;
  #cdp;

  constructor(context, page, cdp) {
    this.#context = context;
    this.#page = page;
    this.#cdp = cdp;
  }

  close() {
    return this.#context.close();
  }

  /** What was begun comes to an end. */
  settle() {
    return sleep(kSettleMs);
  }

  /** `rate` 4: four times slower. */
  throttle(rate) {
    return this.#cdp.send('Emulation.setCPUThrottlingRate', { rate });
  }

  /** Loads `/NAME.js` by a script tag. */
  load(name, endpoint) {
    return this.#page.evaluate(
      ([name, endpoint]) =>
        new Promise((resolve, reject) => {
          const script = document.createElement('script');
          script.dataset.endpoint = endpoint;
          // Far more a second than any page is granted.
          script.dataset.rateLimit = 'false';
          script.src = `${name}.js`;
          script.onload = () => resolve();
          script.onerror = () => reject(new Error(`${name}.js is not there`));
          document.head.append(script);
        }),
      [name, endpoint],
    );
  }

  /** Calls a function of page-driver.mjs. */
  drive(name, ...args) {
    const call = ([name, args]) => window.driver[name](...args);
    return this.#page.evaluate(call, [name, args]);
  }

  /** Milliseconds of CPU that the main thread's tasks have had so far. */
  async taskMs() {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  }

  /** Bytes of live JavaScript objects. */
  async heapBytes() {
    await this.#cdp.send('HeapProfiler.collectGarbage');
    return (await this.#cdp.send('Runtime.getHeapUsage')).usedSize;
  }

  /** Bytes of all WebAssembly memories. */
  async wasmBytes() {
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      expression: 'WebAssembly.Memory.prototype',
    });
    const { objects } = await this.#cdp.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId,
    });
    const { result: sum } = await this.#cdp.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: `function () {
        return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
      }`,
      returnByValue: true,
    });
    return sum.value;
  }
}
