#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.hpp"

// What the targets of this folder share.
namespace portal::fuzz {

// What doesn't hold is named by its line and ends the run; libFuzzer keeps the input.
inline void demand(bool holds, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (holds) return;
  fmt::print(stderr, "{}:{}: doesn't hold\n", file, line);
  std::abort();
}

// What a person is to read.
inline void demand_readable(std::string_view words) { demand(!words.empty() && text::is_valid_utf8(words)); }

// What is told of a text with so many lines at most.
template <class Faults>
void demand_told(const Faults& faults, std::size_t lines_max) {
  for (const auto& fault : faults) {
    demand(fault.line <= lines_max);
    demand_readable(fault.reason);
    demand_readable(fault.remedy);
  }
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// What stands before the next `end`, which is taken too: inputs of several parts are text that a person can write.
inline std::string_view take(std::string_view& input, char end = '\n') {
  const std::string_view part = input.substr(0, input.find(end));
  input.remove_prefix(part.size() < input.size() ? part.size() + 1 : part.size());
  return part;
}

// Up to 64 KB of the beginning, for what isn't text.
inline std::string_view take_counted(std::string_view& input) {
  if (input.size() < 2) return {};
  const std::size_t length = static_cast<unsigned char>(input[0]) * 256U + static_cast<unsigned char>(input[1]);
  const std::string_view part = input.substr(2, length);
  input.remove_prefix(2 + part.size());
  return part;
}

// Bits turned over at places that the input says; three bytes for each.
inline void turn_bits(std::string& text, std::string_view turns) {
  for (; turns.size() >= 3 && !text.empty(); turns.remove_prefix(3)) {
    const std::size_t place = static_cast<unsigned char>(turns[0]) * 256U + static_cast<unsigned char>(turns[1]);
    text[place % text.size()] = static_cast<char>(text[place % text.size()] ^ turns[2]);
  }
}

// For what reads files by their names: one that no disk sees.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("fuzz", MFD_CLOEXEC)), path_(fmt::format("/proc/self/fd/{}", descriptor_)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }

  const std::filesystem::path& holding(std::string_view bytes) {
    demand(ftruncate(descriptor_, 0) == 0);
    demand(pwrite(descriptor_, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
    return path_;
  }

 private:
  int descriptor_;
  std::filesystem::path path_;
};

}  // namespace portal::fuzz
