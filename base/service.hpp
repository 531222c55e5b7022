#pragma once
#include <optional>
#include <string>

// What systemd hears of a running program. Nothing happens where systemd did not start it.
namespace portal::service {

void ready();
void status(const std::string& text);  // the line that systemctl status shows
void alive();                          // feeds the watchdog; called from the loop that does the work
void stopping();

// What systemd says of a unit ("active", "failed", …; "not-found"); nothing where it can't be asked.
std::optional<std::string> state_of_unit(const std::string& name);

}  // namespace portal::service
