/* The second border, of the module `full`: what tools ask, in Node.js, at the
 * edge, on the command line and in a playground (sdk/sluice/inspect). The
 * module has all functions of abi.h as well, over the same core, so that what
 * a tool says of a page is what happens on it.
 *
 * The module imports nothing. Requests go in as JSON text and answers come out
 * as JSON text; what either may say is in sdk/sluice/inspect/asks.hpp. Nothing
 * is kept from one request to the next. A host does, for every request:
 *
 *   at = sluice_reserve_request(bytes)  room for the text; 0: too large
 *   ... write UTF-8 at `at` ...
 *   answer = sluice_ask(bytes)
 *   ... read sluice_get_answer_size() bytes at `answer` ...
 *
 * Only i32 and u32 cross. Memory may grow in any call, so a host takes a
 * fresh view of it afterwards.
 */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of this contract. A host compares it with the one it was built for
 * before any other call and, if they differ, makes no other call. */
uint32_t sluice_get_full_version(void);

/* Room for one request of `bytes` bytes of UTF-8, not NUL-ended.
 * Three bytes for each UTF-16 code unit are always enough.
 * Returns its address, valid until the next call of any function;
 * 0 if `bytes` is above kMaxRequestBytes (sdk/sluice/base/limits.hpp). */
char* sluice_reserve_request(uint32_t bytes);

/* Answers the request whose first `bytes` bytes were written to the room that
 * sluice_reserve_request gave last.
 * Returns the address of the answer, one JSON object in UTF-8, not NUL-ended,
 * valid until the next call of any function but sluice_get_answer_size; 0 if
 * `bytes` is above what was reserved, which is a caller's mistake. */
const char* sluice_ask(uint32_t bytes);

/* Size of the last answer in bytes; 0 if there was none. */
uint32_t sluice_get_answer_size(void);

#ifdef __cplusplus
}
#endif
