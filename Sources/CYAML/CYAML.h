// Debian's libyaml-dev. Linking is named in Package.swift: the static archive.
#include <yaml.h>
