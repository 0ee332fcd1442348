// Measures what it takes to keep and to load what a build remembers, in SQLite and in one flat file:
// as many documents as said (a path, 64 bytes of stamps and digests, a record of 440 bytes) and
// outputs (a path, 48 bytes). Reading copies every path and record, as the program does.
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { RECORD = 440, DOCUMENT = 64, OUTPUT = 48 };

static char *folder;
static unsigned char record[RECORD];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void fail(const char *what) {
  fprintf(stderr, "%s failed\n", what);
  exit(1);
}

static int path(char *text, const char *ending, int number) {
  return sprintf(text, "study/column-%d/article-%07d%s", number % 8, number, ending);
}

static sqlite3 *open_database(void) {
  char name[4096];
  sqlite3 *database;
  sprintf(name, "%s/store.sqlite", folder);
  if (sqlite3_open(name, &database)) fail("open");
  // The cache may be lost at any time: no journal, no waiting for the disk.
  sqlite3_exec(database, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE",
               0, 0, 0);
  return database;
}

static void insert(sqlite3 *database, const char *statement, const char *ending, int count, int facts,
                   int bytes) {
  sqlite3_stmt *prepared;
  char text[128];
  if (sqlite3_prepare_v2(database, statement, -1, &prepared, 0)) fail("prepare");
  for (int number = 0; number < count; number++) {
    int length = path(text, ending, number);
    sqlite3_bind_text(prepared, 1, text, length, SQLITE_STATIC);
    sqlite3_bind_blob(prepared, 2, record, facts, SQLITE_STATIC);
    if (bytes) sqlite3_bind_blob(prepared, 3, record, bytes, SQLITE_STATIC);
    if (sqlite3_step(prepared) != SQLITE_DONE) fail("insert");
    sqlite3_reset(prepared);
  }
  sqlite3_finalize(prepared);
}

static size_t select_all(sqlite3 *database, const char *statement, int columns) {
  sqlite3_stmt *prepared;
  size_t sum = 0;
  if (sqlite3_prepare_v2(database, statement, -1, &prepared, 0)) fail("prepare");
  while (sqlite3_step(prepared) == SQLITE_ROW)
    for (int column = 0; column < columns; column++) {
      int count = sqlite3_column_bytes(prepared, column);
      char *copy = malloc(count + 1);
      memcpy(copy, sqlite3_column_blob(prepared, column), count);
      sum += count + copy[0];
    }
  sqlite3_finalize(prepared);
  return sum;
}

static size_t flat_write(int documents, int outputs) {
  char name[4096], place[4096], text[128];
  char *buffer = malloc((size_t)documents * (RECORD + DOCUMENT + 64) + (size_t)outputs * (OUTPUT + 64));
  size_t used = 0;
  for (int number = 0; number < documents + outputs; number++) {
    int is_document = number < documents, length = path(text, is_document ? ".md" : "/index.html", number);
    int facts = is_document ? DOCUMENT : OUTPUT, bytes = is_document ? RECORD : 0;
    memcpy(buffer + used, &length, 4);
    memcpy(buffer + used + 4, text, length);
    memcpy(buffer + used + 4 + length, record, facts + 0);
    memcpy(buffer + used + 4 + length + facts, record, bytes);
    used += 4 + length + facts + bytes;
  }
  sprintf(name, "%s/store.new", folder);
  sprintf(place, "%s/store.flat", folder);
  int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  for (size_t done = 0; done < used;) {
    ssize_t put = write(file, buffer + done, used - done);
    if (put < 0) fail("write");
    done += put;
  }
  close(file);
  if (rename(name, place)) fail("rename");
  free(buffer);
  return used;
}

static size_t flat_read(int documents, int outputs) {
  char place[4096];
  struct stat facts;
  size_t sum = 0, at = 0;
  sprintf(place, "%s/store.flat", folder);
  int file = open(place, O_RDONLY);
  fstat(file, &facts);
  char *buffer = malloc(facts.st_size);
  for (off_t done = 0; done < facts.st_size;) {
    ssize_t got = read(file, buffer + done, facts.st_size - done);
    if (got <= 0) fail("read");
    done += got;
  }
  close(file);
  for (int number = 0; number < documents + outputs; number++) {
    int length, bytes = number < documents ? DOCUMENT + RECORD : OUTPUT;
    memcpy(&length, buffer + at, 4);
    char *name = malloc(length + 1), *copy = malloc(bytes);
    memcpy(name, buffer + at + 4, length);
    memcpy(copy, buffer + at + 4 + length, bytes);
    at += 4 + length + bytes;
    sum += name[0] + copy[0];
  }
  return sum + at;
}

int main(int count, char **arguments) {
  if (count != 3) return fprintf(stderr, "usage: stores FOLDER DOCUMENTS\n"), 2;
  folder = arguments[1];
  int documents = atoi(arguments[2]), outputs = documents * 12 / 10;
  for (int i = 0; i < RECORD; i++) record[i] = i * 7;
  char name[4096];
  sprintf(name, "%s/store.sqlite", folder);
  unlink(name);
  double start = now();
  sqlite3 *database = open_database();
  sqlite3_exec(database, "BEGIN; CREATE TABLE documents(path TEXT PRIMARY KEY, facts BLOB, record BLOB)"
               " WITHOUT ROWID; CREATE TABLE outputs(path TEXT PRIMARY KEY, facts BLOB) WITHOUT ROWID",
               0, 0, 0);
  insert(database, "INSERT INTO documents VALUES(?, ?, ?)", ".md", documents, DOCUMENT, RECORD);
  insert(database, "INSERT INTO outputs VALUES(?, ?)", "/index.html", outputs, OUTPUT, 0);
  sqlite3_exec(database, "COMMIT", 0, 0, 0);
  sqlite3_close(database);
  double sqlite_write = now() - start;
  start = now();
  database = open_database();
  size_t sum = select_all(database, "SELECT path, facts, record FROM documents", 3)
    + select_all(database, "SELECT path, facts FROM outputs", 2);
  sqlite3_close(database);
  double sqlite_read = now() - start;
  start = now();
  sum += flat_write(documents, outputs);
  double write_time = now() - start;
  start = now();
  sum += flat_read(documents, outputs);
  printf("%d documents, %d outputs (%zu)\n", documents, outputs, sum);
  printf("SQLite: written %.1f ms, read %.1f ms\n", sqlite_write, sqlite_read);
  printf("flat file: written %.1f ms, read %.1f ms\n", write_time, now() - start);
}
