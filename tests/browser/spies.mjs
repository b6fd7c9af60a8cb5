/** Runs in the page before any script: notes in `window.touched` each use of
 * the device's storage and of the network, by name. All goes on as it was. */
export function installSpies() {
  const touched = [];
  Object.defineProperty(window, 'touched', { value: touched });

  const spyOnCall = (owner, name, label) => {
    const original = owner[name];
    owner[name] = function (...args) {
      touched.push(`${label}.${name}`);
      return original.apply(this, args);
    };
  };
  const spyOnMethods = (type, ...names) => {
    for (const name of names) spyOnCall(type.prototype, name, type.name);
  };
  const spyOnProperty = (owner, name, label) => {
    const { get, set, ...rest } = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, {
      ...rest,
      get: get && noting(`${label}.${name}`, get),
      set: set && noting(`${label}.${name}=`, set),
    });
  };
  const noting = (label, accessor) =>
    function (...args) {
      touched.push(label);
      return accessor.apply(this, args);
    };
  const spyOnType = (name) => {
    window[name] = new Proxy(window[name], {
      construct(target, args, made) {
        touched.push(`new ${name}`);
        return Reflect.construct(target, args, made);
      },
    });
  };

  spyOnMethods(Storage, 'getItem', 'setItem', 'removeItem', 'clear', 'key');
  spyOnMethods(IDBFactory, 'open', 'deleteDatabase', 'databases');
  spyOnMethods(CacheStorage, 'open', 'match', 'has', 'keys', 'delete');
  spyOnMethods(CookieStore, 'get', 'getAll', 'set', 'delete');
  spyOnMethods(StorageManager, 'getDirectory', 'persist', 'estimate');
  spyOnMethods(XMLHttpRequest, 'open', 'send');
  spyOnMethods(Navigator, 'sendBeacon');
  spyOnCall(window, 'fetch', 'window');
  spyOnProperty(Storage.prototype, 'length', 'Storage');
  spyOnProperty(Document.prototype, 'cookie', 'document');
  spyOnProperty(HTMLImageElement.prototype, 'src', 'image');
  for (const name of ['localStorage', 'sessionStorage']) {
    spyOnProperty(window, name, 'window');
  }
  for (const name of ['indexedDB', 'caches', 'cookieStore', 'name']) {
    spyOnProperty(window, name, 'window');
  }
  for (const name of ['BroadcastChannel', 'WebSocket', 'EventSource']) {
    spyOnType(name);
  }
  for (const name of ['Image', 'Worker', 'SharedWorker']) spyOnType(name);
}

/** Runs in the page: touches all that the spies watch. */
export async function touchAll() {
  document.cookie = 'a=1';
  void document.cookie;
  for (const storage of [localStorage, sessionStorage]) {
    storage.setItem('a', storage.length);
    storage.getItem(storage.key(0));
    storage.removeItem('a');
    storage.clear();
  }
  indexedDB.open('a');
  indexedDB.databases();
  indexedDB.deleteDatabase('a');
  for (const name of ['open', 'has', 'match', 'delete']) caches[name]('a');
  caches.keys();
  for (const name of ['get', 'getAll', 'delete']) cookieStore[name]('a');
  cookieStore.set('a', '1');
  navigator.storage.getDirectory();
  navigator.storage.estimate();
  navigator.storage.persist();
  const request = new XMLHttpRequest();
  request.open('GET', '/a.txt');
  request.send();
  fetch('/a.txt');
  navigator.sendBeacon('/a.txt', 'a');
  new Image().src = '/a.png';
  new BroadcastChannel('a').close();
  new WebSocket(location.origin.replace('http', 'ws')).close();
  new EventSource('/a.txt').close();
  new Worker('/a.js').terminate();
  new SharedWorker('/a.js').port.close();
  window.name = 'a' + window.name;
}
