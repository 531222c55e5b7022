#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

// Archives that GNU tar reads (ustar), written and read as a stream: plain files alone.
namespace portal::tar {

inline constexpr std::size_t block_bytes = 512;

// What stands before and behind a file's bytes. The name has at most 100 bytes.
std::string header(std::string_view name, std::uint64_t bytes);
std::string padding(std::uint64_t bytes);
std::string end();

// It is no archive of ours, or not all of one.
struct Unreadable : std::runtime_error {
  using runtime_error::runtime_error;
};

// Takes the bytes one after the other from a function that fills a buffer and says how many it got; 0: the end.
class Reader {
 public:
  using Source = std::function<std::size_t(char* into, std::size_t bytes_max)>;
  explicit Reader(Source source) : source_(std::move(source)) {}

  struct Entry {
    std::string name;
    std::uint64_t bytes;
  };
  std::optional<Entry> next();              // what is left of the one before is passed over; nothing: the end
  std::string read(std::size_t bytes_max);  // of the entry at hand; empty: that was all

 private:
  void fill(std::string& bytes);

  Source source_;
  std::uint64_t left_ = 0, padding_ = 0;
};

}  // namespace portal::tar
