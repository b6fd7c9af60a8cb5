/** A request that is not done, and why. `details` join the answer's JSON. */
export class Refusal extends Error {
  constructor(status, message, details = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** Answers with `value` as JSON. */
export function answerJson(response, value, status = 200) {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
  });
  response.end(`${JSON.stringify(value)}\n`);
}

/** Answers with what was thrown while the request was worked on. */
export function answerError(response, error) {
  if (error instanceof Refusal) {
    const answer = { error: error.message, ...error.details };
    answerJson(response, answer, error.status);
    return;
  }
  console.error(error);
  answerJson(response, { error: 'the collector failed; see its output' }, 500);
}
