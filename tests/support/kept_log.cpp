#include "tests/support/kept_log.hpp"

#include <array>
#include <stdexcept>

#include <sys/mman.h>
#include <unistd.h>

namespace portal::testing {
namespace {

std::string field_of(std::string_view event) { return "\"event\":\"" + std::string(event) + '"'; }

}  // namespace

KeptLog::KeptLog() : file_(memfd_create("log", MFD_CLOEXEC)), standard_error_(dup(STDERR_FILENO)) {
  if (file_ < 0 || standard_error_ < 0 || dup2(file_, STDERR_FILENO) < 0)
    throw std::runtime_error("can't keep the log");
}

KeptLog::~KeptLog() {
  dup2(standard_error_, STDERR_FILENO);
  close(standard_error_);
  close(file_);
}

std::string KeptLog::text() const {
  std::string text;
  std::array<char, 4096> part{};
  for (ssize_t read = 0; (read = pread(file_, part.data(), part.size(), static_cast<off_t>(text.size()))) > 0;)
    text.append(part.data(), static_cast<std::size_t>(read));
  constexpr std::string_view before = R"({"ts":")";
  for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1))
    text.erase(at + before.size(), text.find('"', at + before.size()) - at - before.size());
  return text;
}

int KeptLog::count(std::string_view event) const {
  const std::string log = text(), named = field_of(event);
  int found = 0;
  for (auto at = log.find(named); at != std::string::npos; at = log.find(named, at + 1)) ++found;
  return found;
}

std::string KeptLog::line(std::string_view event) const {
  const std::string log = text(), named = field_of(event);
  const auto at = log.find(named);
  if (at == std::string::npos || log.find(named, at + 1) != std::string::npos) return "";
  return log.substr(at, log.find('\n', at) - at);
}

}  // namespace portal::testing
