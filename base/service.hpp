#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

// What systemd hears of a running program, and what it can't take from one. Nothing is told where systemd did not start
// it.
namespace portal::service {

// From here on neither this process nor one that it forks can start a program (execve and execveat fail with EPERM),
// and nothing gives that back: whoever gets to run code in a worker finds no shell. systemd's own walls can't forbid
// it, as it starts the worker by that very call, and libraries are mapped from where programs lie. Called before there
// are threads, which inherit it. Throws std::system_error where the kernel doesn't take it.
void start_no_programs();

void ready();
void status(const std::string& text);  // the line that systemctl status shows
void alive();                          // feeds the watchdog; called from the loop that does the work
void stopping();

// Whether systemd is this machine's first process: then there are units, though it may be that it can't be asked.
bool is_at_work();

// What systemd says of a unit ("active", "failed", …; "not-found"); nothing where it can't be asked.
std::optional<std::string> state_of_unit(const std::string& name);

// Those that run, failed, or are wanted by one that runs, by patterns of their names ("portal-web@*.service"); none
// that is masked or isn't there. Empty where systemd can't be asked.
struct Unit {
  std::string name, state;
};
std::vector<Unit> units_like(const std::vector<std::string>& patterns);

// How often systemd has started a service again by itself, since it was last started or restarted by somebody.
struct Restarts {
  std::uint32_t count;
  Timestamp latest;  // of this machine's clock; of no meaning without any
};
std::optional<Restarts> restarts_of(const std::string& service);  // nothing where systemd can't be asked

// Whom a service lets in and out (IPAddressAllow=, IPAddressDeny=), as systemd has read it.
struct AddressRange {
  int family;         // AF_INET, AF_INET6
  std::string bytes;  // of an address of it, in the network's order
  unsigned prefix;    // so many bits of it count
};
struct AddressFilter {
  std::vector<AddressRange> allowed, denied;  // who is in both is allowed, who is in neither, too
};
std::optional<AddressFilter> address_filter_of(const std::string& service);  // nothing where systemd can't be asked

}  // namespace portal::service
