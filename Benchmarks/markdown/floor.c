// What the Markdown stage is measured against: libcmark's own parsing and writing of the same bytes.
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
  if (!file) return 2;
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  char *text = malloc(length);
  if (fread(text, 1, length, file) != (size_t)length) return 2;
  size_t written = 0;
  for (int left = atoi(argv[1]); left > 0; left--) {
    cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
    char *html = cmark_render_html(document, CMARK_OPT_UNSAFE);
    written += html[0] != 0;
    free(html);
    cmark_node_free(document);
  }
  printf("%zu\n", written);
  return 0;
}
