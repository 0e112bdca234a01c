// readline can complete `~name` and look for a home in the accounts of the machine.
// kindly lets it do neither, and in a static program glibc's look-up would bring along
// sockets and parts that have to be loaded. So here nobody has an account. Only in the
// static build.

//
// A thread of glibc's begins with the state of its resolver of host names. It is here,
// empty, so that the resolver stays out as well.

#include <pwd.h>
#include <resolv.h>
#undef _res // a macro for what is meant here

extern "C" {

struct __res_state _res {};
__thread struct __res_state* __libc_resp = &_res; // NOLINT: glibc's own name

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
