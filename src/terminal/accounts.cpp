// readline can complete `~name` and look for a home in the accounts of the machine.
// kindly lets it do neither, and in a static program glibc's look-up would bring along
// sockets and parts that have to be loaded. So here nobody has an account. Only in the
// static build.

#include <pwd.h>

extern "C" {

passwd* getpwnam(const char*) {
  return nullptr;
}
passwd* getpwuid(uid_t) {
  return nullptr;
}
passwd* getpwent() {
  return nullptr;
}
void setpwent() {}
void endpwent() {}

} // extern "C"
