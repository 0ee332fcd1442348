#include "CPreviewPage.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char script[] = {
#embed "preview.js"
};
static const unsigned char style[] = {
#embed "preview.css"
};

const unsigned char *branchpress_preview_script(size_t *count) {
  *count = sizeof script;
  return script;
}

const unsigned char *branchpress_preview_style(size_t *count) {
  *count = sizeof style;
  return style;
}
