#pragma once
#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/types.h>

#include "admin/backup/dump.hpp"
#include "admin/child.hpp"
#include "base/keys.hpp"

struct archive;  // libarchive's

// A backup: a tar archive, compressed by zstd, that age encrypted. In this order: database/000001.sql and on, which are
// one text; documents/ as they lie in their folder; manifest.json, which says what must be found, and stands only in a
// whole one.
namespace portal::admin::backup {

inline constexpr std::string_view database_part = "database/";
inline constexpr std::string_view documents_part = "documents/";
inline constexpr std::string_view manifest_name = "manifest.json";

// It is no archive of ours, or not all of one.
struct Unreadable : std::runtime_error {
  using runtime_error::runtime_error;
};

struct Manifest {
  Timestamp made_at;
  TableSums tables;
  std::int64_t documents = 0;
  std::string place_in_binary_log;  // "binlog.000012 4711": what came later stands there; empty: there was no such log
  KeyFingerprints keys;             // of those with which the data was made

  std::string text() const;
  static Manifest read(std::string_view text);  // throws Unreadable
};

// portal-20261129T183000Z.tar.zst.age, so that names are in order of time.
std::string name_of(Timestamp made_at);
// What it says, to the second; nothing of any other name, or of a moment that no calendar has.
std::optional<Timestamp> moment_of(std::string_view name);

// One that is whole.
struct Kept {
  std::filesystem::path file;
  Timestamp made_at;  // as its name says: a copy of a file may have another time
  std::uint64_t bytes;
};
struct Found {
  std::optional<Kept> newest;
  std::vector<std::filesystem::path> ahead;  // of the future, by a clock that ran ahead: how old they are nobody knows
};
// Throws std::system_error when the folder can't be looked at.
Found look_in(const std::filesystem::path& folder, Timestamp now);

// Writes one, under a name that no backup has until it is whole and on the disk.
class Writer {
 public:
  // Throws std::system_error when the disk says no, Failure when age does.
  Writer(const std::filesystem::path& folder, const std::string& recipient);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void add(std::string_view name, std::string_view bytes);
  void finish(const std::string& name);  // the file's

 private:
  static ssize_t take(archive* packer, void* writer, const void* bytes, std::size_t count) noexcept;
  void demand_written(ssize_t done);
  void write(std::string_view packed);
  void copy();
  void demand_all_well();

  std::filesystem::path folder_, unfinished_;
  Descriptor file_;
  Pipe plain_ = make_pipe(), encrypted_ = make_pipe();
  Child age_;
  int copy_error_ = 0;
  std::thread copier_;  // from age to the file: only who writes knows why the disk said no
  archive* packer_ = nullptr;
  std::exception_ptr met_;  // while libarchive, which is C's, called us
};

// Reads one with the secret key that is the text of age's identity file.
class Reader {
 public:
  Reader(int file, std::string_view identity);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  struct Entry {
    std::string name, bytes;
  };
  std::optional<Entry> next();  // nothing: the end. Throws Unreadable
  void finish();                // throws Unreadable unless age found it whole

 private:
  static ssize_t give(archive* unpacker, void* reader, const void** bytes) noexcept;
  void demand_read(ssize_t done);
  std::string_view read();

  Pipe identity_, plain_ = make_pipe();
  Child age_;
  std::string portion_;
  archive* unpacker_;
  bool opened_ = false;
  std::exception_ptr met_;
};

}  // namespace portal::admin::backup
