import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const executablePath = process.env.SLUICE_CHROMIUM ?? '/usr/bin/chromium';

const flags = [
  '--no-sandbox', // refused to root, as which containers run tests
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--ignore-certificate-errors', // those of tls.mjs
];

/** A Chromium driven by Playwright. */
export function launchChromium() {
  return chromium.launch({
    executablePath,
    args: flags,
    // Visitors have that cache, and Playwright turns it off.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
}

/** Opens `url` in a Chromium that nobody drives, ended with the test. While a
 * debugger is attached, as Playwright is, no page is prerendered and no tab is
 * ever hidden. What happens is up to the page. */
export function openUndriven(t, url) {
  const profile = mkdtempSync(join(tmpdir(), 'sluice-chromium-'));
  const child = spawn(
    executablePath,
    [
      ...['--headless', '--disable-popup-blocking', ...flags],
      ...[`--user-data-dir=${profile}`, url],
    ],
    { stdio: 'ignore', detached: true },
  );
  t.after(async () => {
    // Its own group, so that its helper processes end with it.
    if (child.exitCode === null) {
      process.kill(-child.pid, 'SIGKILL');
      await once(child, 'exit');
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  });
}
