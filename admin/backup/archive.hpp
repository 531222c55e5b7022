#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "admin/backup/child.hpp"
#include "admin/backup/dump.hpp"
#include "base/formats/tar.hpp"
#include "base/keys.hpp"

// A backup: a tar archive that age encrypted. In this order: database/000001.sql and on, which are one text; documents/
// as they lie in their folder; manifest.json, which says what must be found, and stands only in a whole one.
namespace portal::admin::backup {

inline constexpr std::string_view database_part = "database/";
inline constexpr std::string_view documents_part = "documents/";
inline constexpr std::string_view manifest_name = "manifest.json";

struct Manifest {
  Timestamp made_at;
  TableSums tables;
  std::int64_t documents = 0;
  KeyFingerprints keys;  // of those with which the data was made

  std::string text() const;
  static Manifest read(std::string_view text);  // throws tar::Unreadable
};

// portal-20261129T183000Z.tar.age, so that names are in order of time.
std::string name_of(Timestamp made_at);
bool is_name(std::string_view name);

// One that is whole.
struct Kept {
  std::filesystem::path file;
  Timestamp made_at;  // as its name says: a copy of a file may have another time
  std::uint64_t bytes;
};
// Throws std::system_error when the folder can't be looked at.
std::optional<Kept> newest_in(const std::filesystem::path& folder);

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
  void write(std::string_view bytes);
  void copy();
  void demand_all_well();

  std::filesystem::path folder_, unfinished_;
  Descriptor file_;
  Pipe plain_ = make_pipe(), encrypted_ = make_pipe();
  Child age_;
  int copy_error_ = 0;
  std::thread copier_;  // from age to the file: only who writes knows why the disk said no
};

// Reads one with the secret key that is the text of age's identity file.
class Reader {
 public:
  Reader(int file, std::string_view identity);
  tar::Reader& entries() { return entries_; }
  void finish();  // throws tar::Unreadable unless age found it whole

 private:
  Pipe identity_, plain_ = make_pipe();
  Child age_;
  tar::Reader entries_;
};

}  // namespace portal::admin::backup
