/** The browser's own, which is what async functions return, whatever a page
 * has put into `window.Promise`. */
export const OwnPromise = /* @__PURE__ */ (async () => {})()
  .constructor as PromiseConstructor;
