# Finds Emscripten: an activated SDK (EMSDK is set) wins over Debian's package.
if(DEFINED ENV{EMSDK})
  set(root "$ENV{EMSDK}/upstream/emscripten")
else()
  set(root "/usr/share/emscripten")
endif()
set(toolchain "${root}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${toolchain}")
  message(FATAL_ERROR "Emscripten was not found in ${root}: "
                      "apt-get install emscripten, or activate an SDK")
endif()
include("${toolchain}")
