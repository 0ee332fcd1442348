// Debian's libcmark-dev. Linking is named in Package.swift: the static archive.
#include <cmark.h>
#include "arena.h"
