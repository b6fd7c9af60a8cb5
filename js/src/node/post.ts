export interface PostRequest {
  method: string;
  url: string;
  type?: string;
  headers?: Record<string, string>;
  body: string;
}

export interface Answer {
  /** 0: the collector was not reached. */
  status: number;
  body: string;
  header?: string;
}

/** Makes a request; of the answer the header `wanted` is told. Never
 * rejects. */
export async function post(
  { method, url, type, headers, body }: PostRequest,
  wanted: string | undefined,
  timeout: number,
): Promise<Answer> {
  const sent =
    type === undefined
      ? {}
      : { body, headers: { ...headers, 'content-type': type } };
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(url, { method, signal, ...sent });
    const text = await response.text();
    const header = wanted === undefined ? null : response.headers.get(wanted);
    const answer = { status: response.status, body: text };
    return header === null ? answer : { ...answer, header };
  } catch {
    return { status: 0, body: '' };
  }
}
