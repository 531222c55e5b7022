#include "base/log.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#include "base/json.hpp"
#include "base/time.hpp"

namespace portal::log {
namespace {

const char* level_name(Level level) {
  return level == Level::error ? "error" : level == Level::warning ? "warning" : "info";
}

// A log line's own time is the machine's: it says when the line was written, and decides nothing.
std::string written_at() {
  std::string text = to_sql(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
  text[10] = 'T';
  return text + "Z";
}

std::string to_json(const Text& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? json::quoted(*text) : std::to_string(std::get<std::int64_t>(value));
}

std::string plain(const Text& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : std::to_string(std::get<std::int64_t>(value));
}

void send_to_journal(Level level, Event event, const std::string& line, std::initializer_list<Field> fields) {
  const MessageId id = message_id_of(event.name());
  std::vector<std::string> entries{"MESSAGE=" + line, fmt::format("PRIORITY={}", static_cast<int>(level)),
                                   fmt::format("MESSAGE_ID={:016x}{:016x}", id.high, id.low),
                                   fmt::format("EVENT={}", event.name())};
  for (const auto& [name, value] : fields) {
    std::string upper = name;
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    entries.push_back(upper + "=" + plain(value));
  }
  std::vector<iovec> parts;
  for (std::string& entry : entries) parts.push_back({entry.data(), entry.size()});
  sd_journal_sendv(parts.data(), static_cast<int>(parts.size()));
}

}  // namespace

void write(Level level, Event event, std::initializer_list<Field> fields) {
  std::string line = fmt::format(R"({{"ts":"{}","level":"{}","event":{})", written_at(), level_name(level),
                                 json::quoted(event.name()));
  for (const auto& [name, value] : fields) line += fmt::format(",{}:{}", json::quoted(name), to_json(value));
  line += '}';
  if (std::getenv("JOURNAL_STREAM") != nullptr) {
    send_to_journal(level, event, line, fields);
  } else {
    const std::string with_end = line + "\n";
    if (::write(STDERR_FILENO, with_end.data(), with_end.size()) < 0) return;  // nowhere left to say so
  }
}

}  // namespace portal::log
