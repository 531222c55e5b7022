#include "base/service.hpp"

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <system_error>

#include <seccomp.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>

namespace portal::service {
namespace {

constexpr const char* systemd_name = "org.freedesktop.systemd1";

using Bus = std::unique_ptr<sd_bus, decltype(&sd_bus_flush_close_unref)>;
using Message = std::unique_ptr<sd_bus_message, decltype(&sd_bus_message_unref)>;
using Calls = std::unique_ptr<void, decltype(&seccomp_release)>;
using Text = std::unique_ptr<char, decltype(&std::free)>;

void demand(int result) {
  if (result < 0) throw std::system_error(-result, std::generic_category(), "seccomp");
}

Bus open_bus() {
  sd_bus* opened = nullptr;
  if (sd_bus_open_system(&opened) < 0) opened = nullptr;
  return {opened, sd_bus_flush_close_unref};
}

Text path_of(const std::string& unit) {
  char* encoded = nullptr;
  if (sd_bus_path_encode("/org/freedesktop/systemd1/unit", unit.c_str(), &encoded) < 0) encoded = nullptr;
  return {encoded, std::free};
}

std::optional<std::string> property(sd_bus& bus, const char* unit_path, const char* name) {
  char* text = nullptr;
  const int asked =
      sd_bus_get_property_string(&bus, systemd_name, unit_path, "org.freedesktop.systemd1.Unit", name, nullptr, &text);
  const Text owned(text, std::free);
  if (asked < 0) return {};
  return text;
}

// `type` is D-Bus's: "u" of 32 bits, "t" of 64.
template <class Number>
std::optional<Number> number(sd_bus& bus, const char* unit_path, const char* interface, const char* name, char type) {
  Number found{};
  if (sd_bus_get_property_trivial(&bus, systemd_name, unit_path, interface, name, nullptr, type, &found) < 0) return {};
  return found;
}

std::optional<std::vector<AddressRange>> ranges(sd_bus& bus, const char* unit_path, const char* name) {
  sd_bus_message* answer = nullptr;
  const int asked = sd_bus_get_property(&bus, systemd_name, unit_path, "org.freedesktop.systemd1.Service", name,
                                        nullptr, &answer, "a(iayu)");
  const Message owned(answer, sd_bus_message_unref);
  if (asked < 0 || sd_bus_message_enter_container(answer, 'a', "(iayu)") < 0) return {};
  std::vector<AddressRange> found;
  while (sd_bus_message_enter_container(answer, 'r', "iayu") > 0) {
    int family = 0;
    const void* bytes = nullptr;
    std::size_t count = 0;
    unsigned prefix = 0;
    if (sd_bus_message_read(answer, "i", &family) < 0 || sd_bus_message_read_array(answer, 'y', &bytes, &count) < 0 ||
        sd_bus_message_read(answer, "u", &prefix) < 0 || sd_bus_message_exit_container(answer) < 0)
      return {};
    found.push_back({family, std::string(static_cast<const char*>(bytes), count), prefix});
  }
  return found;
}

sd_bus_message* ask_for_units(sd_bus& bus, std::vector<std::string> patterns) {
  sd_bus_message* question = nullptr;
  if (sd_bus_message_new_method_call(&bus, &question, systemd_name, "/org/freedesktop/systemd1",
                                     "org.freedesktop.systemd1.Manager", "ListUnitsByPatterns") < 0)
    return nullptr;
  const Message owned(question, sd_bus_message_unref);
  std::vector<char*> words;
  words.reserve(patterns.size() + 1);
  for (std::string& pattern : patterns) words.push_back(pattern.data());
  words.push_back(nullptr);
  char* no_state = nullptr;
  sd_bus_message* answer = nullptr;
  if (sd_bus_message_append_strv(question, &no_state) < 0 || sd_bus_message_append_strv(question, words.data()) < 0 ||
      sd_bus_call(&bus, question, 0, nullptr, &answer) < 0)
    return nullptr;
  return answer;
}

}  // namespace

void start_no_programs() {
  const Calls calls(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
  demand(calls ? 0 : -ENOMEM);
  for (const int call : {SCMP_SYS(execve), SCMP_SYS(execveat)})
    demand(seccomp_rule_add(calls.get(), SCMP_ACT_ERRNO(EPERM), call, 0));
  demand(seccomp_load(calls.get()));
}

void ready() { sd_notify(0, "READY=1"); }
void status(const std::string& text) { sd_notify(0, ("STATUS=" + text).c_str()); }
void alive() { sd_notify(0, "WATCHDOG=1"); }
void stopping() { sd_notify(0, "STOPPING=1"); }

bool is_at_work() { return sd_booted() > 0; }

std::optional<std::string> state_of_unit(const std::string& name) {
  const Bus bus = open_bus();
  const Text path = path_of(name);
  if (!bus || !path) return {};
  if (property(*bus, path.get(), "LoadState") == "not-found") return "not-found";
  return property(*bus, path.get(), "ActiveState");
}

std::vector<Unit> units_like(const std::vector<std::string>& patterns) {
  const Bus bus = open_bus();
  if (!bus) return {};
  const Message answer(ask_for_units(*bus, patterns), sd_bus_message_unref);
  if (!answer || sd_bus_message_enter_container(answer.get(), 'a', "(ssssssouso)") < 0) return {};
  std::vector<Unit> found;
  const char *name = nullptr, *loaded = nullptr, *state = nullptr;
  while (sd_bus_message_read(answer.get(), "(ssssssouso)", &name, nullptr, &loaded, &state, nullptr, nullptr, nullptr,
                             nullptr, nullptr, nullptr) > 0)
    if (const std::string_view is(loaded); is != "masked" && is != "not-found") found.push_back({name, state});
  return found;
}

std::optional<Restarts> restarts_of(const std::string& service) {
  const Bus bus = open_bus();
  const Text path = path_of(service);
  if (!bus || !path) return {};
  const auto count =
      number<std::uint32_t>(*bus, path.get(), "org.freedesktop.systemd1.Service", "NRestarts", SD_BUS_TYPE_UINT32);
  const auto begun = number<std::uint64_t>(*bus, path.get(), "org.freedesktop.systemd1.Unit", "InactiveExitTimestamp",
                                           SD_BUS_TYPE_UINT64);
  if (!count || !begun) return {};
  return Restarts{*count, Timestamp{std::chrono::microseconds{*begun}}};
}

std::optional<AddressFilter> address_filter_of(const std::string& service) {
  const Bus bus = open_bus();
  const Text path = path_of(service);
  if (!bus || !path) return {};
  const auto allowed = ranges(*bus, path.get(), "IPAddressAllow");
  const auto denied = ranges(*bus, path.get(), "IPAddressDeny");
  if (!allowed || !denied) return {};
  return AddressFilter{*allowed, *denied};
}

}  // namespace portal::service
