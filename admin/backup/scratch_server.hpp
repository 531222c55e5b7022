#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "admin/child.hpp"
#include "sql/database.hpp"

namespace portal::admin {

// A folder that goes with all that is in it.
class ScratchFolder {
 public:
  ScratchFolder();  // in $TMPDIR, else /var/tmp; mode 0700
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A MariaDB server with a folder of its own and nothing in it, which only we can reach; it ends with us.
class ScratchServer {
 public:
  ScratchServer();
  ~ScratchServer();
  ScratchServer(const ScratchServer&) = delete;
  ScratchServer& operator=(const ScratchServer&) = delete;
  db::Settings settings() const;  // as its administrator; the schema is made by whoever restores into it

 private:
  void install();
  void wait_until_it_answers();
  std::filesystem::path socket() const { return folder_.path() / "s"; }

  [[noreturn]] void fail(const std::string& why);

  ScratchFolder folder_;
  Descriptor log_;  // what the server says, and whoever makes its folder
  std::optional<Child> server_;
};

}  // namespace portal::admin
