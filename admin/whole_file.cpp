#include "admin/whole_file.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "admin/call.hpp"
#include "admin/child.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

void sync(const Descriptor& opened, const fs::path& what) {
  if (fsync(opened.number()) != 0) throw std::system_error(errno, std::generic_category(), what.string());
}

void write(const Descriptor& opened, const fs::path& file, const std::string& text) {
  try {
    write_all(opened.number(), text);
  } catch (const std::system_error& error) {
    throw std::system_error(error.code(), file.string());
  }
  sync(opened, file);
}

}  // namespace

void replace_file(const fs::path& file, const std::string& text) {
  constexpr mode_t readable_by_all = 0644;
  const fs::path fresh = file.string() + ".new";
  const Descriptor opened(open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, readable_by_all));
  if (opened.number() < 0) fail_to_make(fresh, errno, "look at the folder's owner");
  try {
    write(opened, fresh, text);
    fs::rename(fresh, file);
  } catch (...) {
    std::error_code ignored;
    fs::remove(fresh, ignored);
    throw;
  }
  const fs::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const Descriptor above(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (above.number() >= 0) sync(above, folder);  // who may write there need not be allowed to read it
}

}  // namespace portal::admin
