import { readArguments, onlyOne } from './arguments.js';
import { readDescription } from './description-file.js';
import { checkDescription } from './destination-check.js';
import { readEvents } from './events-file.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { readJsonObject } from './json-file.js';
import { printRemarks } from './remarks.js';

const kHelp = `Usage: sluice destination preview FILE --event EVENT.json
           [--config CONFIG.json] [--endpoint URL] [--time MS]
           [--leaving] [--gzip] [--json]

Prints the requests that a page would make to send events to a collector: the
same batches and limits, byte for byte.

  --event     events in the form of event.schema.json: one, a list of them,
              or one on each line; - is standard input
  --config    settings that the description needs: {"domain": "shop.example"}
  --endpoint  the collector's address, if the description has none
  --time      the time of the requests, in milliseconds since 1970; default: now
  --leaving   the requests that a page makes while the visitor leaves it
  --gzip      the requests with the option gzip: your collector accepts gzip
  --json      print {"requests": [{"method", "url", "type", "headers", "body",
              "gzip", "events", "ids"}], "left_out"} instead

If the body of a request may be sent gzipped, both forms are printed.

Exit code 0; 1 for a description with errors; 2 for input that can't be
understood.
`;

const kOptions = {
  event: { type: 'string' },
  config: { type: 'string' },
  endpoint: { type: 'string' },
  time: { type: 'string' },
  leaving: { type: 'boolean' },
  gzip: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** The answer to the ask `preview_destination`: sdk/sluice/inspect/asks.hpp. */
interface Preview {
  requests: Request[];
  left_out: number;
  too_large?: number;
  secret?: string;
  error?: string;
}

interface Request {
  method: string;
  url: string;
  type?: string;
  headers?: Record<string, string>;
  /** What stands in place of those members where the body is gzipped. */
  gzip?: Partial<Pick<Request, 'url' | 'type' | 'headers'>>;
  body: string;
}

type Values = NonNullable<
  ReturnType<typeof readArguments<typeof kOptions>>
>['values'];

/** Returns the exit code. Throws the message for the user. */
export function previewCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  const file = onlyOne(positionals, 'preview takes one description');
  if (file === undefined || values.event === undefined) {
    throw new Error('preview needs a description and --event; see --help');
  }
  const full = startFull();
  const description = readDescription(file);
  const checked = checkDescription(full, description);
  if (checked.errors > 0) {
    printRemarks(file, checked, 'nothing to preview');
    return 1;
  }
  const request = { description, ...readRequest(values, values.event) };
  const preview = full.ask(request) as Preview;
  if (preview.error !== undefined) throw new Error(preview.error);
  if (values.json) printJson([preview]);
  else print(preview);
  return 0;
}

/** What is asked of the core beside the description. */
function readRequest(values: Values, event: string): object {
  const { config, endpoint = '', leaving = false, gzip = false } = values;
  const time = Number(values.time ?? Date.now());
  if (isNaN(time)) throw new Error('--time takes milliseconds since 1970');
  return {
    ask: 'preview_destination',
    config: config === undefined ? {} : readJsonObject(config),
    events: readEvents(readFile(event), event),
    endpoint,
    leaving,
    gzip,
    time,
  };
}

function print({ requests, left_out, too_large = 0, secret }: Preview): void {
  process.stdout.write(requests.flatMap(textsOf).join('\n'));
  const notes = [
    left_out > 0 && `${left_out} left out: there is no form for them`,
    too_large > 0 && `${too_large} too large`,
    secret && `"${secret}" is a secret: not for a page, send from a server`,
  ];
  for (const note of notes) if (note) process.stderr.write(`${note}\n`);
}

function textsOf({ gzip, ...request }: Request): string[] {
  if (!gzip) return [textOf(request)];
  const body = '(the same body, gzipped)';
  return [textOf(request), textOf({ ...request, ...gzip, body })];
}

function textOf({ method, url, type, headers, body }: Request): string {
  const lines = Object.entries(headers ?? {});
  if (type !== undefined) lines.push(['Content-Type', type]);
  const head = lines.map(([name, value]) => `${name}: ${value}\n`).join('');
  return `${method} ${url}\n${head}\n${body}\n`;
}
