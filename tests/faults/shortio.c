/* Preload that makes reads and writes honest but awkward: they really happen, in little
 * pieces, and every other call is interrupted first.
 *   cc -shared -fPIC -O1 -o shortio.so shortio.c -ldl
 * SHORTIO: bytes per call (default 1). Only descriptors of regular files and pipes are
 * touched, as the kernel itself may shorten those. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static size_t at_most(size_t wanted) {
  const char* given = getenv("SHORTIO");
  size_t piece = given ? strtoul(given, 0, 10) : 1;
  if (piece == 0) piece = 1;
  return wanted < piece ? wanted : piece;
}

static int is_ours(int fd) {
  struct stat facts;
  return fstat(fd, &facts) == 0 && (S_ISREG(facts.st_mode) || S_ISFIFO(facts.st_mode));
}

static int interrupts(void) {
  static __thread unsigned calls;
  if (calls++ % 2 != 0) return 0;
  errno = EINTR;
  return 1;
}

#define REAL(name)                                             \
  static __typeof__(&name) real;                               \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define AWKWARD                       \
  if (size && is_ours(fd)) {          \
    if (interrupts()) return -1;      \
    size = at_most(size);             \
  }

ssize_t write(int fd, const void* bytes, size_t size) {
  REAL(write);
  AWKWARD
  return real(fd, bytes, size);
}

ssize_t read(int fd, void* bytes, size_t size) {
  REAL(read);
  AWKWARD
  return real(fd, bytes, size);
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  REAL(pwrite);
  AWKWARD
  return real(fd, bytes, size, at);
}

ssize_t pread(int fd, void* bytes, size_t size, off_t at) {
  REAL(pread);
  AWKWARD
  return real(fd, bytes, size, at);
}

ssize_t writev(int fd, const struct iovec* parts, int count) {
  for (int i = 0; i < count; i++)
    if (parts[i].iov_len) return write(fd, parts[i].iov_base, parts[i].iov_len);
  return 0;
}
