#include "base/service.hpp"

#include <cstdlib>
#include <memory>

#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>

namespace portal::service {
namespace {

std::optional<std::string> property(sd_bus& bus, const char* unit_path, const char* name) {
  char* text = nullptr;
  const int asked = sd_bus_get_property_string(&bus, "org.freedesktop.systemd1", unit_path,
                                               "org.freedesktop.systemd1.Unit", name, nullptr, &text);
  const std::unique_ptr<char, decltype(&std::free)> owned(text, std::free);
  if (asked < 0) return {};
  return text;
}

}  // namespace

void ready() { sd_notify(0, "READY=1"); }
void status(const std::string& text) { sd_notify(0, ("STATUS=" + text).c_str()); }
void alive() { sd_notify(0, "WATCHDOG=1"); }
void stopping() { sd_notify(0, "STOPPING=1"); }

std::optional<std::string> state_of_unit(const std::string& name) {
  sd_bus* opened = nullptr;
  if (sd_bus_open_system(&opened) < 0) return {};
  const std::unique_ptr<sd_bus, decltype(&sd_bus_flush_close_unref)> bus(opened, sd_bus_flush_close_unref);
  char* encoded = nullptr;
  if (sd_bus_path_encode("/org/freedesktop/systemd1/unit", name.c_str(), &encoded) < 0) return {};
  const std::unique_ptr<char, decltype(&std::free)> path(encoded, std::free);
  if (property(*bus, path.get(), "LoadState") == "not-found") return "not-found";
  return property(*bus, path.get(), "ActiveState");
}

}  // namespace portal::service
