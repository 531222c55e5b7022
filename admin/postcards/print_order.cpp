#include "admin/postcards/print_order.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/call.hpp"
#include "base/formats/csv.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_to_write(const fs::path& file) {
  throw std::system_error(errno, std::generic_category(), file.string());
}

[[noreturn]] void fail_as_taken(const fs::path& file) {
  throw Failure(Exit::no_output, fmt::format("{} is there already and is never overwritten", file.string()),
                "name another file: what was printed once can't be made again");
}

// A descriptor that closes itself.
struct Open {
  Open(const fs::path& file, int flags) : descriptor(open(file.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (descriptor < 0) fail_to_make(file, errno);
  }
  ~Open() { close(descriptor); }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  int descriptor;
};

// By what the files of postcards and of applications are known: what they say may stand nowhere else.
bool is_of_another_command(const fs::path& part, std::string_view column) {
  constexpr std::array<std::string_view, 2> columns{"ログインID", "出力番号"};
  const csv::Reader rows(part, {{}, columns});
  return std::ranges::any_of(columns, [&](std::string_view one) { return one != column && rows.has(one); });
}

void sync_folder_of(const fs::path& file) {
  const Open folder(fs::absolute(file).parent_path(), O_RDONLY | O_DIRECTORY);
  if (fsync(folder.descriptor) != 0) fail_to_write(file);
}

}  // namespace

PrintOrder::PrintOrder(const std::vector<fs::path>& files, std::string_view slug) {
  for (const fs::path& file : files) files_.push_back({file, fmt::format("{}.{}.part", file.string(), slug)});
  if (!is_whole()) demand_free_names();
}

PrintOrder::~PrintOrder() {
  std::error_code ignored;
  for (const File& file : files_)
    if (file.goes_with_us) fs::remove(file.part, ignored);
}

void PrintOrder::demand_free_names() const {
  for (const File& file : files_)
    if (fs::exists(file.name)) fail_as_taken(file.name);
}

bool PrintOrder::left_over() const { return !parts_left_over().empty(); }

std::vector<fs::path> PrintOrder::parts_left_over() const {
  std::vector<fs::path> parts;
  for (const File& file : files_)
    if (fs::exists(file.part)) parts.push_back(file.part);
  return parts;
}

void PrintOrder::demand_no_left_over() const {
  if (const auto parts = parts_left_over(); !parts.empty())
    throw Failure(Exit::no_output, fmt::format("{} is there: a run was cut off", parts.front().string()),
                  "postcards: the same postcard command again settles it; else name another file, or remove it");
}

bool PrintOrder::is_whole() const { return fs::exists(last_part()); }

std::string PrintOrder::names() const {
  std::string names;
  for (const File& file : files_) names += (names.empty() ? "" : ", ") + file.name.string();
  return names;
}

void PrintOrder::write(std::size_t file, const std::function<void(int)>& writer) {
  const Open part(files_.at(file).part, O_WRONLY | O_CREAT | O_EXCL);
  files_.at(file).goes_with_us = true;
  writer(part.descriptor);
  if (fsync(part.descriptor) != 0) fail_to_write(files_.at(file).part);
  sync_folder_of(files_.at(file).part);
}

void PrintOrder::write(std::size_t file, std::string_view bytes) {
  write(file, [&](int descriptor) {
    for (std::string_view rest = bytes; !rest.empty();) {
      const ssize_t written = ::write(descriptor, rest.data(), rest.size());
      if (written < 0) fail_to_write(files_.at(file).part);
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  });
}

void PrintOrder::keep() {
  for (File& file : files_) file.goes_with_us = false;
}

void PrintOrder::discard(std::string_view column) {
  for (const fs::path& part : parts_left_over())
    if (is_of_another_command(part, column))
      throw Failure(Exit::no_output, fmt::format("{} was left by another command", part.string()),
                    "run that command as before, it settles what it left; or name another file");
  for (const File& file : files_) fs::remove(file.part);
  demand_free_names();
}

// A run that was cut off in here has named some of them.
void PrintOrder::finish() {
  keep();
  for (const File& file : files_) {
    if (fs::exists(file.part) && fs::exists(file.name)) fail_as_taken(file.name);
    if (fs::exists(file.part) && rename(file.part.c_str(), file.name.c_str()) != 0) fail_to_make(file.name, errno);
    sync_folder_of(file.name);
  }
}

}  // namespace portal::admin
