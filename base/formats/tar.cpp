#include "base/formats/tar.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace portal::tar {
namespace {

constexpr std::size_t name_bytes_max = 100;
constexpr std::size_t size_at = 124, size_digits = 11;
constexpr std::size_t checksum_at = 148, checksum_bytes = 8;
constexpr std::uint64_t file_bytes_max = (std::uint64_t{1} << 33) - 1;  // what eleven octal digits hold
constexpr int octal = 8;

void put(std::string& block, std::size_t at, std::string_view text) { block.replace(at, text.size(), text); }

// Of a header, its own place counted as blanks.
unsigned checksum(std::string block) {
  put(block, checksum_at, std::string(checksum_bytes, ' '));
  unsigned sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  return sum;
}

std::uint64_t octal_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), value, octal);
  if (error != std::errc{} || stopped == text.data()) throw Unreadable("not an archive: a number is none");
  return value;
}

}  // namespace

std::string header(std::string_view name, std::uint64_t bytes) {
  if (name.size() > name_bytes_max || bytes > file_bytes_max)
    throw std::length_error(fmt::format("{}: too long for an archive", name));
  std::string block(block_bytes, '\0');
  put(block, 0, name);
  put(block, 100, "0000600");  // mode; owner and group 0; the time is of no use
  put(block, 108, "0000000");
  put(block, 116, "0000000");
  put(block, size_at, fmt::format("{:011o}", bytes));
  put(block, 136, "00000000000");
  put(block, 156, "0");
  put(block, 257, std::string_view("ustar\00000", 8));
  put(block, checksum_at, fmt::format("{:06o}", checksum(block)));  // behind it a NUL and a blank
  block[checksum_at + checksum_bytes - 1] = ' ';
  return block;
}

std::string padding(std::uint64_t bytes) {
  return std::string((block_bytes - bytes % block_bytes) % block_bytes, '\0');
}

std::string end() { return std::string(2 * block_bytes, '\0'); }

void Reader::fill(std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t got = source_(bytes.data() + at, bytes.size() - at);
    if (got == 0) throw Unreadable("the archive ends in the middle");
    at += got;
  }
}

std::optional<Reader::Entry> Reader::next() {
  constexpr std::size_t portion_max = 1 << 20;
  while (!read(portion_max).empty()) continue;
  std::string block(block_bytes, '\0');
  fill(block);
  if (std::ranges::all_of(block, [](char c) { return c == '\0'; })) {
    fill(block);
    return {};
  }
  if (octal_number(std::string_view(block).substr(checksum_at, checksum_bytes - 2)) != checksum(block))
    throw Unreadable("not an archive: a header's sum is wrong");
  const std::string name(block.c_str(), std::min(std::string_view(block.c_str()).size(), name_bytes_max));
  left_ = octal_number(std::string_view(block).substr(size_at, size_digits));
  padding_ = (block_bytes - left_ % block_bytes) % block_bytes;
  return Entry{name, left_};
}

std::string Reader::read(std::size_t bytes_max) {
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(bytes_max, left_)), '\0');
  fill(bytes);
  left_ -= bytes.size();
  if (left_ == 0 && padding_ > 0) {
    std::string passed(static_cast<std::size_t>(std::exchange(padding_, 0)), '\0');
    fill(passed);
  }
  return bytes;
}

}  // namespace portal::tar
