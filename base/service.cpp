#include "base/service.hpp"

#include <systemd/sd-daemon.h>

namespace portal::service {

void ready() { sd_notify(0, "READY=1"); }
void status(const std::string& text) { sd_notify(0, ("STATUS=" + text).c_str()); }
void alive() { sd_notify(0, "WATCHDOG=1"); }
void stopping() { sd_notify(0, "STOPPING=1"); }

}  // namespace portal::service
