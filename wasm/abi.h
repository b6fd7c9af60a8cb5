/* The border: everything that crosses between the core and its host.
 *
 * The module imports nothing. One instance is one tracker; it is never freed.
 * Facts go in as JSON text and actions come out as NDJSON text; what either
 * may say is in sdk/sluice/tracker/README.md. A host does, for every fact:
 *
 *   at = sluice_reserve_fact(bytes)     room for the text; 0: too large
 *   ... write UTF-8 at `at` ...
 *   status = sluice_take_fact(bytes)
 *   ... read sluice_get_actions_size() bytes at sluice_get_actions() ...
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
uint32_t sluice_get_abi_version(void);

/* Room for one fact of `bytes` bytes of UTF-8, not NUL-ended.
 * Three bytes for each UTF-16 code unit are always enough.
 * Returns its address, valid until the next call of any function here;
 * 0 if `bytes` is above kMaxFactBytes (sdk/sluice/base/limits.hpp). */
char* sluice_reserve_fact(uint32_t bytes);

/* Takes the fact whose first `bytes` bytes were written to the room that
 * sluice_reserve_fact gave last; `bytes` must not be above what was reserved.
 * Returns a Status (sdk/sluice/base/status.hpp): 0 taken, above 0 refused by
 * policy, below 0 a caller's mistake. The actions it caused replace those of
 * the fact before. */
int32_t sluice_take_fact(uint32_t bytes);

/* The actions of the last fact: NDJSON, UTF-8, each line ended by '\n'.
 * Valid until the next call of sluice_reserve_fact or sluice_take_fact. */
const char* sluice_get_actions(void);

/* Their size in bytes; 0 if the last fact caused none, as most do. */
uint32_t sluice_get_actions_size(void);

#ifdef __cplusplus
}
#endif
