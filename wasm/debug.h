/* The border of the third module, `debug`: the core that also says what becomes
 * of events. A page whose owner debugs gives it the facts that its own core
 * gets, performs none of its actions, and prints what it says.
 *
 * The module has all functions of abi.h as well.
 */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the last fact made of events, if the option `debug` is on: NDJSON,
 * UTF-8, as sdk/sluice/tracker/README.md describes it, each line ended by '\n'.
 * Valid until the next call of sluice_reserve_fact or sluice_take_fact. */
const char* sluice_get_outcomes(void);

/* Their size in bytes. */
uint32_t sluice_get_outcomes_size(void);

#ifdef __cplusplus
}
#endif
