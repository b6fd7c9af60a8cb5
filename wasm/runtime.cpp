// What keeps the import list empty and the module small: the few functions of
// the C library that would call out of the module, or that pull in far more
// than nlohmann's lexer needs of them. They replace musl's at link time.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sluice/base/strings.hpp"

extern "C" {

// -- Calls out of the module -------------------------------------------------

// A bug ends in a trap; the loader drops the instance (js/src/core). abort()
// comes this way too.
_Noreturn void __wasi_proc_exit(uint32_t) { __builtin_trap(); }

// -- Text: musl's read a word at a time, which ours are too short for --------

size_t strlen(const char* text) {
  const char* end = text;
  while (*end != '\0') ++end;
  return static_cast<size_t>(end - text);
}

void* memchr(const void* bytes, int wanted, size_t size) {
  auto* at = static_cast<unsigned char*>(const_cast<void*>(bytes));
  for (; size > 0; --size, ++at) {
    if (*at == static_cast<unsigned char>(wanted)) return at;
  }
  return nullptr;
}

// -- Numbers: musl's strtod works in 128-bit floats (10 KB) ------------------

// nlohmann asks for a value only to see that it is finite; we keep numbers as
// they were written (json/parser.hpp). The lexer hands over whole tokens.
double strtod(const char* text, char** end) {
  const std::string_view token(text);
  *end = const_cast<char*>(text) + token.size();
  return sluice::parse_number(token).value_or(0);
}

float strtof(const char* text, char** end) {
  return static_cast<float>(strtod(text, end));
}

long double strtold(const char* text, char** end) { return strtod(text, end); }

// What the lexer reads as an integer, it can't use (NoInteger). libc++ names
// the other two, and musl has all of them in one file.
long strtol(const char*, char**, int) { return 0; }
unsigned long strtoul(const char*, char**, int) { return 0; }
long long strtoll(const char*, char**, int) { return 0; }
unsigned long long strtoull(const char*, char**, int) { return 0; }
}
