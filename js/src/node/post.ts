import { gzipSync } from 'node:zlib';
import { retryAfterMs } from '../retry-after.js';

export interface PostRequest {
  method: string;
  url: string;
  type?: string;
  headers?: Record<string, string>;
  /** What stands in place of those members where the body is gzipped; absent:
   * it is not to be. */
  gzip?: Partial<Pick<PostRequest, 'url' | 'type' | 'headers'>>;
  body: string | Uint8Array<ArrayBuffer>;
}

export interface PostResult {
  /** 0: the collector was not reached. */
  status: number;
  body: string;
  header?: string;
  /** Milliseconds that the collector asked to wait. */
  retryAfter?: number | undefined;
}

/** The request with its body gzipped, if that may be. */
export function gzipped(request: PostRequest): PostRequest {
  const { gzip, body } = request;
  return gzip ? { ...request, ...gzip, body: gzipSync(body) } : request;
}

/** Makes a request. Resolves to the status and the value of the header
 * `wanted`. Never rejects. */
export async function post(
  { method, url, type, headers, body }: PostRequest,
  wanted: string | undefined,
  timeout: number,
): Promise<PostResult> {
  const sent =
    type === undefined
      ? {}
      : { body, headers: { ...headers, 'content-type': type } };
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(url, { method, signal, ...sent });
    const text = await response.text();
    const header = wanted === undefined ? null : response.headers.get(wanted);
    const retryAfter = retryAfterMs(response.headers.get('retry-after'));
    const answer = { status: response.status, body: text, retryAfter };
    return header === null ? answer : { ...answer, header };
  } catch {
    return { status: 0, body: '' };
  }
}
