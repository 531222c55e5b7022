#include "admin/whole_file.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "admin/call.hpp"

namespace portal::admin {

void replace_file(const std::filesystem::path& file, const std::string& text) {
  const std::filesystem::path fresh = file.string() + ".new";
  errno = 0;
  std::ofstream out(fresh, std::ios::binary);
  if (!out) fail_to_make(fresh, errno, "look at the folder's owner");
  errno = 0;
  out << text << std::flush;
  if (!out) throw std::system_error(errno != 0 ? errno : EIO, std::generic_category(), fresh.string());
  std::filesystem::rename(fresh, file);
}

}  // namespace portal::admin
