// The least that a build can cost, and the tool that measures builds. Three programs in one:
//
//   floor build CONTENT DOCUMENTS OUTPUT FILES [THREADS]
//       On all cores: reads every document of a list (a path of CONTENT a line), parses it and renders
//       it to HTML with libcmark, and writes the files of another list ("size<TAB>path" a line) into
//       the folder OUTPUT, which must not exist. Nothing more.
//   floor walk DIRECTORY...
//       Looks at every file below folders, one after another: what must be done at least to see that
//       nothing has changed. Prints how many files there are.
//   floor run RESULT PROGRAM ARGUMENT...
//       Runs a program and writes into the file RESULT: wall, user and system seconds, peak memory in
//       KB and the exit status. It is small itself, so that the peak is that of the program.
#define _GNU_SOURCE
#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// MARK: build

struct list {
  char **lines;
  size_t count;
};

static struct list documents, files;
static int content, output;
static atomic_size_t next_index;
static char filler[1 << 16];

static struct list read_list(const char *path) {
  struct list list = {0};
  size_t room = 0, capacity = 0;
  char *line = NULL;
  FILE *file = fopen(path, "r");
  if (!file) fail(path);
  for (ssize_t length; (length = getline(&line, &capacity, file)) > 0;) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    if (list.count == room) {
      room = room ? room * 2 : 1024;
      if (!(list.lines = realloc(list.lines, room * sizeof *list.lines))) fail("realloc");
    }
    list.lines[list.count++] = strdup(line);
  }
  free(line);
  fclose(file);
  return list;
}

// The HTML of a document without its front matter.
static char *render(const char *path) {
  int descriptor = openat(content, path, O_RDONLY | O_CLOEXEC);
  struct stat facts;
  if (descriptor < 0 || fstat(descriptor, &facts) != 0) fail(path);
  char *text = malloc(facts.st_size + 1);
  ssize_t length = read(descriptor, text, facts.st_size);
  if (length < 0) fail(path);
  text[length] = 0;
  close(descriptor);
  char *body = strstr(text + 3, "\n---\n");
  body = body ? body + 5 : text;
  cmark_node *tree = cmark_parse_document(body, text + length - body, CMARK_OPT_DEFAULT);
  char *html = cmark_render_html(tree, CMARK_OPT_DEFAULT);
  cmark_node_free(tree);
  free(text);
  return html;
}

// Writes a file of the size that its line says: `html`, and as much filler as is wanting.
static void write_file(char *line, const char *html) {
  char *path = NULL;
  size_t size = strtoull(line, &path, 10);
  path++;
  int descriptor = openat(output, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (descriptor < 0 && errno == ENOENT) {
    for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
      *slash = 0;
      if (mkdirat(output, path, 0755) != 0 && errno != EEXIST) fail(path);
      *slash = '/';
    }
    descriptor = openat(output, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  }
  if (descriptor < 0) fail(path);
  size_t length = html ? strlen(html) : 0;
  // One buffer, one write, as a generator would do it.
  char *page = malloc(size + 1);
  if (length > size) length = size;
  memcpy(page, html ? html : "", length);
  for (size_t at = length; at < size;) {
    size_t part = size - at < sizeof filler ? size - at : sizeof filler;
    memcpy(page + at, filler, part);
    at += part;
  }
  for (size_t at = 0; at < size;) {
    ssize_t put = write(descriptor, page + at, size - at);
    if (put < 0) fail(path);
    at += put;
  }
  free(page);
  close(descriptor);
}

static void *work(void *unused) {
  const size_t run = 32;
  size_t count = documents.count > files.count ? documents.count : files.count;
  for (size_t start; (start = atomic_fetch_add(&next_index, run)) < count;) {
    for (size_t index = start; index < start + run; index++) {
      char *html = index < documents.count ? render(documents.lines[index]) : NULL;
      if (index < files.count) write_file(files.lines[index], html);
      free(html);
    }
  }
  return unused;
}

static int build(char **arguments) {
  content = open(arguments[0], O_DIRECTORY | O_CLOEXEC);
  documents = read_list(arguments[1]);
  if (mkdir(arguments[2], 0755) != 0) fail(arguments[2]);
  output = open(arguments[2], O_DIRECTORY | O_CLOEXEC);
  files = read_list(arguments[3]);
  if (content < 0 || output < 0) fail("open");
  memset(filler, '.', sizeof filler);
  long threads = arguments[4] ? atol(arguments[4]) : sysconf(_SC_NPROCESSORS_ONLN);
  pthread_t others[64];
  if (threads > 64) threads = 64;
  for (long index = 1; index < threads; index++) pthread_create(&others[index], NULL, work, NULL);
  work(NULL);
  for (long index = 1; index < threads; index++) pthread_join(others[index], NULL);
  return 0;
}

// MARK: walk

static long walk(int folder) {
  long count = 0;
  DIR *directory = fdopendir(folder);
  if (!directory) fail("fdopendir");
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    struct stat facts;
    if (fstatat(folder, entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0) fail(entry->d_name);
    if (S_ISDIR(facts.st_mode)) {
      int inner = openat(folder, entry->d_name, O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
      if (inner < 0) fail(entry->d_name);
      count += walk(inner);
    } else {
      count++;
    }
  }
  closedir(directory);
  return count;
}

// MARK: run

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int run(const char *result, char **command) {
  double start = now();
  pid_t child = vfork();
  if (child == 0) {
    execvp(command[0], command);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) fail(command[0]);
  double wall = now() - start;
  FILE *file = fopen(result, "w");
  if (!file) fail(result);
  fprintf(file, "%.6f %.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime),
          usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return fclose(file) == 0 ? 0 : 1;
}

int main(int count, char **arguments) {
  if (count >= 6 && !strcmp(arguments[1], "build")) return build(arguments + 2);
  if (count >= 4 && !strcmp(arguments[1], "run")) return run(arguments[2], arguments + 3);
  if (count >= 3 && !strcmp(arguments[1], "walk")) {
    long files = 0;
    for (int index = 2; index < count; index++) {
      int folder = open(arguments[index], O_DIRECTORY | O_CLOEXEC);
      if (folder < 0) fail(arguments[index]);
      files += walk(folder);
    }
    printf("%ld\n", files);
    return 0;
  }
  fputs("usage: floor build|walk|run ...\n", stderr);
  return 2;
}
